package dev.afterglow.standalone.bench.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MostDrivesTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 60, 100, 199, 340, 1_000, 5_000})
  void shouldFindTheMostWithinATenthWhenSearched(int limit) {
    // Given
    MostDrives search = new MostDrives(100, 1_600);

    // When
    while (search.next() > 0) {
      search.tried(search.next() <= limit);
    }

    // Then
    int reachable = Math.min(limit, 1_600);
    assertThat(search.held()).isBetween((int) (reachable * 0.85) - 5, reachable);
  }
}
