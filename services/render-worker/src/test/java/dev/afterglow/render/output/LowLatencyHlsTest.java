package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Low-latency HLS as a real player takes it: hls.js in a real Chromium. */
@Timeout(180)
class LowLatencyHlsTest {
  private static final Pattern PART = Pattern.compile("/part-([0-9]+)-([0-9]+)\\.m4s");
  private static final Pattern SEGMENT = Pattern.compile("/part-segment-([0-9]+)\\.m4s");
  private static final Pattern RELOAD = Pattern.compile("_HLS_msn=([0-9]+)(&_HLS_part=([0-9]+))?");

  private static final String PAGE =
      """
      <!doctype html><video id="v" muted></video><script src="/hls.js"></script><script>
      const tell = text => fetch('/told', {method: 'POST', body: text});
      const video = document.getElementById('v');
      const hls = new Hls({lowLatencyMode: true, liveSyncDuration: undefined});
      let parts = 0, fatal = '';
      hls.on(Hls.Events.FRAG_BUFFERED, (e, d) => { if (d.part) parts++; });
      hls.on(Hls.Events.ERROR, (e, d) => { if (d.fatal) fatal = d.details; });
      hls.loadSource('/low-latency.m3u8');
      hls.attachMedia(video);
      hls.on(Hls.Events.MANIFEST_PARSED, () => video.play());
      let samples = [];
      setInterval(() => samples.push(hls.latency), 500);
      setTimeout(() => tell(JSON.stringify({
        at: video.currentTime - video.buffered.start(0), parts, fatal,
        size: video.videoWidth + 'x' + video.videoHeight,
        latency: samples.slice(-8).sort((a, b) => a - b)[4],
        dropped: video.getVideoPlaybackQuality().droppedVideoFrames})), 15000);
      </script>
      """;

  @TempDir private Path folder;

  private final List<String> reloads = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> told = new CompletableFuture<>();

  @Test
  void shouldPlayNearTheLiveEdge() throws Exception {
    // Given
    Path player = player();
    Path chromium = chromium();
    Preview[] preview = new Preview[1];
    try (SmallStream stream =
        new SmallStream(
            packet -> {
              if (preview[0] != null) {
                preview[0].take(packet);
              }
            })) {
      preview[0] = new Preview(stream.tracks, SmallStream.AIGC, 3);
      LowLatencyHls hls = new LowLatencyHls("low-latency", preview[0]);
      assertThat(Mp4Metadata.read(hls.initSegment(), AigcLabel.KEY))
          .contains(SmallStream.AIGC.json());
      HttpServer server = serve(hls, player);
      Process browser = open(chromium, server.getAddress().getPort());
      try {
        // When
        String report = told.get(120, TimeUnit.SECONDS);

        // Then
        System.out.println("hls.js: " + report + ", blocking reloads: " + reloads.size());
        assertThat(report).contains("\"fatal\":\"\"", "\"size\":\"320x240\"");
        assertThat(number(report, "parts")).as("parts buffered").isGreaterThan(20);
        assertThat(number(report, "at")).as("seconds played").isGreaterThan(5);
        assertThat(number(report, "latency")).as("seconds behind").isBetween(0.0, 2.5);
        assertThat(reloads).hasSizeGreaterThan(20);
      } finally {
        browser.descendants().forEach(ProcessHandle::destroyForcibly);
        browser.destroyForcibly().waitFor();
        server.stop(0);
        hls.close();
      }
    }
  }

  private static double number(String json, String key) {
    Matcher found = Pattern.compile("\"" + key + "\":(-?[0-9.]+)").matcher(json);
    assertThat(found.find()).as(key + " in " + json).isTrue();
    return Double.parseDouble(found.group(1));
  }

  private HttpServer serve(LowLatencyHls hls, Path player) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try {
            byte[] body = answer(exchange, hls, player);
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
              exchange.getResponseBody().write(body);
            }
          } catch (LowLatencyHls.Refused e) {
            exchange.sendResponseHeaders(400, -1);
          } finally {
            exchange.close();
          }
        });
    server.start();
    return server;
  }

  private byte[] answer(HttpExchange exchange, LowLatencyHls hls, Path player)
      throws IOException, LowLatencyHls.Refused {
    String path = exchange.getRequestURI().getPath();
    Matcher part = PART.matcher(path);
    Matcher segment = SEGMENT.matcher(path);
    if (part.matches()) {
      return hls.part(Long.parseLong(part.group(1)), Integer.parseInt(part.group(2)))
          .join()
          .orElse(null);
    }
    if (segment.matches()) {
      return hls.segment(Long.parseLong(segment.group(1))).orElse(null);
    }
    return switch (path) {
      case "/" -> {
        exchange.getResponseHeaders().add("Content-Type", "text/html");
        yield PAGE.getBytes(StandardCharsets.UTF_8);
      }
      case "/hls.js" -> Files.readAllBytes(player);
      case "/low-latency-init.mp4" -> hls.initSegment();
      case "/low-latency.m3u8" -> playlist(exchange, hls).getBytes(StandardCharsets.UTF_8);
      case "/told" -> {
        told.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        yield new byte[0];
      }
      default -> null;
    };
  }

  private String playlist(HttpExchange exchange, LowLatencyHls hls) throws LowLatencyHls.Refused {
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.apple.mpegurl");
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
    Matcher wanted = RELOAD.matcher(query);
    if (!wanted.find()) {
      return hls.playlist();
    }
    reloads.add(query);
    int part = wanted.group(3) == null ? -1 : Integer.parseInt(wanted.group(3));
    return hls.playlist(Long.parseLong(wanted.group(1)), part).join();
  }

  private Process open(Path chromium, int port) throws IOException {
    List<String> command = new ArrayList<>(List.of(chromium.toString(), "--headless=new"));
    command.addAll(
        List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--autoplay-policy=no-user-gesture-required",
            "--user-data-dir=" + folder,
            "http://127.0.0.1:" + port + "/"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Path chromium() {
    Optional<Path> found =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "skipped: no Chromium (Debian: apt-get install chromium)");
    return found.get();
  }

  /** The page's packages hold the player, for this test alone. */
  private static Path player() {
    Path module = Path.of("").toAbsolutePath();
    Path file = module.resolve("../studio/src/main/webui/node_modules/hls.js/dist/hls.min.js");
    assumeTrue(Files.exists(file), "skipped: hls.js is not there (npm ci in studio's webui)");
    return file.normalize();
  }
}
