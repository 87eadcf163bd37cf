package dev.afterglow.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the frameworks begin. A class stands at the edge when its outermost class is named for what
 * it adapts, or when a part of its package's name is. The wire is that part of the edge which
 * speaks the contracts.
 */
final class Edges {

  // What a name ends with, or begins with, says what is adapted.
  private static final Set<String> WIRE_ENDINGS =
      Set.of("Grpc", "GrpcService", "Client", "Mapper", "Messages");
  private static final Set<String> EDGE_ENDINGS =
      union(
          WIRE_ENDINGS,
          Set.of(
              "Rest",
              "Resource",
              "Socket",
              "Entity",
              "Row",
              "Store",
              "Repository",
              "Config",
              "Wiring",
              "Main",
              "Health",
              "Interceptor",
              "Filter"));
  private static final Set<String> WIRE_BEGINNINGS = Set.of("Grpc");
  private static final Set<String> EDGE_BEGINNINGS =
      union(WIRE_BEGINNINGS, Set.of("Postgres", "Redis", "Kafka"));

  private static final Set<String> WIRE_PACKAGES = Set.of("transport", "wire", "grpc", "upstream");
  private static final Set<String> EDGE_PACKAGES =
      union(WIRE_PACKAGES, Set.of("storage", "store", "api", "rest", "wiring"));

  // These consist of nothing else: what services stand on, the program that starts them, the
  // device's side of OpenDrive, and the tape player, which is a client of it.
  private static final Set<String> EDGE_AREAS =
      Set.of(
          "dev.afterglow.platform",
          "dev.afterglow.standalone",
          "dev.afterglow.uplink",
          "dev.afterglow.tape.player");

  private Edges() {}

  /** Classes that may see frameworks. */
  static DescribedPredicate<JavaClass> atTheEdge() {
    return DescribedPredicate.describe(
        "at the edge", it -> named(it, EDGE_BEGINNINGS, EDGE_ENDINGS) || placed(it, EDGE_PACKAGES));
  }

  /** Classes that may see generated messages. */
  static DescribedPredicate<JavaClass> atTheWire() {
    return DescribedPredicate.describe(
        "at the wire", it -> named(it, WIRE_BEGINNINGS, WIRE_ENDINGS) || placed(it, WIRE_PACKAGES));
  }

  private static boolean named(JavaClass type, Set<String> beginnings, Set<String> endings) {
    String name = outermost(type).getSimpleName();
    return beginnings.stream().anyMatch(name::startsWith)
        || endings.stream().anyMatch(name::endsWith);
  }

  private static boolean placed(JavaClass type, Set<String> packages) {
    String name = type.getPackageName();
    return EDGE_AREAS.stream().anyMatch(it -> name.equals(it) || name.startsWith(it + "."))
        || Arrays.stream(name.split("\\.")).anyMatch(packages::contains);
  }

  private static JavaClass outermost(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
  }
}
