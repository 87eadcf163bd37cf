package dev.afterglow.registry.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID provider on this machine, after OpenID Connect Core and Discovery 1.0, RFC 6749 and RFC
 * 7636: it checks what a client has to send, redeems a code once, and forges on demand.
 *
 * <p>Who signs in, and when, stands in the address that the test's browser opens, in parameters
 * that begin with {@code test_}.
 */
public final class OidcServer implements AutoCloseable {
  public static final String CLIENT = "afterglow registry";
  public static final String SECRET = "a secret: with & and %";
  public static final URI REDIRECT = URI.create("https://studio.example/identity/return");

  /** How a token, or the answer with it, is not as it has to be. */
  public enum Forgery {
    NONE,
    ANOTHERS_KEY,
    NO_ALGORITHM,
    SHARED_SECRET,
    WRONG_NONCE,
    NO_NONCE,
    RUN_OUT,
    ISSUED_LONG_AGO,
    ISSUED_TOMORROW,
    WRONG_ISSUER,
    WRONG_AUDIENCE,
    FOR_SEVERAL,
    WRONG_PARTY,
    NO_SUBJECT,
    NO_NUMBER,
    NO_NAME,
    NUMBER_OF_ANOTHER_TYPE,
    NO_TOKEN,
    CHANGED,
    SERVER_ERROR,
    NO_JSON,
    SILENCE
  }

  private record Issued(Map<String, String> asked) {}

  /** What a client did wrong. */
  public final List<String> complaints = new CopyOnWriteArrayList<>();

  /** What was asked for, by address. */
  public final List<String> addresses = new CopyOnWriteArrayList<>();

  /** How many codes were brought. */
  public final AtomicInteger redemptions = new AtomicInteger();

  private final Map<String, Issued> codes = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final RSAKey key;
  private final RSAKey anothers;

  /** How long ago people signed in, where that is asked for; empty = it is not told. */
  public volatile Optional<Duration> authAge = Optional.of(Duration.ZERO);

  /** How the next token is forged. */
  public volatile Forgery forgery = Forgery.NONE;

  /** A provider that does not look at PKCE's verifier, as some do not. */
  public volatile boolean lax;

  public OidcServer() {
    try {
      key = new RSAKeyGenerator(2048).keyID("k1").generate();
      anothers = new RSAKeyGenerator(2048).keyID("k1").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException | JOSEException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange call) throws IOException {
    addresses.add(call.getRequestURI().toString());
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      switch (call.getRequestURI().getPath()) {
        case "/.well-known/openid-configuration" -> send(call, 200, discovery());
        case "/keys" -> send(call, 200, new JWKSet(key.toPublicJWK()).toString());
        case "/authorize" -> authorize(call);
        case "/token" -> token(call, form(body));
        default -> send(call, 404, "{}");
      }
    } catch (IllegalStateException e) {
      complaints.add(String.valueOf(e.getMessage()));
      send(call, 400, "{\"error\":\"invalid_grant\"}");
    }
  }

  private String discovery() {
    return "{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s/authorize\",\"token_endpoint\":\"%s/token\",\"jwks_uri\":\"%s/keys\"}"
        .replace("%s", address().toString());
  }

  private void authorize(HttpExchange call) throws IOException {
    Map<String, String> asked = form(call.getRequestURI().getRawQuery());
    require("code".equals(asked.get("response_type")), "another flow");
    require(CLIENT.equals(asked.get("client_id")), "another client");
    require(REDIRECT.toString().equals(asked.get("redirect_uri")), "another redirect");
    require(List.of(asked.get("scope").split(" ")).contains("openid"), "no openid");
    require("S256".equals(asked.get("code_challenge_method")), "no PKCE");
    require(asked.get("code_challenge").length() == 43, "no challenge");
    require(asked.get("nonce").length() >= 22 && asked.get("state").length() >= 22, "guessable");
    String back = REDIRECT + "?state=" + asked.get("state");
    if (asked.containsKey("test_error")) {
      back += "&error=" + asked.get("test_error");
    } else {
      String code = UUID.randomUUID().toString();
      codes.put(code, new Issued(asked));
      back += "&code=" + code;
    }
    call.getResponseHeaders().set("Location", back);
    call.sendResponseHeaders(302, -1);
    call.close();
  }

