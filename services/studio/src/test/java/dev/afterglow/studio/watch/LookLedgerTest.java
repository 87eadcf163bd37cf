package dev.afterglow.studio.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.studio.broadcast.RenderFigures;
import dev.afterglow.studio.broadcast.RenderFigures.LookShown;
import dev.afterglow.studio.broadcast.RenderReport;
import dev.afterglow.studio.broadcast.SlateCause;
import dev.afterglow.studio.testing.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LookLedgerTest {
  private static final UUID ROOM = Samples.id();
  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

  private final List<LookFacts.Turn> told = new ArrayList<>();
  private boolean there = true;
  private final LookLedger ledger =
      new LookLedger(
          news -> {
            told.addAll(there ? news : List.of());
            return there;
          });

  @Test
  void shouldTellEachChangeOnceWhenReportsRepeatIt() {
    // Given
    UUID render = Samples.id();
    LookShown first = new LookShown(1, TIME, "jacket", "full");
    LookShown second = new LookShown(2, TIME.plusSeconds(9), "qipao", "full");

    // When
    ledger.heard(ROOM, report(render, first));
    ledger.tell();
    ledger.heard(ROOM, report(render, first, second));
    ledger.heard(ROOM, report(render, first, second));
    ledger.tell();

    // Then
    assertThat(told)
        .containsExactly(
            new LookFacts.Turn(ROOM, render, first), new LookFacts.Turn(ROOM, render, second));
    assertThat(ledger.isUrgent()).isFalse();
  }

  @Test
  void shouldTellAgainWhenTheLogWasAway() {
    // Given
    LookShown shown = new LookShown(1, TIME, "", "half");
    ledger.heard(ROOM, report(Samples.id(), shown));
    there = false;
    ledger.tell();
    boolean waiting = ledger.isUrgent();

    // When
    there = true;
    ledger.tell();

    // Then
    assertThat(waiting).isTrue();
    assertThat(told).extracting(LookFacts.Turn::shown).containsExactly(shown);
  }

  private static RenderReport report(UUID render, LookShown... looks) {
    RenderReport sample = Samples.report(render, RenderReport.Phase.ON_AIR, SlateCause.NONE);
    RenderFigures of = sample.figures();
    return new RenderReport(
        render,
        sample.phase(),
        sample.output(),
        sample.recordingPath(),
        new RenderFigures(
            of.slate(),
            of.fps(),
            of.frames(),
            of.droppedFrames(),
            of.captureToEncodedMs(),
            of.avSkewMs(),
            of.leaseAgeMs(),
            of.labelChecksPassed(),
            of.labelChecksFailed(),
            of.stageTimes(),
            of.destinations(),
            of.mediaTimeUs(),
            of.aigcReadBack(),
            of.slateFrames(),
            of.leaseGapMs(),
            of.fineness(),
            of.compute(),
            of.driver(),
            of.recorded(),
            List.of(looks),
            of.undriven()),
        sample.streamZeroUs());
  }
}
