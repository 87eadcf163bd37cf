package dev.afterglow.studio.broadcast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Carries each request out once: a request id that was carried out within 24 hours answers with the
 * broadcast as it now stands, one that broke off is carried out again under the same id, so that
 * the services behind recognise it, and one that comes back with another request is refused.
 *
 * <p>The requests of one broadcast run one after the other within this process: two clicks on "go
 * live" do not race. Between processes the revision decides.
 */
public final class Requests {

  private static final int STRIPES = 64;

  private final RequestLog log;
  private final InstantSource clock;
  private final ReentrantLock[] stripes =
      IntStream.range(0, STRIPES).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

  /** Requests remembered in a log. */
  public Requests(RequestLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Carries a request on a known broadcast out once; {@code known} answers a repeated one. */
  public Broadcast once(
      UUID requestId,
      String operation,
      UUID broadcastId,
      Function<UUID, Broadcast> known,
      Supplier<Broadcast> action) {
    return once(
        requestId,
        operation,
        broadcastId.toString(),
        broadcastId,
        entry -> {
          if (entry.done()) {
            return known.apply(broadcastId);
          }
          Broadcast answer = action.get();
          log.finish(requestId);
          return answer;
        });
  }

  /**
   * Runs a request under its remembered entry.
   *
   * @param content everything of the request but its id; only its digest is kept
   * @param broadcastId the broadcast it is about; for a repeated request the entry's counts
   */
  public <T> T once(
      UUID requestId,
      String operation,
      String content,
      UUID broadcastId,
      Function<RequestLog.Entry, T> action) {
    RequestLog.Entry wanted =
        new RequestLog.Entry(
            requestId, operation, sha256(content), broadcastId, false, clock.instant());
    RequestLog.Entry entry = log.begin(wanted);
    if (!entry.sameRequest(wanted)) {
      throw Refusals.requestIdReused(requestId);
    }
    ReentrantLock stripe = stripes[Math.floorMod(entry.broadcastId().hashCode(), STRIPES)];
    stripe.lock();
    try {
      return action.apply(entry);
    } finally {
      stripe.unlock();
    }
  }

  /** The request of that operation that a broadcast is from; empty when it is forgotten. */
  Optional<UUID> find(String operation, UUID broadcastId) {
    return log.find(operation, broadcastId);
  }

  /** Notes that a request was carried out. */
  void finish(UUID requestId) {
    log.finish(requestId);
  }

  private static String sha256(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
