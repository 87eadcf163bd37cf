package dev.afterglow.standalone.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopRequestTest {
  private final StopRequest stop = new StopRequest();
  private final List<String> happened = new ArrayList<>();

  @Test
  void shouldRunEachActionOnceWhenAskedTwice() {
    // Given
    stop.onAsked(() -> happened.add("first"));
    stop.onAsked(() -> happened.add("second"));
    stop.onAtOnce(() -> happened.add("at once"));

    // When
    stop.ask();
    stop.ask();

    // Then
    assertThat(happened).containsExactly("first", "second");
    assertThat(stop.isAsked()).isTrue();
    assertThat(stop.isAtOnce()).isFalse();
  }

  @Test
  void shouldRunTheActionNowWhenTheEndWasAskedForBefore() {
    // Given
    stop.endAtOnce();

    // When
    stop.onAsked(() -> happened.add("in order"));
    stop.onAtOnce(() -> happened.add("at once"));

    // Then
    assertThat(happened).containsExactly("in order", "at once");
  }

  @Test
  void shouldAlsoBeAskedWhenTheEndComesAtOnce() {
    // Given
    stop.onAsked(() -> happened.add("in order"));
    stop.onAtOnce(() -> happened.add("at once"));

    // When
    stop.endAtOnce();

    // Then
    assertThat(happened).containsExactly("in order", "at once");
    assertThat(stop.awaitFor(Duration.ofHours(1))).isTrue();
  }
}
