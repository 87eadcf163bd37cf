package dev.afterglow.render.running;

import static dev.afterglow.render.running.WorkerCaller.air;
import static dev.afterglow.render.running.WorkerCaller.await;
import static dev.afterglow.render.running.WorkerCaller.id;
import static dev.afterglow.render.running.WorkerCaller.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.output.AigcLabel;
import dev.afterglow.render.output.Mp4Metadata;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Low-latency HLS over HTTP, of a render that is on air (RFC 8216bis, 6.2.5). */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@Timeout(120)
class LowLatencyHttpTest extends WorkerConversation {
  private static final Pattern PART = Pattern.compile("URI=\"(part-([0-9]+)-([0-9]+)\\.m4s)\"");
  private static final Pattern SEGMENT = Pattern.compile("(?m)^part-segment-([0-9]+)\\.m4s$");
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;

  @TestHTTPResource("/outputs/")
  URI outputs;

  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void closeClient() {
    client.shutdownNow();
  }

  private String onAir() {
    String render = worker.startRender(start().build()).getRender().getRenderId();
    worker.goOnAir(air(render).build());
    await(() -> playlist(render, ""), text -> SEGMENT.matcher(text).find());
    return render;
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(outputs + path)).build();
  }

  private HttpResponse<byte[]> get(String path) {
    return client.sendAsync(request(path), BodyHandlers.ofByteArray()).join();
  }

  private String playlist(String render, String query) {
    HttpResponse<byte[]> answer = get(render + "/hls/low-latency.m3u8" + query);
    assertThat(answer.statusCode()).as(query).isEqualTo(200);
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private int status(String path) {
    return get(path).statusCode();
  }

  private static MatchResult newestPart(String playlist) {
    List<MatchResult> parts =
        PART.matcher(playlist.replaceAll("#EXT-X-PRELOAD-HINT.*", "")).results().toList();
    return parts.getLast();
  }

  @Test
  void shouldServeInitSegmentSegmentsAndTheirParts() {
    // Given
    String render = onAir();

    // When
    HttpResponse<byte[]> list = get(render + "/hls/low-latency.m3u8");
    byte[] init = get(render + "/hls/low-latency-init.mp4").body();
    String text = new String(list.body(), StandardCharsets.UTF_8);
    long whole = Long.parseLong(SEGMENT.matcher(text).results().toList().getLast().group(1));
    HttpResponse<byte[]> segment = get(render + "/hls/part-segment-" + whole + ".m4s");
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    PART.matcher(text)
        .results()
        .filter(it -> it.group(2).equals(Long.toString(whole)))
        .forEach(it -> parts.writeBytes(get(render + "/hls/" + it.group(1)).body()));

    // Then
    assertThat(list.headers().firstValue("Content-Type"))
        .hasValueSatisfying(it -> assertThat(it).startsWith("application/vnd.apple.mpegurl"));
    assertThat(list.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(segment.headers().firstValue("Content-Type")).contains("video/mp4");
    assertThat(Mp4Metadata.read(init, AigcLabel.KEY)).isPresent();
    assertThat(segment.body()).isNotEmpty().isEqualTo(parts.toByteArray());
  }

  @Test
  void shouldBeginWhenThePreviewHasRunForAWhile() {
    // Given: a rehearsal that somebody watches
    String render = worker.startRender(start().build()).getRender().getRenderId();
    var preview = caller.preview(render);
    for (int i = 0; i < 5; i++) {
      preview.next();
    }

    // When
    worker.goOnAir(air(render).build());

    // Then
    String first = await(() -> playlist(render, ""), text -> SEGMENT.matcher(text).find());
    assertThat(first).contains("part-segment-0.m4s");
  }

  @Test
  void shouldHoldAReloadBackUntilThePartIsThere() {
    // Given
    String render = onAir();
    MatchResult newest = newestPart(playlist(render, ""));
    long segment = Long.parseLong(newest.group(2));
    int next = Integer.parseInt(newest.group(3)) + 1;

    // When
    String later = playlist(render, "?_HLS_msn=" + segment + "&_HLS_part=" + next);
    String whole = playlist(render, "?_HLS_msn=" + (segment + 1));

    // Then
    MatchResult now = newestPart(later);
    assertThat(Long.parseLong(now.group(2)) * 1_000 + Long.parseLong(now.group(3)))
        .isGreaterThanOrEqualTo(segment * 1_000 + next);
    assertThat(whole).contains("part-segment-" + (segment + 1) + ".m4s");
  }

  @Test
  void shouldAnswerThePartThatThePlaylistHintsAtWhenItIsThere() {
    // Given
    String render = onAir();
    String hint =
        Pattern.compile("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"([^\"]+)\"")
            .matcher(playlist(render, ""))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);

    // When
    HttpResponse<byte[]> part = get(render + "/hls/" + hint);

    // Then: a whole number of fragments
    assertThat(part.statusCode()).isEqualTo(200);
    assertThat(new String(part.body(), 4, 4, StandardCharsets.US_ASCII)).isEqualTo("prft");
  }

  @Test
  void shouldSayBadRequestWhenAReloadAsksForNonsense() {
    // Given
    String render = onAir();
    String list = render + "/hls/low-latency.m3u8";

    // When, then: what cannot be, and what lies too far ahead
    assertThat(status(list + "?_HLS_part=1")).as("a part of nothing").isEqualTo(BAD_REQUEST);
    assertThat(status(list + "?_HLS_msn=100000")).as("far ahead").isEqualTo(BAD_REQUEST);
    assertThat(status(list + "?_HLS_msn=-1")).as("negative").isEqualTo(BAD_REQUEST);
    assertThat(status(list + "?_HLS_msn=0&_HLS_part=-7")).as("negative").isEqualTo(BAD_REQUEST);
    assertThat(status(list + "?_HLS_msn=one")).as("no number").isEqualTo(BAD_REQUEST);
    assertThat(status(list + "?_HLS_msn=0&_HLS_part=x")).as("no number").isEqualTo(BAD_REQUEST);
    assertThat(status(list + "?_HLS_msn=9223372036854775808"))
        .as("larger than a number is")
        .isEqualTo(BAD_REQUEST);
    assertThat(status(list + "?_HLS_msn=9223372036854775807"))
        .as("the largest number")
        .isEqualTo(BAD_REQUEST);
  }

  @Test
  void shouldFindNothingWhenTheRenderIsUnknownOrHasNoHls() {
    // Given
    String rehearsal = worker.startRender(start().build()).getRender().getRenderId();

    for (String render : List.of(id(), rehearsal, "not-an-id", "%20")) {
      // When, then
      for (String file :
          List.of(
              "low-latency.m3u8",
              "low-latency.m3u8?_HLS_msn=0",
              "low-latency-init.mp4",
              "part-0-0.m4s",
              "part-segment-0.m4s")) {
        assertThat(status(render + "/hls/" + file)).as(render + " " + file).isEqualTo(NOT_FOUND);
      }
    }
  }

  @Test
  void shouldFindNothingThatIsNotAPartOfTheStream() {
    // Given
    String render = onAir();

    for (String path :
        List.of(
            "part-999-0.m4s",
            "part-0-999.m4s",
            "part-segment-999999999.m4s",
            "part-9999999999-0.m4s",
            "part--1-0.m4s",
            "part-0-0.m4s.bak",
            "part-0-0.mp4",
            "../recording.mp4",
            "..%2frecording.mp4",
            "%2e%2e/recording.m3u8",
            "..%5crecording.mp4",
            "part-0-0.m4s%00",
            "....//recording.mp4",
            "%2fetc%2fpasswd")) {
      // When
      int status = status(render + "/hls/" + path);

      // Then
      assertThat(status).as(path).isIn(NOT_FOUND, BAD_REQUEST);
    }
  }

  @Test
  void shouldAnswerThoseWhoWaitWhenTheRenderEnds() {
    // Given
    String render = onAir();
    MatchResult newest = newestPart(playlist(render, ""));
    String ahead =
        render + "/hls/low-latency.m3u8?_HLS_msn=" + (Long.parseLong(newest.group(2)) + 2);
    CompletableFuture<HttpResponse<byte[]>> waits =
        client.sendAsync(request(ahead), BodyHandlers.ofByteArray());

    // When
    caller.stop(render);

    // Then
    assertThat(new String(waits.join().body(), StandardCharsets.UTF_8)).contains("#EXT-X-ENDLIST");
  }
}
