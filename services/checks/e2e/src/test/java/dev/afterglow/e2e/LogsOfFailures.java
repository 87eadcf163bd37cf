package dev.afterglow.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Prints how the log of every service ends when a test has failed: the logs go with the test's
 * folder, and a failure that is seen once in twenty runs must not need a twenty-first.
 */
final class LogsOfFailures implements AfterTestExecutionCallback {
  private static final int LINES = 40;

  private final Supplier<Path> data;

  /**
   * @param data the data folder of what the test started, asked for after the failure
   */
  LogsOfFailures(Supplier<Path> data) {
    this.data = data;
  }

  @Override
  public void afterTestExecution(ExtensionContext test) throws IOException {
    Path logs = data.get().resolve("logs");
    if (test.getExecutionException().isEmpty() || !Files.isDirectory(logs)) {
      return;
    }
    try (Stream<Path> files = Files.list(logs)) {
      for (Path log : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(log);
        System.out.printf("%s ends with:%n", log.getFileName());
        lines.subList(Math.max(0, lines.size() - LINES), lines.size()).forEach(System.out::println);
      }
    }
  }
}
