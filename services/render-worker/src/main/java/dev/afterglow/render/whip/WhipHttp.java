package dev.afterglow.render.whip;

import dev.afterglow.render.whip.WhipException.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * The HTTP half of WHIP (RFC 9725, 4.2): the offer is posted, the answer comes with 201 and the
 * session's address, which is deleted at the end. Redirects are followed by hand: to HTTPS or to
 * the same origin, and the token goes to the origin that it was given for and to no other.
 */
final class WhipHttp implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration DELETE_PATIENCE = Duration.ofSeconds(2);
  private static final long POLL_MS = 50;
  private static final long LARGEST_ANSWER_BYTES = 64 * 1024;
  private static final int MOST_REDIRECTS = 5;

  private static final int CREATED = 201;

  /** 307 and 308 keep method and body; the others would turn the post into a get. */
  private static final Set<Integer> REDIRECTS = Set.of(307, 308);

  /** Too slow, a conflict with a session that is still ending, too early, too many. */
  private static final Set<Integer> PASSING = Set.of(408, 409, 425, 429);

  private final WhipEndpoint endpoint;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * What an endpoint answered.
   *
   * @param sdp the answer
   * @param session to delete at the end
   */
  record Answer(String sdp, URI session) {}

  WhipHttp(WhipEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Posts an offer.
   *
   * @param giveUp asked while it waits; true ends it
   */
  Answer post(String offer, BooleanSupplier giveUp) throws WhipException {
    URI to = endpoint.address();
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      HttpRequest request =
          request(to, PATIENCE)
              .header("Content-Type", "application/sdp")
              .header("Accept", "application/sdp")
              .POST(HttpRequest.BodyPublishers.ofString(offer))
              .build();
      HttpResponse<String> response = sent(request, giveUp);
      if (!REDIRECTS.contains(response.statusCode())) {
        return answer(to, response);
      }
      to = redirected(to, response);
    }
    throw new WhipException(Kind.REFUSED, "the endpoint redirects without end");
  }

  /** Deletes a session; says whether the endpoint took it. */
  boolean delete(URI session) {
    HttpRequest request = request(session, DELETE_PATIENCE).DELETE().build();
    try {
      return sent(request, () -> false).statusCode() / 100 == 2;
    } catch (WhipException gone) {
      return false;
    }
  }

  private HttpRequest.Builder request(URI to, Duration patience) {
    HttpRequest.Builder out = HttpRequest.newBuilder(to).timeout(patience);
    if (WhipEndpoint.sameOrigin(endpoint.address(), to)) {
      endpoint.bearer().ifPresent(token -> out.header("Authorization", "Bearer " + token));
    }
    return out;
  }

  private HttpResponse<String> sent(HttpRequest request, BooleanSupplier giveUp)
      throws WhipException {
    CompletableFuture<HttpResponse<String>> coming =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER_BYTES));
    while (true) {
      try {
        return coming.get(POLL_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        if (giveUp.getAsBoolean()) {
          coming.cancel(true);
          throw new WhipException(Kind.PASSING, "no answer in time");
        }
      } catch (ExecutionException e) {
        throw new WhipException(Kind.PASSING, "the endpoint could not be reached, or broke off");
      } catch (InterruptedException e) {
        coming.cancel(true);
        Thread.currentThread().interrupt();
        throw new WhipException(Kind.PASSING, "interrupted");
      }
    }
  }

  private static URI redirected(URI from, HttpResponse<String> response) throws WhipException {
    URI to = location(from, response).orElse(null);
    if (to == null || !WhipEndpoint.safe(to) || !follows(from, to)) {
      throw new WhipException(Kind.REFUSED, "the endpoint redirects to where nothing is sent");
    }
    return to;
  }

  private static boolean follows(URI from, URI to) {
    return to.getScheme().equalsIgnoreCase("https") || WhipEndpoint.sameOrigin(from, to);
  }

  private static Answer answer(URI from, HttpResponse<String> response) throws WhipException {
    int status = response.statusCode();
    if (status != CREATED) {
      boolean passing = status >= 500 || PASSING.contains(status);
      throw new WhipException(
          passing ? Kind.PASSING : Kind.REFUSED, "the endpoint answered " + status);
    }
    URI session =
        location(from, response)
            .filter(it -> WhipEndpoint.safe(it))
            .orElseThrow(
                () -> new WhipException(Kind.REFUSED, "the endpoint gave the session no address"));
    return new Answer(response.body(), session);
  }

  private static Optional<URI> location(URI from, HttpResponse<String> response) {
    try {
      return response.headers().firstValue("Location").map(from::resolve);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
