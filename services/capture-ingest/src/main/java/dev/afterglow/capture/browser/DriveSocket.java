package dev.afterglow.capture.browser;

import com.google.protobuf.Message;
import dev.afterglow.capture.timeline.ServiceClock;
import dev.afterglow.capture.wire.CaptureGrpc;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.platform.validation.HandChecked;
import dev.afterglow.platform.validation.MessageRules;
import io.quarkus.grpc.GrpcService;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The drive of a browser: {@code OpenDrive} over a WebSocket.
 *
 * <p>Every binary message of the page is one {@code OpenDriveRequest}, every one to the page an
 * {@code OpenDriveResponse}; texts are refused. The first message opens the drive with the token,
 * which so stands in no address and in no log; the page then waits for {@code opened}. From there
 * the call is served like one over gRPC. What ends a connection is in {@link CloseCode}; a message
 * beyond {@value #MOST_BYTES} bytes is never parsed.
 */
@Singleton
@WebSocket(path = DriveSocket.PATH)
public class DriveSocket {
  /** Where pages connect. */
  public static final String PATH = "/ws/drive";

  /** A batch of 64 samples with 52 shapes takes 20 kB, a voice packet 2 kB. */
  static final int MOST_BYTES = 32_768;

  private static final Log LOG = Log.of(DriveSocket.class);

  private record Open(BrowserCallGrpc call, Allowance allowance) {}

  private final CaptureGrpc capture;
  private final ServiceClock clock;
  private final MessageRules rules;
  private final HandChecked handChecked;
  private final BrowserConfig config;
  private final OriginRules origins;
  private final Vertx vertx;
  private final Map<String, Open> open = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** The socket before the service that also serves gRPC. */
  @Inject
  public DriveSocket(
      @GrpcService CaptureGrpc capture,
      ServiceClock clock,
      MessageRules rules,
      HandChecked handChecked,
      BrowserConfig config,
      Vertx vertx) {
    this.capture = capture;
    this.clock = clock;
    this.rules = rules;
    this.handChecked = handChecked;
    this.config = config;
    this.origins = new OriginRules(config.allowedOrigins());
    this.vertx = vertx;
  }

  @OnOpen
  @NonBlocking
  void opened(WebSocketConnection connection) {
    int now = connections.incrementAndGet();
    if (!config.enabled()) {
      close(connection, CloseCode.PAGES_REFUSED, CloseCode.PAGES_REFUSED.name());
      return;
    }
    if (!origins.allows(Optional.ofNullable(connection.handshakeRequest().header("Origin")))) {
      close(connection, CloseCode.ORIGIN_REFUSED, CloseCode.ORIGIN_REFUSED.name());
      return;
    }
    if (now > config.maxConnections()) {
      close(connection, CloseCode.TOO_MUCH, "TOO_MANY_CONNECTIONS");
      return;
    }
    BrowserCallGrpc call = new BrowserCallGrpc(wire(connection), this::check);
    open.put(
        connection.id(),
        new Open(
            call, new Allowance(config.maxMessagesPerS(), config.maxBytesPerS(), clock.nowUs())));
    try {
      call.serve(capture.openPageDrive(call));
    } catch (AfterglowException e) {
      call.onError(e);
      return;
    }
    expectOpening(call);
  }

  @OnBinaryMessage
  @NonBlocking
  void came(WebSocketConnection connection, Buffer message) {
    Open it = open.get(connection.id());
    if (it == null) {
      return;
    }
    if (message.length() > MOST_BYTES) {
      it.call().end(CloseCode.TOO_LARGE, CloseCode.TOO_LARGE.name());
    } else if (it.allowance().take(message.length(), clock.nowUs())) {
      it.call().take(message.getBytes());
    } else {
      it.call().end(CloseCode.TOO_MUCH, CloseCode.TOO_MUCH.name());
    }
  }

  @OnTextMessage
  @NonBlocking
  void cameAsText(WebSocketConnection connection, String ignored) {
    Open it = open.get(connection.id());
    if (it != null) {
      it.call().end(CloseCode.MALFORMED, CloseCode.MALFORMED.name());
    }
  }

  @OnClose
  @NonBlocking
  void closed(WebSocketConnection connection) {
    connections.decrementAndGet();
    Open it = open.remove(connection.id());
    if (it != null) {
      it.call().leave();
    }
  }

  @OnError
  @NonBlocking
  void failed(WebSocketConnection connection, Throwable failure) {
    LOG.debug("drive socket failed", LogKey.EXCEPTION.is(failure.getClass().getSimpleName()));
    Open it = open.get(connection.id());
    if (it != null) {
      it.call().end(CloseCode.FAILED, CloseCode.FAILED.name());
    }
  }

  private void check(Message request) {
    if (!handChecked.covers(request)) {
      rules.check(request);
    }
  }

  private void expectOpening(BrowserCallGrpc call) {
    Context here = vertx.getOrCreateContext();
    vertx.setTimer(
        config.openWithin().toMillis(),
        _ ->
            here.runOnContext(
                _ -> {
                  if (!call.opened()) {
                    call.end(CloseCode.NOT_OPENED, CloseCode.NOT_OPENED.name());
                  }
                }));
  }

  private BrowserCallGrpc.Wire wire(WebSocketConnection connection) {
    Context here = vertx.getOrCreateContext();
    return new BrowserCallGrpc.Wire() {
      @Override
      public void send(byte[] message, Runnable gone) {
        connection
            .sendBinary(message)
            .subscribe()
            .with(_ -> here.runOnContext(_ -> gone.run()), _ -> here.runOnContext(_ -> gone.run()));
      }

      @Override
      public void close(CloseCode code, String reason) {
        DriveSocket.close(connection, code, reason);
      }
    };
  }

  private static void close(WebSocketConnection connection, CloseCode code, String reason) {
    connection
        .close(new CloseReason(code.code(), reason))
        .subscribe()
        .with(_ -> {}, e -> LOG.debug("already closed", LogKey.REASON.is(code)));
  }
}
