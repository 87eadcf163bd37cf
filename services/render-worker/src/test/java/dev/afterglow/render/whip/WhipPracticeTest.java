package dev.afterglow.render.whip;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WhipPracticeTest {
  @Test
  @Timeout(60)
  void shouldAgreeOnKeysWithItself() {
    assertThatCode(() -> WhipPractice.run(Instant.parse("2026-01-01T00:00:00Z")))
        .doesNotThrowAnyException();
  }
}
