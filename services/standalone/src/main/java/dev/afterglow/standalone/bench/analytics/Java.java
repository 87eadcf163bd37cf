package dev.afterglow.standalone.bench.analytics;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a JVM to its end. */
final class Java {
  private Java() {}

  /** The last line that it prints; its faults go to this process' standard error. */
  static String lastLine(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines;
    try (var reader = process.inputReader()) {
      lines = reader.lines().toList();
    }
    if (process.waitFor() != 0 || lines.isEmpty()) {
      throw new RunFailure(ExitCode.SERVICE_FAILED, "A part of the bench did not end well.");
    }
    return lines.getLast();
  }
}
