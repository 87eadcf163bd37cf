package dev.afterglow.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Set;

/**
 * Where the frameworks begin. A class stands at the edge when its outermost class is named for what
 * it adapts, or when its package is.
 */
final class Edges {

  private static final Set<String> EDGE_NAMES =
      Set.of(
          "Grpc",
          "Rest",
          "Resource",
          "Socket",
          "Client",
          "Entity",
          "Store",
          "Repository",
          "Config",
          "Wiring",
          "Main",
          "Health",
          "Interceptor",
          "Mapper",
          "Messages");

  private static final Set<String> WIRE_NAMES = Set.of("Grpc", "Client", "Mapper", "Messages");

  private static final Set<String> EDGE_PACKAGES = Set.of("transport", "storage", "wire");
  private static final Set<String> WIRE_PACKAGES = Set.of("transport", "wire");

  // These consist of nothing else: what services stand on, the program that starts them, and the
  // tape player, which is a client of OpenDrive.
  private static final Set<String> EDGE_AREAS =
      Set.of("dev.afterglow.platform", "dev.afterglow.standalone", "dev.afterglow.tape.player");

  private Edges() {}

  /** Classes that may see frameworks. */
  static DescribedPredicate<JavaClass> atTheEdge() {
    return DescribedPredicate.describe(
        "at the edge", it -> named(it, EDGE_NAMES) || placed(it, EDGE_PACKAGES));
  }

  /** Classes that may see generated messages. */
  static DescribedPredicate<JavaClass> atTheWire() {
    return DescribedPredicate.describe(
        "at the wire", it -> named(it, WIRE_NAMES) || placed(it, WIRE_PACKAGES));
  }

  private static boolean named(JavaClass type, Set<String> endings) {
    String name = outermost(type).getSimpleName();
    return endings.stream().anyMatch(name::endsWith);
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
}
