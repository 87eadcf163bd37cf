package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.room.CommentWords;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.facts.Fact;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one partition: live kernels, whose parts go to a changelog and to nowhere else. What
 * Kafka restores goes from its record straight into its room, so a room is never held twice.
 *
 * <p>Streams asks every {@link CachedStateStore} to empty itself right before it flushes its
 * producer and commits; that call is the only moment at which what was folded and what is committed
 * are the same set of facts, so the parts are written there and nowhere else. The interface is
 * Kafka's own cache's and not public: it is named in this class alone, the version is pinned, and
 * the test that kills the process holds it.
 */
final class RoomStore implements StateStore, CachedStateStore<byte[], byte[]> {
  private static final int ROOM_KEY = 16;
  private static final int WEIGHED_EVERY = 1_024;

  private final KeyValueStore<Bytes, byte[]> parts;
  private final StateBudget.Share held;
  private final RoomLimits limits;
  private final CommentWords commentWords;
  private final Map<String, LiveRoom> rooms = new ConcurrentHashMap<>();
  private final List<LiveRoom> changed = new ArrayList<>();
  private final List<LiveRoom> written = new ArrayList<>();
  private int loadedSinceWeighed;

  /**
   * @param changelog makes a store that logs what is put, and hands what is restored to the one
   *     given
   */
  RoomStore(
      Function<BiConsumer<byte[], byte @Nullable []>, KeyValueStore<Bytes, byte[]>> changelog,
      StateBudget budget,
      RoomLimits limits,
      CommentWords commentWords) {
    this.held = budget.share();
    this.limits = limits;
    this.commentWords = commentWords;
    this.parts = changelog.apply(this::load);
  }

  @Override
  public String name() {
    return parts.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    forget();
    parts.init(context, root);
  }

  /** A restored part; the key begins with the room. */
  private void load(byte[] key, byte @Nullable [] value) {
    live(roomId(key)).load(Arrays.copyOfRange(key, ROOM_KEY, key.length), value);
    if (++loadedSinceWeighed >= WEIGHED_EVERY) {
      weigh();
    }
  }

  /** Everything is restored: the rooms can be read and told more. */
  void thaw() {
    rooms.values().forEach(LiveRoom::resume);
    weigh();
  }

  /** Stops the engine, with a word, before the heap is full. */
  private void weigh() {
    loadedSinceWeighed = 0;
    held.hold(rooms.values().stream().mapToLong(LiveRoom::bytesHeld).sum());
  }

  RoomKernel.Outcome apply(Fact fact, Instant received) {
    LiveRoom room = live(fact.roomId());
    LiveRoom.Applied applied = room.apply(fact, received);
    if (applied.firstChange()) {
      changed.add(room);
    }
    return applied.outcome();
  }

  private LiveRoom live(String roomId) {
    return rooms.computeIfAbsent(
        roomId, id -> new LiveRoom(id, new RoomKernel(limits, commentWords)));
  }

  @Override
  public void flushCache() {
    for (LiveRoom room : changed) {
      byte[] prefix = prefix(room.roomId());
      room.write((key, value) -> parts.put(partKey(prefix, key), value));
      written.add(room);
    }
    if (!changed.isEmpty()) {
      changed.clear();
      weigh();
    }
  }

  /**
   * What was written is committed now. True whenever the stream thread is back at work after a
   * commit, because a commit that fails closes the store.
   */
  void settle() {
    if (!written.isEmpty()) {
      written.forEach(LiveRoom::settle);
      written.clear();
    }
  }

  @Nullable LiveRoom room(String roomId) {
    return rooms.get(roomId);
  }

  Collection<LiveRoom> rooms() {
    return Collections.unmodifiableCollection(rooms.values());
  }

  // Called after the commit, where a write would open a transaction that nobody closes.
  @Override
  public void flush() {
    parts.flush();
  }

  @Override
  public void close() {
    forget();
    parts.close();
  }

  private void forget() {
    rooms.clear();
    changed.clear();
    written.clear();
    held.hold(0);
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return parts.isOpen();
  }

  @Override
  public Position getPosition() {
    return parts.getPosition();
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public void clearCache() {
    // Nothing but Streams' own caches is written behind the back of the cache.
  }

  private static byte[] prefix(String roomId) {
    UUID uuid = UUID.fromString(roomId);
    return ByteBuffer.allocate(ROOM_KEY)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }

  private static Bytes partKey(byte[] prefix, byte[] key) {
    byte[] whole = Arrays.copyOf(prefix, ROOM_KEY + key.length);
    System.arraycopy(key, 0, whole, ROOM_KEY, key.length);
    return Bytes.wrap(whole);
  }

  private static String roomId(byte[] key) {
    ByteBuffer bytes = ByteBuffer.wrap(key);
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }
}
