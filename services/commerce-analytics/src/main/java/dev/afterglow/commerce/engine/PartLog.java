package dev.afterglow.commerce.engine;

import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A store that holds nothing, between Streams' changelog and the rooms. What is put was written by
 * a room that holds it already: the changelog around this store logs it, and that is all. What is
 * restored is handed to the rooms, in the order of the changelog: a part may come several times,
 * and the last one stands.
 */
final class PartLog implements KeyValueStore<Bytes, byte[]> {
  private final String name;
  private final BiConsumer<byte[], byte @Nullable []> restored;
  private boolean open;

  PartLog(String name, BiConsumer<byte[], byte @Nullable []> restored) {
    this.name = name;
    this.restored = restored;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, restored::accept);
    open = true;
  }

  @Override
  public void put(Bytes key, byte @Nullable [] value) {
    // The room holds it.
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Position getPosition() {
    return Position.emptyPosition();
  }

  @Override
  public long approximateNumEntries() {
    return 0;
  }

  @Override
  public byte[] putIfAbsent(Bytes key, byte[] value) {
    throw holdsNothing();
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    throw holdsNothing();
  }

  @Override
  public byte[] delete(Bytes key) {
    throw holdsNothing();
  }

  @Override
  public byte[] get(Bytes key) {
    throw holdsNothing();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    throw holdsNothing();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    throw holdsNothing();
  }

  private static UnsupportedOperationException holdsNothing() {
    return new UnsupportedOperationException("parts are in their rooms");
  }
}
