package dev.afterglow.standalone.fleet;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The checkout whose built services are run.
 *
 * @param root the folder that holds {@code gradle-free-scripts}
 */
public record Installation(Path root) {
  private static final String MARK = "gradle-free-scripts";

  /** The one named by the system property {@code afterglow.home}, else the one around the cwd. */
  public static Installation find() {
    String home = System.getProperty("afterglow.home");
    return home == null ? above(Path.of("").toAbsolutePath()) : new Installation(Path.of(home));
  }

  /** The checkout that a folder lies in. */
  public static Installation above(Path start) {
    for (@Nullable Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(MARK))) {
        return new Installation(folder);
      }
    }
    throw new RunFailure(
        ExitCode.UNEXPECTED, "%s is not inside an Afterglow checkout.".formatted(start));
  }

  /** The service's runnable jar. */
  public Path jarOf(Service service) {
    Path jar =
        root.resolve("services")
            .resolve(service.moduleName())
            .resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new RunFailure(
          ExitCode.SERVICE_FAILED,
          "%s is not built; run ./mvnw -Dquick -DskipTests package first."
              .formatted(service.moduleName()));
    }
    return jar;
  }
}
