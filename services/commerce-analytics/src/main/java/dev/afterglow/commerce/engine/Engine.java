package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.room.CommentWords;
import dev.afterglow.commerce.room.Correction;
import dev.afterglow.commerce.room.RoomHistory;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rooms. What it shows includes facts that are folded but not committed, and says so.
 *
 * <p>Reading works while all partitions of this process are restored; before that, and while Kafka
 * moves partitions, it throws {@link NotServingException}.
 */
public final class Engine implements AutoCloseable {
  /** The rooms are being restored. */
  public static final class NotServingException extends Exception {
    private static final long serialVersionUID = 1L;

    NotServingException(String message) {
      super(message);
    }
  }

  private static final String STORE = "rooms";
  private static final Log LOG = Log.of(Engine.class);

  private final KafkaStreams streams;
  private final boolean named;
  private final RoomKernelSource empty;

  private interface RoomKernelSource {
    RoomKernel get();
  }

  /** An engine that does not run yet. */
  public Engine(EngineSettings settings, CommentWords commentWords, FactListener listener) {
    this.named = !settings.instanceId().isEmpty();
    this.empty = () -> new RoomKernel(settings.limits(), commentWords);
    StreamsConfig config = new StreamsConfig(StreamsProperties.of(settings));
    StateBudget budget = new StateBudget(settings.mostStateBytes());
    Topology topology = topology(settings, budget, commentWords, listener);
    KafkaClientSupplier clients =
        new NamedClients(settings.applicationId() + "-" + settings.instanceId());
    this.streams =
        named ? new KafkaStreams(topology, config, clients) : new KafkaStreams(topology, config);
    streams.setUncaughtExceptionHandler(
        thrown -> {
          if (isFull(thrown)) {
            LOG.error("engine stops: the rooms take more of the heap than they may", thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          }
          LOG.error("stream thread ended and is replaced", thrown);
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.setStateListener(
        (now, before) -> LOG.info("engine state changed", LogKey.STATE.is(now)));
  }

  private static boolean isFull(@Nullable Throwable thrown) {
    return thrown instanceof StateBudget.StateFullException
        || (thrown != null && isFull(thrown.getCause()));
  }

  private static Topology topology(
      EngineSettings settings,
      StateBudget budget,
      CommentWords commentWords,
      FactListener listener) {
    return new Topology()
        .addSource(
            "facts", new StringDeserializer(), new ByteArrayDeserializer(), settings.factsTopic())
        .addProcessor("fold", () -> new RoomProcessor(STORE, listener), "facts")
        .addStateStore(new RoomStoreBuilder(STORE, budget, settings.limits(), commentWords), "fold")
        .addSink(
            RoomProcessor.QUARANTINE,
            settings.quarantineTopic(),
            new StringSerializer(),
            new ByteArraySerializer(),
            "fold")
        .addSink(
            RoomProcessor.LATE,
            settings.lateTopic(),
            new StringSerializer(),
            new ByteArraySerializer(),
            "fold");
  }

  /** Starts; the topics must be there. Returns at once. */
  public void start() {
    streams.start();
  }

  /** Whether rooms can be read. */
  public boolean isServing() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Whether it may come to serve, or does. */
  public boolean isAlive() {
    return streams.state() != KafkaStreams.State.ERROR
        && streams.state() != KafkaStreams.State.NOT_RUNNING;
  }

  /** A room in which something happened. */
  public Optional<RoomView> room(String roomId, Instant asOf) throws NotServingException {
    return live(roomId).map(room -> room.view(asOf));
  }

  /** A room minute by minute. */
  public Optional<RoomHistory> history(String roomId) throws NotServingException {
    return live(roomId).map(LiveRoom::history);
  }

  /** What late facts changed of a room. */
  public Optional<List<Correction>> corrections(String roomId) throws NotServingException {
    return live(roomId).map(LiveRoom::corrections);
  }

  /** A room as it is shown before anything happened. */
  public RoomView emptyRoom(String roomId, Instant asOf) {
    Committed nothing = new Committed(0, 0, 0, List.of(), List.of());
    return new RoomView(roomId, empty.get().figures(asOf), nothing, false, -1);
  }

  /** The version of a room; −1 where nothing happened yet. */
  public long version(String roomId) throws NotServingException {
    return live(roomId).map(LiveRoom::version).orElse(-1L);
  }

  /** The state of a room as bytes, for comparing. */
  public Optional<byte[]> snapshot(String roomId) throws NotServingException {
    return live(roomId).map(LiveRoom::snapshot);
  }

  /** Rooms with the latest fact first, those after a place in that order. */
  public List<RoomView> latest(Optional<RoomPlace> after, int most, Instant asOf)
      throws NotServingException {
    return stores().stream()
        .flatMap(store -> store.rooms().stream())
        .map(room -> new Placed(new RoomPlace(room.lastFact(), room.roomId()), room))
        .filter(placed -> after.map(place -> placed.place().compareTo(place) > 0).orElse(true))
        .sorted(Comparator.comparing(Placed::place))
        .limit(most)
        .map(placed -> placed.room().view(asOf))
        .toList();
  }

  /** The rooms of this process, in no order. */
  public List<RoomMark> marks() throws NotServingException {
    return stores().stream().flatMap(store -> store.rooms().stream()).map(LiveRoom::mark).toList();
  }

  private record Placed(RoomPlace place, LiveRoom room) {}

  private Optional<LiveRoom> live(String roomId) throws NotServingException {
    for (RoomStore store : stores()) {
      LiveRoom room = store.room(roomId);
      if (room != null) {
        return Optional.of(room);
      }
    }
    return Optional.empty();
  }

  private List<RoomStore> stores() throws NotServingException {
    if (!isServing()) {
      throw new NotServingException("the engine is " + streams.state());
    }
    try {
      return streams.store(StoreQueryParameters.fromNameAndType(STORE, new RoomStoreType()));
    } catch (InvalidStateStoreException e) {
      throw new NotServingException("the stores are not open");
    }
  }

  /** Commits what is folded and stops, within ten seconds. */
  @Override
  public void close() {
    // A named member keeps its place in the group for its successor.
    streams.close(
        new KafkaStreams.CloseOptions().timeout(Duration.ofSeconds(10)).leaveGroup(!named));
  }
}
