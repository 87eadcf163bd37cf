package dev.afterglow.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.studio.testing.Samples;
import dev.afterglow.studio.testing.StudioBackends;
import dev.afterglow.studio.testing.StudioCase;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
@Timeout(60)
class LiveFeedsTest extends StudioCase {

  @TestHTTPResource URI studio;

  private String firstData(String broadcastId, String event) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(studio.resolve("/api/v1/broadcasts/" + broadcastId + "/events"))
            .header("Accept", "text/event-stream")
            .build();
    try (HttpClient client = HttpClient.newHttpClient();
        Stream<String> lines = client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
      String name = "";
      for (Iterator<String> it = lines.iterator(); it.hasNext(); ) {
        String line = it.next();
        if (line.startsWith("event:")) {
          name = line.substring("event:".length()).strip();
        }
        if (line.startsWith("data:") && name.equals(event)) {
          client.shutdownNow();
          return line.substring("data:".length()).strip();
        }
      }
    }
    throw new AssertionError("the stream ended without " + event);
  }

  @Test
  void shouldTellTheBroadcastWhenEventsAreRead() throws Exception {
    // Given
    String id = live();

    // When
    String data = firstData(id, "broadcast");

    // Then
    assertThat(data).contains("\"broadcast_id\":\"" + id + "\"").contains("\"state\":\"LIVE\"");
  }

  @Test
  void shouldTellTheRoomWhenEventsAreRead() throws Exception {
    // Given
    String id = create();

    // When
    String data = firstData(id, "room");

    // Then
    assertThat(data)
        .contains("\"online_count\":42")
        .contains("\"shop_id\":\"douyin_live/shop-1\"")
        .contains(
            "{\"metric_id\":\"viewer_count\",\"currency_code\":\"\",\"percentile\":75.0,"
                + "\"show_count\":12,\"least_show_count\":10}")
        // Of four past shows nothing is said.
        .contains(
            "{\"metric_id\":\"gmv_paid\",\"currency_code\":\"CNY\",\"show_count\":4,"
                + "\"least_show_count\":10}")
        .contains("\"intent\":\"PRICE\",\"subject\":\"link:3\",\"ask_count\":14,\"asker_count\":12")
        .contains("{\"currency_code\":\"CNY\",\"amount_minor\":19900}");
  }

  @Test
  void shouldSayThatTheRoomIsAwayWhenNobodyCounts() throws Exception {
    // Given
    String id = create();
    SERVICES.commerceFault = Optional.of(Status.UNAVAILABLE);

    // When
    String data = firstData(id, "room_away");

    // Then
    assertThat(data).contains("commerce-analytics");
  }

  @Test
  void shouldBeatWhenNothingElseHappens() throws Exception {
    // Given
    String id = create();

    // When
    String data = firstData(id, "beat");

    // Then
    assertThat(data).isEqualTo("{}");
  }

  @Test
  void shouldRefuseEventsWhenThereIsNoSuchBroadcast() throws Exception {
    // Given
    HttpRequest request =
        HttpRequest.newBuilder(studio.resolve("/api/v1/broadcasts/" + Samples.id() + "/events"))
            .build();

    // When
    HttpResponse<String> answer;
    try (HttpClient client = HttpClient.newHttpClient()) {
      answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    // Then
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  /** Collects what comes: texts, sizes and the close code. */
  private static final class Viewer implements WebSocket.Listener {
    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      messages.add("text " + text);
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
      messages.add("binary " + bytes.remaining());
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      messages.add("close " + code);
      return null;
    }

    String next() throws InterruptedException {
      return messages.poll(20, TimeUnit.SECONDS);
    }
  }

  private WebSocket watch(String broadcastId, Viewer viewer, String origin) {
    URI address =
        URI.create(
            "ws://" + studio.getHost() + ":" + studio.getPort() + "/ws/preview/" + broadcastId);
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Origin", origin)
        .buildAsync(address, viewer)
        .join();
  }

  private String ownOrigin() {
    return "http://" + studio.getHost() + ":" + studio.getPort();
  }

  @Test
  void shouldSendCodecsThenInitThenFragmentsWhenAViewerComes() throws Exception {
    // Given
    String id = live();
    Viewer viewer = new Viewer();

    // When
    WebSocket socket = watch(id, viewer, ownOrigin());
    List<String> first = List.of(viewer.next(), viewer.next(), viewer.next(), viewer.next());
    socket.abort();

    // Then
    assertThat(first)
        .containsExactly(
            "text {\"codecs\":\"avc1.42c01f,mp4a.40.2\"}", "binary 4", "binary 1", "binary 1");
  }

  @Test
  void shouldCloseWhenNothingIsDrawn() throws Exception {
    // Given
    String id = create();
    Viewer viewer = new Viewer();

    // When
    watch(id, viewer, ownOrigin());

    // Then
    assertThat(viewer.next()).isEqualTo("close 4404");
  }

  @Test
  void shouldRefuseAViewerWhenItComesFromAnotherSite() {
    // Given
    String id = live();
    Set<Class<?>> causes = new HashSet<>();

    // When
    try {
      watch(id, new Viewer(), "http://evil.example");
    } catch (CompletionException e) {
      causes.add(e.getCause().getClass());
    }

    // Then
    assertThat(causes).containsExactly(WebSocketHandshakeException.class);
  }
}
