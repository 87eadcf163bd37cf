package dev.afterglow.registry.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * One call to a server of somebody else's, answered by JSON. Whatever goes wrong on the way, and
 * whatever comes that is no JSON object, is no answer; nothing of a request or an answer is put
 * into a log or a message, since both name people or hold keys. Redirects are not followed.
 */
public final class JsonCall {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_BYTES = 1 << 20;

  private final HttpClient client;
  private final Duration patience;

  /** Calls that take {@code patience} at most, from connecting to the last byte. */
  public JsonCall(Duration patience) {
    this(patience, Optional.empty());
  }

  /**
   * The same, to servers that show a certificate of an authority of the operator's own.
   *
   * @param trust what is trusted; empty = what Java trusts
   */
  public JsonCall(Duration patience, Optional<SSLContext> trust) {
    this.patience = patience;
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(patience).followRedirects(HttpClient.Redirect.NEVER);
    trust.ifPresent(builder::sslContext);
    this.client = builder.build();
  }

  /**
   * What came back.
   *
   * @param status the status, 200 to 599
   * @param body a JSON object
   */
  public record Answer(int status, JsonNode body) {
    /** Whether the status says that it worked. */
    public boolean worked() {
      return status / 100 == 2;
    }

    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /** The answer, whatever its status; empty where none came in time. */
  public Optional<Answer> send(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      HttpResponse<byte[]> response = call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      JsonNode body = JSON.readTree(response.body());
      return body != null && body.isObject()
          ? Optional.of(new Answer(response.statusCode(), body))
          : Optional.empty();
    } catch (TimeoutException e) {
      call.cancel(true);
      return Optional.empty();
    } catch (IOException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Whether nobody on the way can read or change what is said: HTTPS, or this very machine. */
  public static boolean isSafe(URI address) {
    String host = address.getHost();
    if (host == null || address.getUserInfo() != null) {
      return false;
    }
    return "https".equals(address.getScheme())
        || ("http".equals(address.getScheme()) && isLoopback(host));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
