package dev.afterglow.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginRulesTest {
  private static final OriginRules RULES =
      new OriginRules(
          List.of("http://127.0.0.1:*", "http://[::1]:*", "https://Studio.example.com"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "http://127.0.0.1",
        "http://[::1]:9000",
        "https://studio.example.com",
        "https://STUDIO.example.com"
      })
  void shouldAllowWhenTheSiteIsNamed(String origin) {
    // When
    boolean allowed = RULES.allows(Optional.of(origin));

    // Then
    assertThat(allowed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "",
        "https://127.0.0.1:8080",
        "http://studio.example.com",
        "https://studio.example.com:8443",
        "https://studio.example.com.evil.example",
        "http://127.0.0.1.evil.example:8080",
        "http://127.0.0.1:*",
        "http://127.0.0.1:8080/",
        "http://127.0.0.1:8080@evil.example",
        "file://127.0.0.1"
      })
  void shouldRefuseWhenTheSiteIsAnother(String origin) {
    // When
    boolean allowed = RULES.allows(Optional.of(origin));

    // Then
    assertThat(allowed).isFalse();
  }

  @Test
  void shouldAllowWhenNoBrowserAsks() {
    // When
    boolean allowed = RULES.allows(Optional.empty());

    // Then
    assertThat(allowed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "studio.example.com", "https://studio.example.com/", "https://*"})
  void shouldStopTheStartWhenAnEntryIsNoOrigin(String entry) {
    // Then
    assertThatThrownBy(() -> new OriginRules(List.of(entry)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
