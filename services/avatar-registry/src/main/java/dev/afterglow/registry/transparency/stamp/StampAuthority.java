package dev.afterglow.registry.transparency.stamp;

import dev.afterglow.registry.transparency.StampJudge;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/**
 * A time-stamping authority over HTTP (RFC 3161, 3.4). It learns the digest of a head, and nothing
 * else; it is asked with a nonce, and what it answers is kept only where digest, nonce, signature,
 * certificate and time are right.
 */
public final class StampAuthority {
  private static final String QUERY = "application/timestamp-query";
  private static final String REPLY = "application/timestamp-reply";
  private static final int MOST_BYTES = 64 * 1024;
  private static final int NONCE_BYTES = 16;

  /** Further from the registry's clock than this, a time is a lie of one of the two. */
  private static final Duration APART = Duration.ofMinutes(5);

  private final URI address;
  private final StampJudge judge;
  private final Duration patience;
  private final Clock clock;
  private final RandomGenerator random;
  private final HttpClient client;

  /**
   * An authority.
   *
   * @param judge knows the authority's certificate
   * @param patience how long an answer may take, to its last byte
   */
  public StampAuthority(
      URI address, StampJudge judge, Duration patience, Clock clock, RandomGenerator random) {
    this.address = address;
    this.judge = judge;
    this.patience = patience;
    this.clock = clock;
    this.random = random;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /** Why there is no timestamp; its message is one word or a few, without anything secret. */
  public static final class NoStampException extends Exception {
    private static final long serialVersionUID = 1;

    NoStampException(String why) {
      super(why);
    }
  }

  /** Has bytes stamped: the token, DER. */
  public byte[] stamp(byte[] note) throws NoStampException, InterruptedException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      TimeStampRequestGenerator asking = new TimeStampRequestGenerator();
      // The certificate is known from elsewhere; one that comes with the answer proves nothing.
      asking.setCertReq(false);
      TimeStampRequest asked =
          asking.generate(
              TSPAlgorithms.SHA256, CertificateJudge.sha256(note), new BigInteger(1, nonce));
      TimeStampResponse answer = new TimeStampResponse(post(asked.getEncoded()));
      answer.validate(asked);
      if (answer.getTimeStampToken() == null) {
        throw new NoStampException("refused");
      }
      byte[] token = answer.getTimeStampToken().getEncoded();
      requireNear(judge.time(note, token));
      return token;
    } catch (TSPException | IOException | RuntimeException e) {
      // Of a damaged answer the library's reader throws whatever it stumbles over.
      throw new NoStampException("wrong answer");
    }
  }

  private void requireNear(Instant time) throws NoStampException {
    if (Duration.between(time, clock.instant()).abs().compareTo(APART) > 0) {
      throw new NoStampException("wrong time");
    }
  }

  private byte[] post(byte[] query) throws NoStampException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", QUERY)
            .header("Accept", REPLY)
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofByteArray(query))
            .build();
    CompletableFuture<HttpResponse<byte[]>> call =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      // The request's own limit ends with the headers.
      HttpResponse<byte[]> response = call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new NoStampException("status " + response.statusCode());
      }
      return response.body();
    } catch (TimeoutException e) {
      call.cancel(true);
      throw new NoStampException("too slow");
    } catch (ExecutionException e) {
      throw new NoStampException("not there");
    }
  }
}
