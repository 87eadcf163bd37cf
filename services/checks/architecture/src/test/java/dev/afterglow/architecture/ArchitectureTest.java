package dev.afterglow.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the rules over every module, and each rule against code that breaks it. */
class ArchitectureTest {

  private static final JavaClasses MODULES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("dev/afterglow/api/"))
          .importPackages("dev.afterglow");

  /** Where the code stands that breaks a rule. */
  private static final Map<String, String[]> BREACHES =
      Map.ofEntries(
          breach("DOMAIN_HAS_NO_FRAMEWORK", "dev.afterglow.fixture.plain"),
          breach("GENERATED_TYPES_STOP_AT_THE_WIRE", "dev.afterglow.fixture.wires"),
          breach(
              "FEATURES_HAVE_NO_CYCLES",
              "dev.afterglow.fixture.ringnorth",
              "dev.afterglow.fixture.ringsouth"),
          breach(
              "SERVICES_DO_NOT_KNOW_EACH_OTHER",
              "dev.afterglow.capture.fixture",
              "dev.afterglow.studio.fixture"),
          breach(
              "SHARED_CODE_KNOWS_NO_SERVICE",
              "dev.afterglow.tape.fixture",
              "dev.afterglow.studio.fixture"),
          breach("NOBODY_KNOWS_WHAT_A_FIGURE_IS_MADE_OF", "dev.afterglow.render.stage.fixture"),
          breach("DATAGRAMS_COME_THROUGH_THE_AGENT", "dev.afterglow.capture.overhear"),
          breach("LOGS_GO_THROUGH_THE_PLATFORM", "dev.afterglow.fixture.logs"),
          breach("PACKAGES_ARE_NAMED_FOR_FEATURES", "dev.afterglow.fixture.impl"),
          breach("CLASSES_HAVE_NAMES_OF_THE_FIELD", "dev.afterglow.fixture.impl"),
          breach("TIME_AND_CHANCE_ARE_INJECTED", "dev.afterglow.fixture.ambient"),
          breach("SETTINGS_ARE_CONFIG_MAPPINGS", "dev.afterglow.fixture.settings"),
          breach("PACKAGES_ARE_NULL_MARKED", "dev.afterglow.fixture.unmarked"),
          breach("CALLS_ARE_NOT_ON_VIRTUAL_THREADS", "dev.afterglow.fixture.calls"));

  static Stream<String> ruleNames() {
    return rules().keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("ruleNames")
  void shouldHoldWhenCheckedOverEveryModule(String name) {
    rules().get(name).allowEmptyShould(true).check(MODULES);
  }

  @ParameterizedTest
  @MethodSource("ruleNames")
  void shouldFailWhenCodeBreaksRule(String name) {
    // Given
    JavaClasses breach = new ClassFileImporter().importPackages(BREACHES.get(name));

    // When
    boolean violated = rules().get(name).evaluate(breach).hasViolation();

    // Then
    assertThat(violated).as("%s notices its fixture", name).isTrue();
  }

  @Test
  void shouldSeeEveryModuleWhenImporting() {
    assertThat(areas())
        .contains(
            "drive", "codec", "platform", "avatar", "tape", "uplink", "agent", "house", "facts")
        .doesNotContain("api", "fixture", "architecture");
  }

  private static Stream<String> areas() {
    return MODULES.stream().map(it -> it.getPackageName().split("\\.")[2]).distinct();
  }

  private static Map<String, ArchRule> rules() {
    return Arrays.stream(ArchitectureRules.class.getDeclaredFields())
        .filter(field -> ArchRule.class.isAssignableFrom(field.getType()))
        .collect(Collectors.toMap(Field::getName, rule()));
  }

  private static Function<Field, ArchRule> rule() {
    return field -> {
      try {
        return (ArchRule) field.get(null);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static Map.Entry<String, String[]> breach(String rule, String... packages) {
    return Map.entry(rule, packages);
  }
}
