package dev.afterglow.render.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that cannot be measured says so; it does not hang. */
class DrawabilityTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(30)
  void shouldSayWhatIsMissingWhenMeasuringThrows(boolean error) {
    // Given
    Supplier<Drawability.Found> question =
        () -> {
          if (error) {
            throw new UnsatisfiedLinkError("/home/somebody/lib.so");
          }
          throw new IllegalStateException("/home/somebody/lib.so");
        };
    Drawability drawability = new Drawability(question);

    // When
    String missing = drawability.missing().orElseThrow();

    // Then: to each who asks, and without the words of the exception
    assertThat(missing)
        .contains(error ? "UnsatisfiedLinkError" : "IllegalStateException")
        .doesNotContain("somebody");
    assertThat(drawability.renderer()).isEmpty();
    assertThat(drawability.capacity().slots()).isEqualTo(1);
  }
}
