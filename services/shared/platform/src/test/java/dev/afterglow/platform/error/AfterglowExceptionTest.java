package dev.afterglow.platform.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AfterglowExceptionTest {
  // Put together as it runs, so that the compiler does not see that each call refuses it.
  private static final String SECRET = String.join(", ", "11010519491231002X", "Wei");

  static Stream<Supplier<Object>> refusedByTheJdk() {
    return Stream.of(
        () -> UUID.fromString(SECRET),
        () -> Integer.parseInt(SECRET),
        () -> Fault.valueOf(SECRET),
        () -> Base64.getDecoder().decode(SECRET));
  }

  @ParameterizedTest
  @MethodSource("refusedByTheJdk")
  void shouldNotRepeatTheValueWhenTheJdkRefusesIt(Supplier<Object> value) {
    // When
    AfterglowException refused =
        catchThrowableOfType(
            AfterglowException.class, () -> AfterglowException.checking("subject_id", value));

    // Then
    assertThat(refused.getMessage()).isEqualTo("breaks its rule");
    assertThat(refused.metadata()).containsExactly(Map.entry("field", "subject_id"));
  }

  @Test
  void shouldSayTheRuleWhenAValueOfOursIsRefused() {
    // When
    AfterglowException refused =
        catchThrowableOfType(
            AfterglowException.class,
            () ->
                AfterglowException.checking(
                    "rooms",
                    () -> {
                      throw new IllegalArgumentException("rooms are 1 to 1,000");
                    }));

    // Then
    assertThat(refused.getMessage()).isEqualTo("rooms are 1 to 1,000");
  }
}
