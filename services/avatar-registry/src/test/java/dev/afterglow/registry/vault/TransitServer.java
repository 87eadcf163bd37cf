package dev.afterglow.registry.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;

/**
 * The Transit secrets engine as its API's document describes it, with one derived key that has
 * versions: keys of contexts are made from a version by HMAC, and each ciphertext names its
 * version.
 */
final class TransitServer implements AutoCloseable {
  static final String TOKEN = "s.token";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SecureRandom RANDOM = new SecureRandom();

  final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<byte[]> versions = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  volatile String token = TOKEN;
  volatile String type = "aes256-gcm96";
  volatile boolean derived = true;
  volatile boolean exportable;
  volatile boolean convergent;
  volatile boolean sealed;
  volatile boolean silent;
  private int oldest = 1;

  TransitServer() {
    this(Optional.empty());
  }

  /** One that speaks HTTPS where there is a context. */
  TransitServer(Optional<SSLContext> tls) {
    rotate();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      if (tls.isPresent()) {
        HttpsServer secure = HttpsServer.create(address, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
        server = secure;
      } else {
        server = HttpServer.create(address, 0);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/v1/", this::answer);
    server.start();
  }

  URI address(String scheme) {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A new version of the key. */
  synchronized void rotate() {
    byte[] version = new byte[32];
    RANDOM.nextBytes(version);
    versions.add(version);
  }

  /** Takes all versions but the newest away: {@code min_decryption_version}. */
  synchronized void trim() {
    oldest = versions.size();
  }

  private void answer(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readAllBytes();
    heard.add(
        call.getRequestMethod()
            + " "
            + call.getRequestURI()
            + " "
            + new String(body, StandardCharsets.UTF_8));
    if (silent) {
      await();
      return;
    }
    if (sealed) {
      send(call, 503, "{\"errors\":[\"Vault is sealed\"]}");
    } else if (!token.equals(call.getRequestHeaders().getFirst("X-Vault-Token"))) {
      send(call, 403, "{\"errors\":[\"permission denied\"]}");
    } else {
      try {
        send(call, 200, "{\"data\":" + data(call, body) + "}");
      } catch (GeneralSecurityException | RuntimeException e) {
        send(call, 400, "{\"errors\":[\"" + e.getClass().getSimpleName() + "\"]}");
      }
    }
  }

  private void await() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized String data(HttpExchange call, byte[] body)
      throws GeneralSecurityException, IOException {
    String path = call.getRequestURI().getPath();
    if (path.equals("/v1/transit/keys/vault-key")) {
      return "{\"type\":\"%s\",\"derived\":%s,\"exportable\":%s,\"convergent_encryption\":%s,\"latest_version\":%d,\"min_decryption_version\":%d}"
          .formatted(type, derived, exportable, convergent, versions.size(), oldest);
    }
    JsonNode fields = JSON.readTree(body);
    byte[] context = Base64.getDecoder().decode(required(fields, "context"));
    return switch (path) {
      case "/v1/transit/encrypt/vault-key" ->
          ciphertext(Base64.getDecoder().decode(required(fields, "plaintext")), context);
      case "/v1/transit/decrypt/vault-key" ->
          "{\"plaintext\":\""
              + Base64.getEncoder().encodeToString(open(required(fields, "ciphertext"), context))
              + "\"}";
      case "/v1/transit/rewrap/vault-key" ->
          ciphertext(open(required(fields, "ciphertext"), context), context);
      default -> throw new IllegalStateException("no such path");
    };
  }

  private static String required(JsonNode fields, String name) {
    if (!fields.path(name).isTextual() || fields.path(name).asText().isEmpty()) {
      throw new IllegalStateException("missing " + name);
    }
    return fields.path(name).asText();
  }

  private String ciphertext(byte[] plain, byte[] context) throws GeneralSecurityException {
    byte[] nonce = new byte[12];
    RANDOM.nextBytes(nonce);
    byte[] sealedBytes =
        cipher(Cipher.ENCRYPT_MODE, versions.size(), context, nonce).doFinal(plain);
    byte[] whole = Arrays.copyOf(nonce, nonce.length + sealedBytes.length);
    System.arraycopy(sealedBytes, 0, whole, nonce.length, sealedBytes.length);
    return "{\"ciphertext\":\"vault:v%d:%s\",\"key_version\":%d}"
        .formatted(versions.size(), Base64.getEncoder().encodeToString(whole), versions.size());
  }

  private byte[] open(String ciphertext, byte[] context) throws GeneralSecurityException {
    String[] parts = ciphertext.split(":", -1);
    int version = Integer.parseInt(parts[1].substring(1));
    if (version < oldest) {
      throw new IllegalStateException("the version is gone");
    }
    byte[] whole = Base64.getDecoder().decode(parts[2]);
    return cipher(Cipher.DECRYPT_MODE, version, context, Arrays.copyOf(whole, 12))
        .doFinal(whole, 12, whole.length - 12);
  }

  private Cipher cipher(int mode, int version, byte[] context, byte[] nonce)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(versions.get(version - 1), "HmacSHA256"));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(mac.doFinal(context), "AES"), new GCMParameterSpec(128, nonce));
    return cipher;
  }

  private static void send(HttpExchange call, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Override
  public void close() {
    if (closing.getCount() == 0) {
      return;
    }
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
