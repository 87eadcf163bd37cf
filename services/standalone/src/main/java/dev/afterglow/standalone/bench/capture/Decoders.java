package dev.afterglow.standalone.bench.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.fleet.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs the decoders' own measurement, which stands beside their golden packets. */
final class Decoders {
  private static final String MAIN = "dev.afterglow.codec.bench.DecoderBench";

  private Decoders() {}

  /** Prints a row a decoder, and puts its ratio into the last line. */
  static void measure(Installation installation, boolean quick, LastLine last)
      throws IOException, InterruptedException {
    Path target = installation.root().resolve("services/shared/motion-codecs/target");
    Path libraries = installation.root().resolve("services/standalone/target/lib");
    if (!Files.isDirectory(target.resolve("test-classes"))) {
      throw new RunFailure(ExitCode.SERVICE_FAILED, "The decoders' tests are not compiled.");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp"));
    command.add(
        String.join(
            File.pathSeparator,
            target.resolve("classes").toString(),
            target.resolve("test-classes").toString(),
            libraries.resolve("*").toString()));
    command.add(MAIN);
    if (quick) {
      command.add("--quick");
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var lines = process.inputReader()) {
      System.out.println("| decoder | decodes a second of a core | of only reading |");
      System.out.println("| --- | --- | --- |");
      for (String line : lines.lines().toList()) {
        System.out.println(row(line, last));
      }
    }
    if (process.waitFor() != 0) {
      throw new RunFailure(ExitCode.SERVICE_FAILED, "A decoder could not be measured.");
    }
  }

  /** A row of the table from a line of the measurement, whose ratio goes into the last line. */
  static String row(String line, LastLine last) throws IOException {
    JsonNode measured = new ObjectMapper().readTree(line);
    last.decoder(measured.required("decoder").asText(), measured.required("ratio").asDouble());
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.3f |",
        measured.required("decoder").asText(),
        measured.required("decodes_per_s").asLong(),
        measured.required("ratio").asDouble());
  }
}
