package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.standalone.failure.ExitCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a person runs it: one clear sentence and a documented code for each trouble. */
class CommandLineTest {
  @TempDir Path folder;

  private record Outcome(int code, List<String> errors, String output) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nan.jsonl       | {"t_ms":0,"shapes":{"jawOpen":NaN}}                                              | nan
          backwards.jsonl | {"t_ms":40,"shapes":{"jawOpen":0}}~{"t_ms":0,"shapes":{"jawOpen":0}}             | backwards
          unknown.jsonl   | {"t_ms":0,"shapes":{"jawOpenWide":0}}                                            | jawOpenWide
          empty.jsonl     | ''                                                                               | empty
          tape.mov        | anything                                                                         | tape
          """)
  void shouldNameTheFaultWhenTheTapeIsBroken(String name, String content, String expected)
      throws Exception {
    // Given
    Path tape = Files.writeString(folder.resolve(name), content.replace('~', '\n'));

    // When
    Outcome outcome = live(List.of(), "--tape", tape.toString());

    // Then
    assertOneSentence(outcome, ExitCode.INPUT_BROKEN);
    assertThat(outcome.errors().getFirst().toLowerCase(java.util.Locale.ROOT))
        .contains(expected.toLowerCase(java.util.Locale.ROOT), name);
  }

  @Test
  void shouldNameTheFileWhenTheVoiceIsNoWav() throws Exception {
    // Given
    Path voice = Files.writeString(folder.resolve("voice.wav"), "not a sound");

    // When
    Outcome outcome = live(List.of(), "--voice", voice.toString());

    // Then
    assertOneSentence(outcome, ExitCode.INPUT_BROKEN);
    assertThat(outcome.errors().getFirst()).contains("voice.wav");
  }

  @Test
  void shouldNameThePortWhenItIsBusy() throws Exception {
    // Given
    try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

      // When
      Outcome outcome = live(List.of(), "--port", "" + squatter.getLocalPort());

      // Then
      assertOneSentence(outcome, ExitCode.PORT_BUSY);
      assertThat(outcome.errors().getFirst()).contains("Port " + squatter.getLocalPort());
    }
  }

  @Test
  void shouldNameTheLibraryWhenItIsMissing() throws Exception {
    // When
    Outcome outcome =
        live(List.of("-Dafterglow.standalone.libraries=libEGL-of-another-world.so.9"));

    // Then
    assertOneSentence(outcome, ExitCode.LIBRARY_MISSING);
    assertThat(outcome.errors().getFirst()).contains("libEGL-of-another-world.so.9", "apt-get");
  }

  @Test
  void shouldSayHowMuchIsFreeWhenTheDiskIsFull() throws Exception {
    // When
    Outcome outcome = live(List.of("-Dafterglow.standalone.min-free-bytes=" + Long.MAX_VALUE / 2));

    // Then
    assertOneSentence(outcome, ExitCode.DISK_FULL);
    assertThat(outcome.errors().getFirst()).contains("MiB free", "--data");
  }

  private static void assertOneSentence(Outcome outcome, ExitCode code) {
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().getFirst()).startsWith("afterglow: ");
    assertThat(outcome.code()).isEqualTo(code.code());
  }

  private Outcome live(List<String> jvmOptions, String... options) throws Exception {
    Path data = folder.resolve("data");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dafterglow.home=" + Checkout.installation().root()));
    command.addAll(jvmOptions);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.afterglow.standalone.cli.Live"));
    command.addAll(List.of("--for", "1s", "--data", data.toString()));
    command.addAll(List.of(options.length == 0 ? new String[] {"--port", "0"} : options));
    Path errors = folder.resolve("stderr");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("the program ended").isTrue();
    assertThat(leftovers(data)).as("processes left behind").isEmpty();
    return new Outcome(
        process.exitValue(),
        Files.readAllLines(errors).stream().filter(line -> !line.isBlank()).toList(),
        output);
  }

  /** Processes that name the data folder in their command line. */
  private static List<String> leftovers(Path data) {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(data.toString()))
        .toList();
  }
}
