package dev.afterglow.registry.identity.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/**
 * Opens the address where a person signs in, signs in, and gives what comes back in the address.
 */
public final class TestBrowser {
  private TestBrowser() {}

  /** Signs in as somebody. */
  public static Map<String, String> signIn(String url, String name, String number, Instant now) {
    return open(
        url + "&test_name=" + encoded(name) + "&test_number=" + number + "&test_now=" + now);
  }

  /** Is refused there. */
  public static Map<String, String> refused(String url, String error) {
    return open(url + "&test_error=" + error);
  }

  private static Map<String, String> open(String url) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Void> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(url)).GET().build(),
              HttpResponse.BodyHandlers.discarding());
      URI back = URI.create(answer.headers().firstValue("location").orElseThrow());
      return OidcServer.form(back.getRawQuery());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
