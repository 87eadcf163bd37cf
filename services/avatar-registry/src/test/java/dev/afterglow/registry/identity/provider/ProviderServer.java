package dev.afterglow.registry.identity.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A provider on this machine. It checks the signature of each call and its age, and answers as the
 * provider's document says; which answer is written in the name, as for the simulator.
 */
abstract class ProviderServer implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
  static final String SECRET = "a secret";

  /** Of this answer headers and half a body come, and then nothing more. */
  static final String STALLED = "{\"stalled\":true}";

  /** This answer never comes: the call is taken, and nothing is sent. */
  static final String NEVER = "{\"never\":true}";

  private static final String SLOWLY = "slowly:";

  final List<String> addresses = new CopyOnWriteArrayList<>();
  final List<String> complaints = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  ProviderServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readAllBytes();
    addresses.add(call.getRequestURI().toString());
    String answer;
    try {
      answer = answer(call, body);
    } catch (IllegalStateException e) {
      complaints.add(String.valueOf(e.getMessage()));
      answer = "{}";
    }
    if (answer.equals(NEVER)) {
      return;
    }
    if (answer.startsWith(SLOWLY)) {
      pause();
      answer = answer.substring(SLOWLY.length());
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(200, bytes.length);
    if (answer.equals(STALLED)) {
      call.getResponseBody().write(bytes, 0, bytes.length / 2);
      call.getResponseBody().flush();
      return;
    }
    call.getResponseBody().write(bytes);
    call.close();
  }

  abstract String answer(HttpExchange call, byte[] body);

  /** The same answer, a second and a half late. */
  static String slowly(String answer) {
    return SLOWLY + answer;
  }

  private static void pause() {
    try {
      Thread.sleep(1_500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static String header(HttpExchange call, String name) {
    String value = call.getRequestHeaders().getFirst(name);
    if (value == null) {
      throw new IllegalStateException("no header " + name);
    }
    return value;
  }

  static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalStateException(otherwise);
    }
  }

  static String word(String name) {
    return name.contains("#") ? name.substring(name.indexOf('#') + 1) : "PASS";
  }

  /** What it would have logged of names and numbers, had it been asked by address. */
  List<String> heard() {
    return new ArrayList<>(addresses);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
