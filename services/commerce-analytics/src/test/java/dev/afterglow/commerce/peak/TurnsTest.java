package dev.afterglow.commerce.peak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.afterglow.commerce.room.MinuteCount;
import dev.afterglow.commerce.room.RandomFacts;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomHistory;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.commerce.room.StageEvent;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-9);

  private static Instant minute(int minute) {
    return RoomFacts.at(60L * minute);
  }

  private static StageEvent event(int minute, StageEvent.Kind kind, String product, long minor) {
    return new StageEvent(minute(minute), kind, product, minor > 0 ? "CNY" : "", minor);
  }

  @Test
  void shouldSayWhichPromotionRanBesideAPeak() {
    // Given: two at a time, one of the whole room that nobody ends, and one that nobody began
    List<StageEvent> events =
        List.of(
            promotion(90, true, "m1", "p"),
            promotion(95, true, "m2", ""),
            promotion(97, false, "m3", "q"),
            promotion(110, false, "m1", "p"));
    SimulatedRoom room =
        new SimulatedRoom(100, 1, 0, SimulatedRoom.times(MinuteCount.CLICKS, 3, 100, 115));

    // When
    Turns turns = Turns.of(room.play(7, events), List.of());

    // Then
    Peak peak =
        turns.peaks().stream().filter(it -> it.curve() == Curve.CLICKS).findFirst().orElseThrow();
    assertThat(peak.beside())
        .extracting(Beside::kind, Beside::productId, Beside::start)
        .containsExactly(
            tuple(Beside.Kind.PROMOTION, "p", minute(90)),
            tuple(Beside.Kind.PROMOTION, "", minute(95)));
    assertThat(peak.beside().getFirst().end()).isEqualTo(minute(110));
  }

  private static StageEvent promotion(int minute, boolean begins, String id, String product) {
    StageEvent.Kind kind =
        begins ? StageEvent.Kind.PROMOTION_BEGINS : StageEvent.Kind.PROMOTION_ENDS;
    return new StageEvent(minute(minute), kind, product, "", 0, id);
  }

  @Test
  void shouldGiveStartEndAndProbabilityOfAPeakWithWhatStoodBesideIt() {
    // Given: clicks triple from 100 to 115, while p is explained and its price is cut.
    List<StageEvent> events =
        List.of(
            event(0, StageEvent.Kind.PRICE, "p", 1_000),
            event(20, StageEvent.Kind.EXPLAIN_BEGINS, "other", 0),
            event(98, StageEvent.Kind.EXPLAIN_BEGINS, "p", 0),
            event(100, StageEvent.Kind.PRICE, "p", 800),
            event(116, StageEvent.Kind.EXPLAIN_ENDS, "p", 0),
            event(120, StageEvent.Kind.PRICE, "p", 1_000));
    SimulatedRoom room =
        new SimulatedRoom(100, 1, 0, SimulatedRoom.times(MinuteCount.CLICKS, 3, 100, 115));

    // When
    Turns turns = Turns.of(room.play(7, events), List.of());

    // Then
    List<Peak> clicks =
        turns.peaks().stream().filter(peak -> peak.curve() == Curve.CLICKS).toList();
    assertThat(clicks).hasSize(1);
    Peak peak = clicks.getFirst();
    assertThat(peak.start()).isBetween(minute(99), minute(101));
    assertThat(peak.end()).isBetween(minute(114), minute(116));
    assertThat(peak.probability()).isBetween(PeakFinder.SURE, 1.0);
    assertThat(peak.goesOn()).isFalse();
    assertThat(peak.level() / peak.usual()).isBetween(2.4, 3.6);
    assertThat(peak.beside())
        .containsExactly(
            new Beside(Beside.Kind.EXPLAINED, "other", minute(20), minute(98)),
            new Beside(Beside.Kind.EXPLAINED, "p", minute(98), minute(116)),
            new Beside(Beside.Kind.PRICE_CUT, "p", minute(100), minute(120)));
  }

  @Test
  void shouldSayNothingOfAShowThatIsTooShort() {
    // Given
    RoomHistory history =
        new SimulatedRoom(100, 1, 0, SimulatedRoom.times(MinuteCount.CLICKS, 9, 10, 15)).play(3);
    RoomHistory cut =
        new RoomHistory(history.from(), 19, history.minutes().subList(0, 19), List.of());

    // When
    Turns turns = Turns.of(cut, List.of());

    // Then
    assertThat(turns.peaks()).isEmpty();
    assertThat(turns.anomalies()).isEmpty();
    assertThat(turns.to()).isEqualTo(minute(19));
  }

  @Test
  void shouldAgreeWithEverySegmentationOfAShortCurve() {
    // Given: all 64 ways to cut seven minutes into levels, each weighed in full.
    double[] curve = {3, 4, 2, 11, 9, 12, 3};
    double mean = Arrays.stream(curve).average().orElseThrow();
    double bound = 6;
    double[] weighed = new double[curve.length];
    double all = 0;
    for (int cuts = 0; cuts < 1 << 6; cuts++) {
      double weight = 1;
      double[] tails = new double[curve.length];
      for (int first = 0; first < curve.length; ) {
        int end = first + 1;
        while (end < curve.length && (cuts >> (end - 1) & 1) == 0) {
          weight *= 1 - Runs.CHANGE;
          end++;
        }
        weight *= end < curve.length ? Runs.CHANGE : 1;
        double sum = Arrays.stream(curve, first, end).sum();
        double exposure = 1 + end - first;
        weight *=
            Math.exp(
                Gamma.logGamma(mean + sum)
                    - Gamma.logGamma(mean)
                    + mean * Math.log(1)
                    - (mean + sum) * Math.log(exposure));
        Arrays.fill(tails, first, end, Gamma.regularizedGammaQ(mean + sum, bound * exposure));
        first = end;
      }
      all += weight;
      for (int i = 0; i < curve.length; i++) {
        weighed[i] += weight * tails[i];
      }
    }

    // When
    double[] above = new Levels(curve).above(bound);

    // Then: but for what was given up as less likely than a millionth.
    for (int i = 0; i < curve.length; i++) {
      assertThat(above[i]).isCloseTo(weighed[i] / all, Offset.offset(1e-4));
    }
    assertThat(Runs.CHANGE).isCloseTo(1 / 30.0, CLOSE);
  }

  @Test
  void shouldSayTheSameAfterAReplayAndARestart() {
    // Given: a room told straight through, and one that was cut and restored.
    RandomFacts random = new RandomFacts(5);
    RoomKernel straight = new RoomKernel(RoomLimits.DEFAULT, RoomFacts.READ);
    RoomKernel restored = new RoomKernel(RoomLimits.DEFAULT, RoomFacts.READ);
    for (int i = 0; i < 6_000; i++) {
      Fact fact = random.next();
      straight.apply(fact, RoomFacts.at(random.second()));
      restored.apply(fact, RoomFacts.at(random.second()));
      if (i % 1_777 == 0) {
        restored = RoomKernel.restore(restored.snapshot(), RoomLimits.DEFAULT, RoomFacts.READ);
      }
    }

    // When
    Turns turns = Turns.of(straight.history(), List.of());

    // Then
    assertThat(Turns.of(restored.history(), List.of())).isEqualTo(turns);
    assertThat(straight.history().minutes()).hasSizeGreaterThan(100);
    assertThat(straight.history().events()).isNotEmpty().isEqualTo(restored.history().events());
  }

  @Test
  void shouldEndTheShowWithItsViewersAndKeepTheRefundsAfterIt() {
    // Given
    RoomFacts facts = new RoomFacts();
    RoomKernel kernel = new RoomKernel(RoomLimits.DEFAULT, RoomFacts.SPLIT);
    kernel.apply(facts.of(0, "", new Happening.PriceChange("p", RoomFacts.yuan(5))), minute(0));
    kernel.apply(facts.of(600, "v", new Happening.Enter("")), minute(10));
    kernel.apply(facts.of(601, "v", RoomFacts.created("o", RoomFacts.line("p", 1, 5))), minute(10));
    kernel.apply(facts.of(602, "v", RoomFacts.paid("o", 5)), minute(10));
    kernel.apply(facts.of(720, "v", new Happening.Heartbeat()), minute(12));
    kernel.apply(facts.of(3_600, "", RoomFacts.refunded("o", 5)), minute(60));
    kernel.apply(
        facts.of(3_700, "", new Happening.PriceChange("p", RoomFacts.yuan(6))), minute(61));

    // When
    RoomHistory history = kernel.history();

    // Then
    assertThat(history.from()).isEqualTo(minute(10));
    assertThat(history.show()).hasSize(2);
    assertThat(history.show().getFirst().watchedSeconds()).isEqualTo(45);
    assertThat(history.show().getFirst().paidMinor("CNY")).isEqualTo(5);
    assertThat(history.minutes()).hasSize(51);
    assertThat(history.minutes().get(50).count(MinuteCount.REFUNDS)).isEqualTo(1);
    assertThat(history.events()).hasSize(2);
  }
}
