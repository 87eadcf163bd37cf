package dev.afterglow.studio.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRulesTest {

  private final PageRules rules = new PageRules(List.of("127.0.0.1", "localhost", "[::1]"));

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, true",
    "LOCALHOST:1, true",
    "localhost, true",
    "[::1]:8080, true",
    "[::1], true",
    "rebind.example:8080, false",
    "127.0.0.1.example, false",
    "localhost.example:80, false",
    "'', false",
  })
  void shouldKnowItsOwnNamesWhenAskedForAHost(String host, boolean allowed) {
    // When
    boolean answer = rules.allowsHost(host);

    // Then
    assertThat(answer).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "GET, false, http://evil.example, cross-site, true",
        "POST, false, http://127.0.0.1:8080, same-origin, true",
        "POST, false, -, -, true",
        "POST, false, http://evil.example, -, false",
        "POST, false, http://127.0.0.1:9999, -, false",
        "POST, false, http://localhost:8080, -, false",
        "POST, false, null, -, false",
        "POST, false, http://127.0.0.1:8080, cross-site, false",
        "POST, false, -, same-site, false",
        "DELETE, false, http://evil.example, -, false",
        "GET, true, http://127.0.0.1:8080, -, true",
        "GET, true, http://evil.example, -, false",
        "GET, true, 'not a uri', -, false",
      })
  void shouldRefuseOtherSitesWhenSomethingWouldChangeOrStream(
      String method, boolean upgrade, String origin, String site, boolean allowed) {
    // When
    boolean answer =
        rules.allowsOrigin(
            method,
            upgrade,
            "127.0.0.1:8080",
            Optional.ofNullable(origin),
            Optional.ofNullable(site));

    // Then
    assertThat(answer).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /capture/, true",
    "HEAD, /capture/models/face_landmarker.task, true",
    "GET, /assets/capture-1.js, true",
    "GET, /api/v1/capture, true",
    "GET, /favicon.svg, true",
    "POST, /api/v1/capture, false",
    "GET, /, false",
    "GET, /index.html, false",
    "GET, /api/v1/broadcasts, false",
    "GET, /capture/../index.html, false",
    "GET, /capture, false",
  })
  void shouldKnowThePresentersPathsWhenAsked(String method, String path, boolean presenters) {
    // When
    boolean answer = rules.isPresenters(method, path);

    // Then
    assertThat(answer).isEqualTo(presenters);
  }
}
