package dev.afterglow.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.live.StopRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LiveCommandTest {
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final PrintStream standardError = System.err;

  @TempDir Path folder;

  @BeforeEach
  void catchErrors() {
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveErrorsBack() {
    System.setErr(standardError);
  }

  @ParameterizedTest
  @CsvSource({
    "--for,soon",
    "--for,10ms",
    "--size,720",
    "--size,721x1280",
    "--size,8x8",
    "--fps,61",
    "--fps,many",
    "--port,70000",
    "--rtmp,http://example.test/live",
    "--louder,yes",
    "--presenter,nobody",
    "--look,polo"
  })
  void shouldExitWithUsageWhenAnOptionIsWrong(String name, String value) {
    // Given
    CommandLine command = command();

    // When
    int code = command.execute(name, value);

    // Then
    assertThat(code).isEqualTo(ExitCode.USAGE.code());
    assertThat(errors.toString(StandardCharsets.UTF_8)).startsWith("afterglow: ").contains("--");
    assertThat(errors.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  @Test
  void shouldSayWhatIsWrongInOneSentenceWhenTheTapeIsBroken() throws Exception {
    // Given
    Path tape = Files.writeString(folder.resolve("broken.jsonl"), "{\"t_ms\":0,\"shapes\":{");
    Path avatar = folder.resolve("nobody.glb");

    // When
    int code =
        command()
            .execute(
                "--tape", tape.toString(),
                "--avatar", avatar.toString(),
                "--data", folder.resolve("data").toString());

    // Then
    assertThat(code).isEqualTo(ExitCode.INPUT_BROKEN.code());
    assertThat(errors.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  @Test
  void shouldNameEveryExitCodeInTheHelp() {
    // Given
    StringWriter text = new StringWriter();
    CommandLine command = command().setOut(new PrintWriter(text));

    // When
    int code = command.execute("--help");

    // Then
    assertThat(code).isZero();
    for (ExitCode one : ExitCode.values()) {
      assertThat(text.toString()).containsPattern("(?m)^\\s*" + one.code() + "\\s");
    }
  }

  private static CommandLine command() {
    return Live.commandLine(new StopRequest(), Installation.above(Path.of("").toAbsolutePath()));
  }
}
