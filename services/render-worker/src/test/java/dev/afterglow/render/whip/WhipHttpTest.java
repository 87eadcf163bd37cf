package dev.afterglow.render.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.afterglow.render.whip.WhipException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP half against real servers. */
@Timeout(60)
class WhipHttpTest {
  private static final String SDP = "v=0\r\n";

  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Consumer<HttpExchange>> answers = new ConcurrentHashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = serve();
  }

  @AfterEach
  void stop() {
    servers.forEach(it -> it.stop(0));
  }

  private HttpServer serve() throws IOException {
    HttpServer out =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    out.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    out.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type")
                  + " "
                  + new String(body, StandardCharsets.UTF_8));
          answers.get(exchange.getRequestURI().getPath()).accept(exchange);
        });
    out.start();
    servers.add(out);
    return out;
  }

  private static String url(HttpServer server, String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static Consumer<HttpExchange> answering(int status, String location, String body) {
    return exchange -> {
      try (exchange) {
        if (!location.isEmpty()) {
          exchange.getResponseHeaders().add("Location", location);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      } catch (IOException gone) {
        throw new java.io.UncheckedIOException(gone);
      }
    };
  }

  private WhipHttp http(String token) {
    return new WhipHttp(WhipEndpoint.of(url(server, "/whip") + token));
  }

  private WhipException refusal(WhipHttp http) {
    WhipException out =
        catchThrowableOfType(WhipException.class, () -> http.post("the offer", () -> false));
    assertThat(out).as("a refusal").isNotNull();
    return out;
  }

  @Test
  void shouldPostWithTheTokenAndDeleteTheSession() throws Exception {
    // Given
    answers.put("/whip", answering(201, "/session/7", SDP));
    answers.put("/session/7", answering(200, "", ""));

    try (WhipHttp http = http("#a-token")) {
      // When
      WhipHttp.Answer answer = http.post("the offer", () -> false);
      boolean deleted = http.delete(answer.session());

      // Then
      assertThat(answer.sdp()).isEqualTo(SDP);
      assertThat(answer.session()).hasToString(url(server, "/session/7"));
      assertThat(deleted).isTrue();
      assertThat(asked)
          .containsExactly(
              "POST /whip Bearer a-token application/sdp the offer",
              "DELETE /session/7 Bearer a-token null ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200,REFUSED", "400,REFUSED", "401,REFUSED", "403,REFUSED", "404,REFUSED", "405,REFUSED",
    "406,REFUSED", "415,REFUSED", "422,REFUSED", "302,REFUSED", "408,PASSING", "409,PASSING",
    "429,PASSING", "500,PASSING", "502,PASSING", "503,PASSING"
  })
  void shouldSayWhetherTryingAgainMayHelpWhenTheEndpointSaysNo(int status, Kind kind) {
    // Given
    answers.put("/whip", answering(status, "/elsewhere", SDP));

    try (WhipHttp http = http("")) {
      // When
      WhipException refusal = refusal(http);

      // Then
      assertThat(refusal.kind()).isEqualTo(kind);
      assertThat(refusal).hasMessageContaining(Integer.toString(status));
      assertThat(refusal.getMessage()).doesNotContain("127.0.0.1");
    }
  }

  @Test
  void shouldFollowARedirectToTheSameOriginWithTheToken() throws Exception {
    // Given
    answers.put("/whip", answering(307, "/node-2", ""));
    answers.put("/node-2", answering(201, "/session/1", SDP));

    try (WhipHttp http = http("#a-token")) {
      // When
      http.post("the offer", () -> false);

      // Then
      assertThat(asked.getLast())
          .isEqualTo("POST /node-2 Bearer a-token application/sdp the offer");
    }
  }

  @Test
  void shouldNotFollowARedirectToAnotherOriginInTheClear() throws Exception {
    // Given
    HttpServer other = serve();
    answers.put("/whip", answering(307, url(other, "/taken"), ""));
    answers.put("/taken", answering(201, "/session/1", SDP));

    try (WhipHttp http = http("#a-token")) {
      // When
      WhipException refusal = refusal(http);

      // Then
      assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
      assertThat(asked).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "http://media.example/", "", "::"})
  void shouldNotFollowARedirectToWhereNothingIsSent(String location) {
    // Given
    answers.put("/whip", answering(308, location, ""));

    try (WhipHttp http = http("#a-token")) {
      // When
      WhipException refusal = refusal(http);

      // Then
      assertThat(refusal.kind()).isEqualTo(Kind.REFUSED);
    }
  }

  @Test
  void shouldEndWhenTheEndpointRedirectsInACircle() {
    // Given
    answers.put("/whip", answering(307, "/whip", ""));

    try (WhipHttp http = http("")) {
      // When
      WhipException refusal = refusal(http);

      // Then
      assertThat(refusal).hasMessageContaining("without end");
      assertThat(asked).hasSize(6);
    }
  }

  @Test
  void shouldRefuseWhenTheSessionHasNoAddress() {
    // Given
    answers.put("/whip", answering(201, "", SDP));

    try (WhipHttp http = http("")) {
      // When
      WhipException refusal = refusal(http);

      // Then
      assertThat(refusal).hasMessageContaining("no address");
    }
  }

  @Test
  void shouldNotReadAnAnswerWithoutEnd() {
    // Given
    answers.put("/whip", answering(201, "/session/1", SDP + "a".repeat(1 << 20)));

    try (WhipHttp http = http("")) {
      // When
      WhipException refusal = refusal(http);

      // Then
      assertThat(refusal.kind()).isEqualTo(Kind.PASSING);
    }
  }

  @Test
  void shouldGiveUpWhenAskedTo() throws Exception {
    // Given: an endpoint that takes the offer and never answers
    answers.put("/whip", exchange -> {});

    try (WhipHttp http = http("")) {
      // When
      WhipException refusal =
          catchThrowableOfType(
              WhipException.class, () -> http.post("the offer", () -> !asked.isEmpty()));

      // Then
      assertThat(refusal.kind()).isEqualTo(Kind.PASSING);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://media.example/whip#token",
        "https://user:secret@media.example/whip",
        "https:///whip",
        "ftp://media.example/whip",
        "https://media.example/whip#a token",
        "https://media.example/whip#a\r\nX-Evil: 1",
        "file:///etc/passwd",
        "not an address",
        ""
      })
  void shouldTakeNoAddressThatWouldGiveTheTokenAway(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WhipEndpoint.of(url))
        .withMessage("not an address of a WHIP endpoint");
  }
}
