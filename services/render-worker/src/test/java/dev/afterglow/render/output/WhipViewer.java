package dev.afterglow.render.output;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A WHIP endpoint whose other side is a real Chromium: a page takes each offer, answers it, and
 * tells what it decoded.
 */
final class WhipViewer implements AutoCloseable {
  static final String TOKEN = "a-token-for-tests";

  private static final String PAGE =
      """
      <!doctype html><video id="v" autoplay></video><script>
      let pc = null;
      async function offers() {
        for (;;) {
          const response = await fetch('/offer');
          if (response.status !== 200) continue;
          if (pc) pc.close();
          pc = new RTCPeerConnection();
          pc.ontrack = e => { document.getElementById('v').srcObject = e.streams[0]; };
          await pc.setRemoteDescription({type: 'offer', sdp: await response.text()});
          await pc.setLocalDescription(await pc.createAnswer());
          const mine = pc;
          await new Promise(done => {
            if (mine.iceGatheringState === 'complete') done();
            mine.onicegatheringstatechange = () => {
              if (mine.iceGatheringState === 'complete') done();
            };
          });
          await fetch('/answer', {method: 'POST', body: pc.localDescription.sdp});
        }
      }
      async function tell() {
        if (pc) {
          const all = {state: pc.connectionState, width: 0, decoded: 0, energy: 0, sound: 0,
            nacks: 0, lost: 0};
          (await pc.getStats()).forEach(s => {
            if (s.type === 'inbound-rtp' && s.kind === 'video') {
              all.decoded = s.framesDecoded || 0;
              all.width = s.frameWidth || 0;
              all.nacks = s.nackCount || 0;
              all.lost = s.packetsLost || 0;
            }
            if (s.type === 'inbound-rtp' && s.kind === 'audio') {
              all.sound = s.totalSamplesDuration || 0;
              all.energy = s.totalAudioEnergy || 0;
            }
          });
          await fetch('/told', {method: 'POST', body: JSON.stringify(all)});
        }
        setTimeout(tell, 250);
      }
      offers(); tell();
      </script>
      """;

  private final HttpServer server;
  private final Process browser;
  private final BlockingQueue<String> offers = new ArrayBlockingQueue<>(4);
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(4);
  final List<String> requests = new CopyOnWriteArrayList<>();
  volatile String told = "";

  WhipViewer(Path folder) throws IOException {
    Path chromium = chromium();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
    browser =
        new ProcessBuilder(
                chromium.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--autoplay-policy=no-user-gesture-required",
                "--disable-features=WebRtcHideLocalIpsWithMdns",
                "--allow-loopback-in-peer-connection",
                "--user-data-dir=" + folder,
                "http://127.0.0.1:" + server.getAddress().getPort() + "/")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/whip#" + TOKEN;
  }

  /** A figure of the newest report; 0 before there is one. */
  double figure(String key) {
    Matcher found = Pattern.compile("\"" + key + "\":(-?[0-9.e+-]+)").matcher(told);
    return found.find() ? Double.parseDouble(found.group(1)) : 0;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      switch (exchange.getRequestURI().getPath()) {
        case "/" -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          send(exchange, 200, PAGE);
        }
        case "/offer" -> {
          String offer = offers.poll(1, TimeUnit.SECONDS);
          send(exchange, offer == null ? 204 : 200, offer == null ? "" : offer);
        }
        case "/answer" -> {
          answers.add(body);
          send(exchange, 204, "");
        }
        case "/told" -> {
          told = body;
          send(exchange, 204, "");
        }
        case "/favicon.ico" -> send(exchange, 404, "");
        default -> whip(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void whip(HttpExchange exchange, String offer) throws IOException, InterruptedException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + TOKEN).equals(token)) {
      send(exchange, 401, "");
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      send(exchange, 200, "");
    } else {
      offers.add(offer);
      String answer = answers.poll(20, TimeUnit.SECONDS);
      if (answer == null) {
        send(exchange, 504, "");
        return;
      }
      exchange.getResponseHeaders().add("Location", "/session/" + requests.size());
      exchange.getResponseHeaders().add("Content-Type", "application/sdp");
      send(exchange, 201, answer);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
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

  /** The other side is gone without a word. */
  void killBrowser() throws InterruptedException {
    browser.descendants().forEach(ProcessHandle::destroyForcibly);
    browser.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    killBrowser();
    server.stop(0);
  }
}
