package dev.afterglow.house.glb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.house.HouseAssets;
import dev.afterglow.house.Person;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Khronos' own judge of glTF files; it needs Node.js and, the first time, its npm package. */
class KhronosValidatorTest {
  private static final Path SCRIPTS = Path.of("src", "test", "js");
  private static final long LONGEST_S = 120;

  @TempDir private Path folder = Path.of(".");

  private record Outcome(int code, String output) {}

  @ParameterizedTest
  @EnumSource(Person.class)
  void shouldFindNoErrorsAndNoWarningsWhenKhronosValidatorReadsThePresenter(Person person)
      throws Exception {
    // Given
    for (String name : List.of("package.json", "package-lock.json", "validate.mjs")) {
      Files.copy(SCRIPTS.resolve(name), folder.resolve(name));
    }
    Files.write(folder.resolve("presenter.vrm"), HouseAssets.presenter(person));
    assumeTrue(run("node", "--version").code == 0, "skipped: Node.js is not installed");
    assumeTrue(
        run("npm", "ci", "--no-audit", "--no-fund").code == 0,
        "skipped: npm could not install the pinned gltf-validator");

    // When
    Outcome outcome = run("node", "validate.mjs", "presenter.vrm");

    // Then
    assertThat(outcome.code).as(outcome.output).isZero();
    JsonNode report = new ObjectMapper().readTree(outcome.output);
    assertThat(report.get("numErrors").asInt()).as(outcome.output).isZero();
    assertThat(report.get("numWarnings").asInt()).as(outcome.output).isZero();
  }

  private Outcome run(String... command) throws IOException, InterruptedException {
    File output = folder.resolve("output.txt").toFile();
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(output)
              .start();
    } catch (IOException e) {
      return new Outcome(-1, "no such command");
    }
    if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new Outcome(-1, "took too long");
    }
    return new Outcome(
        process.exitValue(), Files.readString(output.toPath(), StandardCharsets.UTF_8));
  }
}
