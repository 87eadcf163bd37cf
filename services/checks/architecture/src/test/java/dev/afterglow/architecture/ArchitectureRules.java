package dev.afterglow.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import java.net.DatagramSocket;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** The rules, a field each. A rule without a fixture that breaks it fails the build as well. */
final class ArchitectureRules {

  private static final String GENERATED = "dev.afterglow.api..";

  // The program that starts the others: it may tune their logs and name its own requests.
  private static final String STARTER = "dev.afterglow.standalone..";

  private static final String[] SERVICES = {
    "dev.afterglow.capture..",
    "dev.afterglow.render..",
    "dev.afterglow.registry..",
    "dev.afterglow.commerce..",
    "dev.afterglow.studio..",
    "dev.afterglow.agent..",
    "dev.afterglow.standalone..",
  };

  private static final String[] SHARED = {
    "dev.afterglow.drive..",
    "dev.afterglow.codec..",
    "dev.afterglow.platform..",
    "dev.afterglow.avatar..",
    "dev.afterglow.tape..",
    "dev.afterglow.uplink..",
    "dev.afterglow.house..",
    "dev.afterglow.facts..",
  };

  private static final Set<String> LAYER_PACKAGES =
      Set.of(
          "service",
          "services",
          "util",
          "utils",
          "impl",
          "manager",
          "helper",
          "helpers",
          "common",
          "dto",
          "model",
          "controller");

  /** Invariant 12, first half. */
  static final ArchRule DOMAIN_HAS_NO_FRAMEWORK =
      noClasses()
          .that(not(Edges.atTheEdge()))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.quarkus..",
                  "io.grpc..",
                  "io.vertx..",
                  "jakarta.persistence..",
                  "jakarta.ws.rs..",
                  "org.hibernate..",
                  GENERATED))
          .because("domain and use cases are plain Java; adapters are named for what they adapt");

  /** Invariant 12, second half. */
  static final ArchRule GENERATED_TYPES_STOP_AT_THE_WIRE =
      noClasses()
          .that(not(Edges.atTheWire()))
          .should()
          .dependOnClassesThat(resideInAPackage(GENERATED))
          .because("a message is mapped where it arrives and where it leaves");

  /** Features of an area form a layering, whichever it is; adapters may look across. */
  static final ArchRule FEATURES_HAVE_NO_CYCLES =
      slices().assignedFrom(new Features()).should().beFreeOfCycles();

  /** Services meet through the contracts alone. */
  static final ArchRule SERVICES_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("dev.afterglow.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), not(resideInAnyPackage(SERVICES)));

  /** What is shared knows nobody who shares it. */
  static final ArchRule SHARED_CODE_KNOWS_NO_SERVICE =
      noClasses()
          .that()
          .resideInAnyPackage(SHARED)
          .should()
          .dependOnClassesThat(resideInAnyPackage(SERVICES));

  /**
   * What phones and suits send carries no proof of who sends it. The agent hears it and signs; the
   * service listens to no datagram, in no mode.
   */
  static final ArchRule DATAGRAMS_COME_THROUGH_THE_AGENT =
      noClasses()
          .that()
          .resideInAPackage("dev.afterglow.capture..")
          .should()
          .dependOnClassesThat(
              assignableTo(DatagramChannel.class)
                  .or(assignableTo(DatagramSocket.class))
                  .or(
                      resideInAnyPackage(
                          "dev.afterglow.codec..",
                          "io.vertx.core.datagram..",
                          "io.netty.channel.socket..")))
          .because("an unsigned datagram says nothing of who sent it");

  /**
   * What the stage shows may be rigged or drawn by a neural model. Whatever surrounds it must not
   * know: no rig, and no mesh, morph target, joint or expression of it. Which hand is which is a
   * word that all of them share.
   */
  static final ArchRule NOBODY_KNOWS_WHAT_A_FIGURE_IS_MADE_OF =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.afterglow.render.presence..",
              "dev.afterglow.render.stage..",
              "dev.afterglow.render.label..",
              "dev.afterglow.render.lease..",
              "dev.afterglow.render.convert..",
              "dev.afterglow.render.frame..",
              "dev.afterglow.render.encode..",
              "dev.afterglow.render.output..",
              "dev.afterglow.render.quality..",
              "dev.afterglow.render.preflight..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("dev.afterglow.render.rig..", "dev.afterglow.render.rigged..")
                  .or(resideInAPackage("dev.afterglow.render.figure.."))
                  .and(not(name("dev.afterglow.render.rig.Hand"))))
          .because("a figure is dev.afterglow.render.presence.Figure to them and nothing more");

  /** One log, so that its vocabulary holds. */
  static final ArchRule LOGS_GO_THROUGH_THE_PLATFORM =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.afterglow.platform.log..", STARTER)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "java.util.logging..",
                  "org.jboss.logging..",
                  "org.slf4j..",
                  "org.apache.logging..",
                  "io.quarkus.logging.."))
          .because("dev.afterglow.platform.log.Log has the fixed vocabulary of fields");

  /** Package by feature. */
  static final ArchRule PACKAGES_ARE_NAMED_FOR_FEATURES =
      classes()
          .should(
              hold(
                  "stand in a package named for a feature",
                  it ->
                      Arrays.stream(it.getPackageName().split("\\."))
                          .noneMatch(LAYER_PACKAGES::contains)));

  /** Names are the field's own words. */
  static final ArchRule CLASSES_HAVE_NAMES_OF_THE_FIELD =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  /** Time and chance are injected, or nothing can be replayed. */
  static final ArchRule TIME_AND_CHANCE_ARE_INJECTED =
      noClasses()
          .that()
          .resideOutsideOfPackage(STARTER)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callConstructor(Random.class)
          .because("java.time.Clock, RandomGenerator and Ids are there to be injected");

  /** A setting has a type, a default and a reason; wiring may read the framework's own. */
  static final ArchRule SETTINGS_ARE_CONFIG_MAPPINGS =
      noClasses()
          .that()
          .resideOutsideOfPackage("..wiring..")
          .should()
          .dependOnClassesThat(resideInAPackage("org.eclipse.microprofile.config.."))
          .because("settings are @ConfigMapping interfaces beside their feature");

  /** NullAway reads a package's promise from its package-info. */
  static final ArchRule PACKAGES_ARE_NULL_MARKED =
      classes()
          .should(
              hold(
                  "stand in a @NullMarked package",
                  it -> it.getPackage().isAnnotatedWith(NullMarked.class)));

  /** Why is in studio's {@code BroadcastGrpcService}. */
  static final ArchRule CALLS_ARE_NOT_ON_VIRTUAL_THREADS =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(GrpcService.class)
          .should()
          .beAnnotatedWith(RunOnVirtualThread.class)
          .because(
              "Quarkus 3.32 loses an event of such a call now and then, and nobody answers it");

  private ArchitectureRules() {}

  private static ArchCondition<JavaClass> hold(String description, Predicate<JavaClass> predicate) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!predicate.test(type)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " does not"));
        }
      }
    };
  }
}
