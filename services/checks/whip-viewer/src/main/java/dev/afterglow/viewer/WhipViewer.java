package dev.afterglow.viewer;

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
public final class WhipViewer implements AutoCloseable {
  private static final String TOKEN = "a-token-for-tests";

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
          const video = document.getElementById('v');
          pc.ontrack = e => {
            if (video.srcObject !== e.streams[0]) {
              video.srcObject = e.streams[0];
              video.requestVideoFrameCallback(() => fetch('/seen', {method: 'POST'}));
            }
          };
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
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Long> seen = new CopyOnWriteArrayList<>();
  private volatile String told = "";

  /**
   * Opens the endpoint, and the page in the browser.
   *
   * @param chromium the browser's program
   * @param folder where the browser keeps its profile
   */
  public WhipViewer(Path chromium, Path folder) throws IOException {
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

  /** The endpoint's address, with its token behind the {@code #}. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/whip#" + TOKEN;
  }

  /** The requests to the endpoint, such as {@code POST /whip}, in their order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** When the first picture of each session was shown, by {@link System#nanoTime}. */
  public List<Long> firstPictures() {
    return List.copyOf(seen);
  }

  /** The newest report of the page, JSON; empty before there is one. */
  public String told() {
    return told;
  }

  /** A figure of the newest report; 0 before there is one. */
  public double figure(String key) {
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
        case "/seen" -> {
          seen.add(System.nanoTime());
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

  /** The browser of this machine, if there is one (Debian: {@code apt-get install chromium}). */
  public static Optional<Path> chromium() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The other side is gone without a word. */
  public void killBrowser() throws InterruptedException {
    browser.descendants().forEach(ProcessHandle::destroyForcibly);
    browser.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    killBrowser();
    server.stop(0);
  }
}
