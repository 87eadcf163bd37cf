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
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one partition: live kernels in front of a changelogged store of their parts.
 *
 * <p>Streams asks every {@link CachedStateStore} to empty itself right before it flushes its
 * producer and commits; that call is the only moment at which what was folded and what is committed
 * are the same set of facts, so the parts are written there and nowhere else. The interface is
 * Kafka's own cache's and not public: it is named in this class alone, the version is pinned, and
 * the test that kills the process holds it.
 */
final class RoomStore implements StateStore, CachedStateStore<byte[], byte[]> {
  private static final int ROOM_KEY = 16;

  private final KeyValueStore<Bytes, byte[]> parts;
  private final RoomLimits limits;
  private final CommentWords commentWords;
  private final Map<String, LiveRoom> rooms = new ConcurrentHashMap<>();
  private final List<LiveRoom> changed = new ArrayList<>();
  private final List<LiveRoom> written = new ArrayList<>();

  RoomStore(KeyValueStore<Bytes, byte[]> parts, RoomLimits limits, CommentWords commentWords) {
    this.parts = parts;
    this.limits = limits;
    this.commentWords = commentWords;
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

  /** Builds the kernels from the parts, once these are restored. */
  void thaw() {
    forget();
    try (KeyValueIterator<Bytes, byte[]> all = parts.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> part = all.next();
        byte[] key = part.key.get();
        live(roomId(key)).load(Arrays.copyOfRange(key, ROOM_KEY, key.length), part.value);
      }
    }
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
    changed.clear();
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
