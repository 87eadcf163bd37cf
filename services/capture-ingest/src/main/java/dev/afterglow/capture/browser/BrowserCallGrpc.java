package dev.afterglow.capture.browser;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.OpenDriveResponse;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code OpenDrive} whose messages come and go over a page's WebSocket. To the handler
 * it is a call like any other, so that acknowledgements, clock pings, challenges and refusals are
 * the same for a page as for any device. Everything happens on the connection's event loop.
 */
final class BrowserCallGrpc extends ServerCallStreamObserver<OpenDriveResponse> {
  /** How many messages may wait while the drive is being opened; a page waits by itself. */
  static final int MOST_WAITING = 64;

  /** How many messages may be on their way to a page before no more are sent. */
  static final int MOST_UNDER_WAY = 16;

  private static final Log LOG = Log.of(BrowserCallGrpc.class);

  private final Wire wire;
  private final Consumer<Message> rules;
  private final ArrayDeque<OpenDriveRequest> waiting = new ArrayDeque<>();
  private @Nullable StreamObserver<OpenDriveRequest> handler;
  private Runnable whenGone = () -> {};
  private int wanted;
  private int underWay;
  private boolean draining;
  private boolean opened;
  private volatile boolean gone;

  /** The way out. */
  interface Wire {
    /** Sends a message and says later, on the event loop, that it has gone. */
    void send(byte[] message, Runnable gone);

    /** Closes the connection. */
    void close(CloseCode code, String reason);
  }

  /**
   * A call that has just begun.
   *
   * @param rules throws for a message that breaks a rule of the contract
   */
  BrowserCallGrpc(Wire wire, Consumer<Message> rules) {
    this.wire = wire;
    this.rules = rules;
  }

  /** The handler takes messages from now on. */
  void serve(StreamObserver<OpenDriveRequest> newHandler) {
    handler = newHandler;
    drain();
  }

  /** A message came. */
  void take(byte[] message) {
    if (gone) {
      return;
    }
    try {
      OpenDriveRequest request = OpenDriveRequest.parseFrom(message);
      rules.accept(request);
      if (waiting.size() >= MOST_WAITING) {
        end(CloseCode.TOO_MUCH, CloseCode.TOO_MUCH.name());
        return;
      }
      waiting.addLast(request);
      drain();
    } catch (InvalidProtocolBufferException e) {
      end(CloseCode.MALFORMED, CloseCode.MALFORMED.name());
    } catch (AfterglowException e) {
      end(e);
    }
  }

  /** Whether the drive is open. */
  boolean opened() {
    return opened;
  }

  /** The connection is gone; calling it again changes nothing. */
  void leave() {
    if (!gone) {
      gone = true;
      waiting.clear();
      whenGone.run();
    }
  }

  /** Refuses the rest of the call. */
  void end(CloseCode code, String reason) {
    if (!gone) {
      wire.close(code, reason);
      leave();
    }
  }

  @Override
  public void onNext(OpenDriveResponse response) {
    if (gone) {
      return;
    }
    opened |= response.hasOpened();
    underWay++;
    wire.send(response.toByteArray(), () -> underWay--);
  }

  @Override
  public void onError(Throwable refusal) {
    if (refusal instanceof AfterglowException known) {
      end(known);
    } else {
      LOG.error(
          "a page's drive failed",
          refusal,
          LogKey.EXCEPTION.is(refusal.getClass().getSimpleName()));
      end(CloseCode.FAILED, CloseCode.FAILED.name());
    }
  }

  @Override
  public void onCompleted() {
    end(CloseCode.DONE, CloseCode.DONE.name());
  }

  @Override
  public boolean isCancelled() {
    return gone;
  }

  @Override
  public boolean isReady() {
    return !gone && underWay < MOST_UNDER_WAY;
  }

  @Override
  public void request(int count) {
    wanted += count;
    drain();
  }

  @Override
  public void setOnCancelHandler(Runnable handlerOfEnd) {
    whenGone = handlerOfEnd;
  }

  @Override
  public void setOnReadyHandler(Runnable ignored) {
    // Nothing waits for room: what finds none is dropped, as each message repeats the one before.
  }

  @Override
  public void disableAutoRequest() {
    // Messages wait until they are requested anyway.
  }

  @Override
  public void disableAutoInboundFlowControl() {
    disableAutoRequest();
  }

  @Override
  public void setCompression(String ignored) {
    // The WebSocket has its own.
  }

  @Override
  public void setMessageCompression(boolean ignored) {
    // The WebSocket has its own.
  }

  // The handler asks for the next message from within this one: a loop, so that no stack grows.
  private void drain() {
    if (draining) {
      return;
    }
    draining = true;
    try {
      StreamObserver<OpenDriveRequest> taking = handler;
      while (taking != null && !gone && wanted > 0 && !waiting.isEmpty()) {
        wanted--;
        taking.onNext(waiting.removeFirst());
      }
    } finally {
      draining = false;
    }
  }

  private void end(AfterglowException refusal) {
    LOG.debug("a page was refused", LogKey.REASON.is(refusal.reason()));
    CloseCode code = CloseCode.of(refusal);
    end(code, code == CloseCode.FAILED ? code.name() : refusal.reason());
  }
}
