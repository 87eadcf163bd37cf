package dev.afterglow.studio.preview;

import dev.afterglow.studio.meter.StudioMeters;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One viewer: a queue and a pump that sends the next piece when the socket has taken the last. The
 * first message is a text, {@code {"codecs": "avc1.42c01f,mp4a.40.2"}}; then come binary ones.
 */
final class PreviewClient implements GrpcPreview.Receiver {

  private final WebSocketConnection connection;
  private final PreviewQueue queue;
  private final StudioMeters meters;
  private final AtomicBoolean sending = new AtomicBoolean();

  PreviewClient(WebSocketConnection connection, PreviewQueue queue, StudioMeters meters) {
    this.connection = connection;
    this.queue = queue;
    this.meters = meters;
  }

  // Sent at once: the pump sends nothing before the first piece is offered, which comes after.
  @Override
  public void codecs(String codecs) {
    send(connection.sendText(new JsonObject().put("codecs", codecs).encode()), false);
  }

  @Override
  public void piece(PreviewPiece piece) {
    int shed = queue.offer(piece);
    if (shed > 0) {
      meters.previewShed(shed);
    }
    pump();
  }

  @Override
  public void ended() {
    send(connection.close(new CloseReason(PreviewSocket.SOURCE_ENDED, "the render ended")), false);
  }

  private void pump() {
    // Asked again once it says that it does not send: a piece offered in between saw it sending.
    do {
      if (!sending.compareAndSet(false, true)) {
        return;
      }
      Optional<PreviewPiece> next = queue.poll();
      if (next.isPresent()) {
        send(connection.sendBinary(Buffer.buffer(next.get().mp4())), true);
        return;
      }
      sending.set(false);
    } while (queue.waitingBytes() > 0);
  }

  // A viewer that went away takes nothing more; its socket's close handler ends the reception.
  private void send(Uni<Void> message, boolean pumped) {
    if (!connection.isOpen()) {
      return;
    }
    message
        .subscribe()
        .with(
            done -> {
              if (pumped) {
                sending.set(false);
                pump();
              }
            },
            failure -> {});
  }
}
