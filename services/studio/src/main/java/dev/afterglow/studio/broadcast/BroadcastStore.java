package dev.afterglow.studio.broadcast;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Port to where broadcasts are kept. */
public interface BroadcastStore {

  /** Keeps a new broadcast; false if one of this id is there already, which then stays. */
  boolean insert(Broadcast.Created created);

  /** Whether the URLs of destinations can be kept, which takes a key to seal them. */
  boolean keepsSecrets();

  /** One broadcast. */
  Optional<Broadcast> find(UUID broadcastId);

  /** Replaces a broadcast if it stands at the revision before; false if it does not. */
  boolean update(Broadcast next);

  /**
   * Broadcasts, newest first.
   *
   * @param size at most this many, 1 to 200
   * @param before only older ones than this id, in the order of ids, which is that of time
   */
  List<Broadcast> list(int size, Optional<UUID> before);

  /** Broadcasts that a worker draws now, oldest first, at most {@code max}. */
  List<Broadcast.Rendering> rendering(int max);
}