  private void token(HttpExchange call, Map<String, String> form) throws IOException {
    if (forgery == Forgery.SERVER_ERROR) {
      send(call, 503, "{\"error\":\"temporarily_unavailable\"}");
      return;
    }
    if (forgery == Forgery.SILENCE) {
      trickle(call);
      return;
    }
    redemptions.incrementAndGet();
    Issued issued = codes.remove(form.getOrDefault("code", ""));
    require(issued != null, "a code came twice, or never went out");
    require("authorization_code".equals(form.get("grant_type")), "another grant");
    require(REDIRECT.toString().equals(form.get("redirect_uri")), "another redirect");
    require(basic().equals(call.getRequestHeaders().getFirst("Authorization")), "another client");
    require(
        lax || challenge(form.get("code_verifier")).equals(issued.asked.get("code_challenge")),
        "another verifier");
    if (forgery == Forgery.NO_JSON) {
      send(call, 200, "<html>");
      return;
    }
    String token = forgery == Forgery.NO_TOKEN ? "" : minted(issued.asked);
    send(
        call,
        200,
        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + token + "\"}");
  }

  /** The head of an answer, and then a byte now and then for as long as somebody reads. */
  private void trickle(HttpExchange call) throws IOException {
    call.sendResponseHeaders(200, 1_000);
    try (var out = call.getResponseBody()) {
      while (!closing.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        out.write(' ');
        out.flush();
      }
    } catch (IOException e) {
      // Nobody reads any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String minted(Map<String, String> asked) {
    Instant now = Instant.parse(asked.get("test_now"));
    Instant issued =
        switch (forgery) {
          case ISSUED_LONG_AGO -> now.minusSeconds(3_600);
          case ISSUED_TOMORROW -> now.plusSeconds(86_400);
          default -> now;
        };
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(
                forgery == Forgery.WRONG_ISSUER ? "https://other.example" : address().toString())
            .issueTime(Date.from(issued))
            .expirationTime(
                Date.from(
                    forgery == Forgery.RUN_OUT ? now.minusSeconds(61) : now.plusSeconds(90_000)))
            .audience(
                switch (forgery) {
                  case WRONG_AUDIENCE -> List.of("somebody else");
                  case FOR_SEVERAL -> List.of(CLIENT, "somebody else");
                  default -> List.of(CLIENT);
                });
    if (forgery != Forgery.NO_SUBJECT) {
      claims.subject("0f3c");
    }
    if (forgery != Forgery.NO_NONCE) {
      claims.claim("nonce", forgery == Forgery.WRONG_NONCE ? "x" : asked.get("nonce"));
    }
    if (forgery == Forgery.WRONG_PARTY) {
      claims.claim("azp", "somebody else");
    }
    if (asked.containsKey("max_age")) {
      authAge.ifPresent(it -> claims.claim("auth_time", now.minus(it).getEpochSecond()));
    }
    if (forgery != Forgery.NO_NAME) {
      claims.claim("name", asked.get("test_name"));
    }
    if (forgery == Forgery.NUMBER_OF_ANOTHER_TYPE) {
      claims.claim("id_number", 7);
    } else if (forgery != Forgery.NO_NUMBER) {
      claims.claim("id_number", asked.get("test_number"));
    }
    return signed(claims.build());
  }

  private String signed(JWTClaimsSet claims) {
    try {
      if (forgery == Forgery.NO_ALGORITHM) {
        return new PlainJWT(claims).serialize();
      }
      boolean shared = forgery == Forgery.SHARED_SECRET;
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(shared ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                  .keyID("k1")
                  .build(),
              claims);
      // The oldest trick: the provider's public key, used as if it were a secret that both share.
      token.sign(
          shared
              ? new MACSigner(key.toRSAPublicKey().getEncoded())
              : new RSASSASigner(forgery == Forgery.ANOTHERS_KEY ? anothers : key));
      String text = token.serialize();
      return forgery == Forgery.CHANGED ? changed(text) : text;
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same token about somebody else. */
  private static String changed(String token) {
    String[] parts = token.split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    byte[] other = claims.replace("0f3c", "0f3d").getBytes(StandardCharsets.UTF_8);
    String body = Base64.getUrlEncoder().withoutPadding().encodeToString(other);
    return parts[0] + "." + body + "." + parts[2];
  }

  private static String basic() {
    String user = encoded(CLIENT) + ":" + encoded(SECRET);
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The fields of a form, or of an address. */
  public static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String field : body.split("&")) {
      int equals = field.indexOf('=');
      form.put(
          field.substring(0, equals),
          URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalStateException(otherwise);
    }
  }

  private static void send(HttpExchange call, int status, String text) {
    try (call) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      call.sendResponseHeaders(status, bytes.length);
      call.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
