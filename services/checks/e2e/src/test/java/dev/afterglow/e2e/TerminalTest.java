package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.e2e.LiveProgram.Outcome;
import dev.afterglow.standalone.failure.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ctrl-C typed into a terminal: the signal goes to every process in the foreground at once. All
 * runs use one data folder, so each is also a start after whatever end came before.
 */
class TerminalTest {
  @TempDir static Path folder;

  @BeforeAll
  static void lookForPrograms() {
    Checkout.program("script");
    Checkout.program("ffprobe");
    Checkout.program("unshare");
  }

  @Test
  void shouldStopWhatHasBegunWhenCtrlCComesDuringTheStart() throws Exception {
    // Given
    try (LiveProgram program = live("1m")) {
      program.awaitLine("Starting");
      Thread.sleep(4_000);

      // When
      program.typeCtrlC();

      // Then
      Outcome outcome = program.awaitEnd();
      assertThat(outcome.sentences()).singleElement().asString().contains("before going live");
      assertThat(outcome.code()).isEqualTo(ExitCode.STOPPED.code());
    }
  }

  @Test
  void shouldEndInOrderWhenCtrlCComesWhileLive() throws Exception {
    // Given
    try (LiveProgram program = live("5m")) {
      program.awaitLine("   3s  ");

      // When
      program.typeCtrlC();

      // Then
      Outcome outcome = program.awaitEnd();
      assertEndedInOrder(outcome);
      assertThat(outcome.lines()).noneMatch(line -> line.contains("starting it again"));
    }
  }

  @Test
  void shouldStopAtOnceAndStartAgainWhenCtrlCComesTwice() throws Exception {
    // Given
    Outcome atOnce;
    try (LiveProgram program = live("5m")) {
      program.awaitLine("   3s  ");
      program.typeCtrlC();
      program.awaitLine("Ctrl-C again");

      // When
      program.typeCtrlC();
      atOnce = program.awaitEnd();
    }
    int playable = Media.of(newestRecording()).frameTimes().size();
    Outcome again;
    try (LiveProgram program = live("3s")) {
      again = program.awaitEnd();
    }

    // Then
    assertThat(atOnce.sentences()).singleElement().asString().contains("Stopped at once");
    assertThat(atOnce.code()).isEqualTo(ExitCode.STOPPED.code());
    assertThat(playable).as("frames that can still be played").isPositive();
    assertEndedInOrder(again);
  }

  /** Slow machines may miss the frame rate; that is then in the summary and in the code. */
  private static void assertEndedInOrder(Outcome outcome) throws Exception {
    assertThat(outcome.lines())
        .anyMatch(line -> line.matches("  held +recording closed.*"))
        .anyMatch(line -> line.matches("  held +every service stayed up.*"))
        .anyMatch(line -> line.matches("  held +every acknowledged fact counted.*"));
    boolean broken = outcome.lines().stream().anyMatch(line -> line.startsWith("  BROKEN"));
    assertThat(outcome.code()).isEqualTo((broken ? ExitCode.INVARIANT_BROKEN : ExitCode.OK).code());
    assertThat(Media.of(Path.of(outcome.row("recording"))).frameTimes())
        .as("frames of the recording")
        .hasSizeGreaterThan(10);
  }

  private static LiveProgram live(String span) throws IOException {
    return LiveProgram.inTerminal(
        folder.resolve("data"), "--for", span, "--port", "0", "--size", "360x640", "--fps", "10");
  }

  private static Path newestRecording() throws IOException {
    try (var files = Files.walk(folder.resolve("data/recordings"))) {
      return files
          .filter(file -> file.endsWith("recording.mp4"))
          .max(Comparator.comparing(TerminalTest::modified))
          .orElseThrow();
    }
  }

  private static java.nio.file.attribute.FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
