package dev.afterglow.standalone.watch;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.render.v1.Quantiles;
import dev.afterglow.api.render.v1.RenderStatus;
import dev.afterglow.api.studio.v1.Broadcast;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {
  @TempDir Path folder;

  @Test
  void shouldHoldWhenEverythingIsAsItShouldBe() throws Exception {
    // Given
    RunFigures figures = figures(good -> {});

    // When
    List<Invariant> invariants = Verdict.of(figures, ended(), 30, 100, Map.of());

    // Then
    assertThat(invariants).allMatch(Invariant::held).hasSize(8);
  }

  @Test
  void shouldBreakWhenTheLabelWasMissingOnce() throws Exception {
    assertBroken(status -> status.setLabelChecksFailed(1), 100, "label");
  }

  @Test
  void shouldBreakWhenTheLabelWasNeverLookedAt() throws Exception {
    assertBroken(status -> status.setLabelChecksPassed(0), 100, "label");
  }

  @Test
  void shouldBreakWhenTheLeaseHadAGap() throws Exception {
    assertBroken(status -> status.setLeaseGapMs(1), 100, "lease");
  }

  @Test
  void shouldBreakWhenTheSoundRanAhead() throws Exception {
    assertBroken(
        status -> status.setAvSkewMs(Quantiles.newBuilder().setP50(20).setP99(41)), 100, "sound");
  }

  @Test
  void shouldBreakWhenSomeOfTheSoundWasLate() throws Exception {
    assertBroken(
        status -> status.setAvSkewMs(Quantiles.newBuilder().setP1(-61).setP50(0).setP99(3)),
        100,
        "sound");
  }

  @Test
  void shouldBreakWhenFramesWereMissing() throws Exception {
    assertBroken(status -> status.setFrames(300 + 280), 100, "frame rate");
  }

  @Test
  void shouldBreakWhenAnAcknowledgedFactIsNotCounted() throws Exception {
    assertBroken(status -> {}, 101, "fact");
  }

  @Test
  void shouldBreakWhenTheMetadataWasNotReadBack() throws Exception {
    assertBroken(status -> status.setAigcReadBack(false), 100, "AIGC");
  }

  @Test
  void shouldBreakWhenThereIsNoRecording() throws Exception {
    // Given
    RunFigures figures = figures(good -> {});

    // When
    List<Invariant> invariants =
        Verdict.of(figures, Broadcast.getDefaultInstance(), 30, 100, Map.of());

    // Then
    assertThat(broken(invariants)).singleElement().asString().contains("recording");
  }

  @Test
  void shouldBreakWhenTheRecordingWasNotClosed() throws Exception {
    // Given
    RunFigures figures = figures(good -> {});
    Broadcast ended = ended();
    Files.write(Path.of(ended.getRecordingPath()), new byte[] {0, 0, 0}, APPEND);

    // When
    List<Invariant> invariants = Verdict.of(figures, ended, 30, 100, Map.of());

    // Then
    assertThat(broken(invariants)).singleElement().asString().contains("recording");
  }

  @Test
  void shouldBreakWhenAServiceHadToBeStartedAgain() throws Exception {
    // Given
    RunFigures figures = figures(good -> {});

    // When
    List<Invariant> invariants = Verdict.of(figures, ended(), 30, 100, Map.of("render-worker", 1));

    // Then
    assertThat(broken(invariants)).singleElement().asString().contains("service");
  }

  private void assertBroken(
      Consumer<RenderStatus.Builder> change, long acknowledged, String expected) throws Exception {
    // When
    List<Invariant> invariants = Verdict.of(figures(change), ended(), 30, acknowledged, Map.of());

    // Then
    assertThat(broken(invariants)).singleElement().asString().contains(expected);
  }

  private static List<String> broken(List<Invariant> invariants) {
    return invariants.stream().filter(one -> !one.held()).map(Invariant::name).toList();
  }

  private static RunFigures figures(Consumer<RenderStatus.Builder> change) {
    RunFigures figures = new RunFigures();
    figures.wentLive(RenderStatus.newBuilder().setFrames(300).setMediaTimeUs(10_000_000).build());
    RenderStatus.Builder status =
        RenderStatus.newBuilder()
            .setFrames(600)
            .setMediaTimeUs(20_000_000)
            .setLabelChecksPassed(10)
            .setAigcReadBack(true)
            .setAvSkewMs(Quantiles.newBuilder().setP50(-5).setP99(12));
    change.accept(status);
    figures.take(status.build(), Room.newBuilder().setFactCount(100).build());
    return figures;
  }

  private Broadcast ended() throws Exception {
    Path recording = Files.write(folder.resolve("recording.mp4"), RecordingFileTest.closed());
    return Broadcast.newBuilder().setRecordingPath(recording.toString()).build();
  }
}
