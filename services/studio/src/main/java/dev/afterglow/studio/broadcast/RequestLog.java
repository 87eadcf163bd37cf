package dev.afterglow.studio.broadcast;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Port to the memory of request ids, which lasts 24 hours. */
public interface RequestLog {

  /** Notes a request, unless its id is known: then returns what is known of it. */
  Entry begin(Entry wanted);

  /** The request of that operation that a broadcast is from; empty when it is forgotten. */
  Optional<UUID> find(String operation, UUID broadcastId);

  /** Notes that a request was carried out. */
  void finish(UUID requestId);

  /**
   * A request.
   *
   * @param requestId the caller's id
   * @param operation which RPC
   * @param fingerprint SHA-256 over everything else in the request, 64 hexadecimal digits
   * @param broadcastId the broadcast that it makes or moves
   * @param done whether it was carried out
   * @param createTime when it came
   */
  record Entry(
      UUID requestId,
      String operation,
      String fingerprint,
      UUID broadcastId,
      boolean done,
      Instant createTime) {

    /** Whether two entries are the same request. */
    public boolean sameRequest(Entry other) {
      return operation.equals(other.operation) && fingerprint.equals(other.fingerprint);
    }
  }
}
