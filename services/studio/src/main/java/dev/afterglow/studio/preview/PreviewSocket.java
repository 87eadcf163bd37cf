package dev.afterglow.studio.preview;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.broadcast.Transitions;
import dev.afterglow.studio.meter.StudioMeters;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.PathParam;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The live picture of a broadcast over a WebSocket: see {@link PreviewClient} for the messages.
 * What a client sends is not read. Closes with {@value #NOT_RENDERING} while nothing is drawn,
 * {@value #TOO_MANY} when the studio serves as many viewers as it may, and {@value #SOURCE_ENDED}
 * when the worker's stream ends; the page connects again.
 */
@Singleton
@WebSocket(path = "/ws/preview/{broadcastId}")
public class PreviewSocket {

  /** Nothing is drawn now, or there is no such broadcast. */
  public static final int NOT_RENDERING = 4404;

  /** The studio serves as many viewers as it may. */
  public static final int TOO_MANY = 4429;

  /** The worker's stream ended. */
  public static final int SOURCE_ENDED = 4410;

  private static final Log LOG = Log.of(PreviewSocket.class);

  private final Transitions transitions;
  private final GrpcPreview source;
  private final PreviewConfig config;
  private final StudioMeters meters;
  private final Map<String, GrpcPreview.Handle> open = new ConcurrentHashMap<>();
  private final AtomicInteger clients = new AtomicInteger();

  /** Over the worker's pictures. */
  @Inject
  public PreviewSocket(
      Transitions transitions, GrpcPreview source, PreviewConfig config, StudioMeters meters) {
    this.transitions = transitions;
    this.source = source;
    this.config = config;
    this.meters = meters;
  }

  @OnOpen
  @RunOnVirtualThread
  void opened(WebSocketConnection connection, @PathParam String broadcastId) {
    meters.previews(clients.incrementAndGet());
    if (clients.get() > config.maxClients()) {
      connection.closeAndAwait(new CloseReason(TOO_MANY, "too many viewers"));
      return;
    }
    Optional<RenderPlace> place = place(broadcastId);
    if (place.isEmpty()) {
      connection.closeAndAwait(new CloseReason(NOT_RENDERING, "nothing is drawn now"));
      return;
    }
    PreviewClient client =
        new PreviewClient(connection, new PreviewQueue(config.maxQueuedBytes()), meters);
    open.put(connection.id(), source.open(place.get(), client));
    if (!connection.isOpen()) {
      release(connection);
    }
  }

  @OnClose
  void closed(WebSocketConnection connection) {
    meters.previews(clients.decrementAndGet());
    release(connection);
  }

  @OnError
  void failed(WebSocketConnection connection, RuntimeException failure) {
    LOG.debug("preview socket failed", LogKey.EXCEPTION.is(failure.getClass().getSimpleName()));
    release(connection);
  }

  private void release(WebSocketConnection connection) {
    GrpcPreview.Handle handle = open.remove(connection.id());
    if (handle != null) {
      handle.close();
    }
  }

  private Optional<RenderPlace> place(String broadcastId) {
    try {
      return transitions.read(UUID.fromString(broadcastId)) instanceof Broadcast.Rendering it
          ? Optional.of(it.place())
          : Optional.empty();
    } catch (IllegalArgumentException | AfterglowException e) {
      return Optional.empty();
    }
  }
}
