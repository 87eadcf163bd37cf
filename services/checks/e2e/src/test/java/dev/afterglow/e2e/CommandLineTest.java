package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.e2e.LiveProgram.Outcome;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.process.DataFolder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a person runs it: one clear sentence and a documented code for each trouble. */
class CommandLineTest {
  @TempDir Path folder;

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
    assertThat(outcome.sentences().getFirst().toLowerCase(java.util.Locale.ROOT))
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
    assertThat(outcome.sentences().getFirst()).contains("voice.wav");
  }

  @Test
  void shouldNameThePortWhenItIsBusy() throws Exception {
    // Given
    try (ServerSocket squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

      // When
      Outcome outcome = live(List.of(), "--port", "" + squatter.getLocalPort());

      // Then
      assertOneSentence(outcome, ExitCode.PORT_BUSY);
      assertThat(outcome.sentences().getFirst()).contains("Port " + squatter.getLocalPort());
    }
  }

  @Test
  void shouldNameTheLibraryWhenItIsMissing() throws Exception {
    // When
    Outcome outcome =
        live(List.of("-Dafterglow.standalone.libraries=libEGL-of-another-world.so.9"));

    // Then
    assertOneSentence(outcome, ExitCode.LIBRARY_MISSING);
    assertThat(outcome.sentences().getFirst()).contains("libEGL-of-another-world.so.9", "apt-get");
  }

  @Test
  void shouldSayHowMuchIsFreeWhenTheDiskIsFull() throws Exception {
    // When
    Outcome outcome = live(List.of("-Dafterglow.standalone.min-free-bytes=" + Long.MAX_VALUE / 2));

    // Then
    assertOneSentence(outcome, ExitCode.DISK_FULL);
    assertThat(outcome.sentences().getFirst()).contains("MiB free", "--data");
  }

  @Test
  void shouldNameTheOtherRunWhenTheDataFolderIsInUse() throws Exception {
    // Given
    try (DataFolder held = DataFolder.open(folder.resolve("data"))) {

      // When
      Outcome outcome = live(List.of());

      // Then
      assertOneSentence(outcome, ExitCode.DATA_FOLDER_IN_USE);
      assertThat(outcome.sentences().getFirst())
          .contains("process " + ProcessHandle.current().pid(), held.root().toString(), "--data");
    }
  }

  @Test
  void shouldSaySoWhenTheDataFolderIsAFile() throws Exception {
    // Given
    Files.writeString(folder.resolve("data"), "not a folder");

    // When
    Outcome outcome = live(List.of());

    // Then
    assertOneSentence(outcome, ExitCode.UNEXPECTED);
    assertThat(outcome.sentences().getFirst()).contains(folder.resolve("data").toString());
  }

  private static void assertOneSentence(Outcome outcome, ExitCode code) {
    assertThat(outcome.sentences()).hasSize(1);
    assertThat(outcome.lines()).noneMatch(line -> line.contains("\tat ")).hasSizeLessThan(3);
    assertThat(outcome.code()).isEqualTo(code.code());
  }

  private Outcome live(List<String> jvmOptions, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--for", "1s"));
    all.addAll(List.of(options.length == 0 ? new String[] {"--port", "0"} : options));
    try (LiveProgram program =
        LiveProgram.start(folder.resolve("data"), jvmOptions, all.toArray(String[]::new))) {
      return program.awaitEnd();
    }
  }
}
