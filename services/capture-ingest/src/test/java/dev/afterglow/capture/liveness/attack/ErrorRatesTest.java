package dev.afterglow.capture.liveness.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.SharedFolder;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Prints the table of docs/liveness.md, and holds what it says in words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErrorRatesTest {
  private final ErrorRates rates = ErrorRates.of(Recordings.REPORT, Recordings.present());

  @BeforeAll
  void print() {
    System.out.println(rates.table());
  }

  @Test
  void shouldNeverSayNotLiveWhenDriveIsGenuine() {
    assertThat(rates.genuine())
        .allSatisfy(row -> assertThat(row.worstCondemned()).as(row.name()).isZero());
  }

  @Test
  void shouldNoticeEveryRunWhenDriveIsFaked() {
    assertThat(rates.faked())
        .allSatisfy(row -> assertThat(row.unnoticed()).as(row.name()).isZero());
  }

  @Test
  void shouldNotTakeAnyWindowForLiveWhenFramesRepeatBitForBitOrStop() {
    assertThat(rates.faked())
        .filteredOn(it -> it.name().matches("(replay|loop|frozen face) \\(.*"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.worstLive()).as(row.name()).isZero());
  }

  @Test
  void shouldHaveRunOnRealRecordingsWhenTheyAreHere() {
    // Given
    Assumptions.assumeTrue(
        Recordings.present(),
        "no real recordings at " + SharedFolder.root() + ": error rates are of made drives only");

    // When
    List<String> rows = rates.genuine().stream().map(row -> row.name()).toList();

    // Then
    assertThat(rows)
        .contains(
            "camera tape, no voice",
            "camera tape's halves and made persons, all at once",
            "made face, recorded voice");
  }
}
