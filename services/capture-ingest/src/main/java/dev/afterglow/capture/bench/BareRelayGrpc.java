package dev.afterglow.capture.bench;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import io.grpc.Drainable;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServiceBridge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The baseline of {@code bench capture}: what a drive costs on the same gRPC stack when nothing is
 * done to it. It serves OpenDrive and SubscribeDrive, takes messages as bytes, and gives the same
 * bytes to each reader of the drive that the metadata {@code drive-id} names. No token, no store,
 * no parsing, no ring: a slow reader is simply sent more.
 */
public final class BareRelayGrpc {
  private static final Metadata.Key<String> DRIVE_ID =
      Metadata.Key.of("drive-id", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata NONE = new Metadata();
  private static final int WINDOW = 262_144;

  private final ConcurrentHashMap<String, List<ServerCall<byte[], byte[]>>> readers =
      new ConcurrentHashMap<>();

  private BareRelayGrpc() {}

  /** Takes the port on the loopback to listen at; runs until it is killed. */
  public static void main(String[] arguments) {
    int port = Integer.parseInt(arguments[0]);
    BareRelayGrpc relay = new BareRelayGrpc();
    // As many as the service's, whichever that is run with.
    int loops =
        Integer.getInteger(
            "quarkus.vertx.event-loops-pool-size", 2 * Runtime.getRuntime().availableProcessors());
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops));
    vertx
        .deployVerticle(() -> relay.server(port), new DeploymentOptions().setInstances(loops))
        .onFailure(failed -> Runtime.getRuntime().halt(1));
  }

  private AbstractVerticle server(int port) {
    return new AbstractVerticle() {
      @Override
      public void start(Promise<Void> started) {
        GrpcServer grpc = GrpcServer.server(vertx);
        GrpcServiceBridge.bridge(service()).bind(grpc);
        vertx
            .createHttpServer(options(port))
            .requestHandler(grpc)
            .listen()
            .<Void>mapEmpty()
            .onComplete(started);
      }
    };
  }

  /** With the service's own windows. */
  private static HttpServerOptions options(int port) {
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
    options.getInitialSettings().setInitialWindowSize(WINDOW);
    return options.setHttp2ConnectionWindowSize(WINDOW);
  }

  private ServerServiceDefinition service() {
    return ServerServiceDefinition.builder(CaptureServiceGrpc.SERVICE_NAME)
        .addMethod(bytes(CaptureServiceGrpc.getOpenDriveMethod()), taking())
        .addMethod(bytes(CaptureServiceGrpc.getSubscribeDriveMethod()), giving())
        .build();
  }

  private ServerCallHandler<byte[], byte[]> taking() {
    return (call, headers) -> {
      List<ServerCall<byte[], byte[]>> all = readers(headers);
      call.request(1);
      return new ServerCall.Listener<>() {
        @Override
        public void onMessage(byte[] message) {
          for (ServerCall<byte[], byte[]> reader : all) {
            if (!reader.isCancelled()) {
              reader.sendMessage(message);
            }
          }
          call.request(1);
        }

        @Override
        public void onHalfClose() {
          call.close(Status.OK, NONE);
        }
      };
    };
  }

  private ServerCallHandler<byte[], byte[]> giving() {
    return (call, headers) -> {
      List<ServerCall<byte[], byte[]>> all = readers(headers);
      call.request(1);
      call.sendHeaders(new Metadata());
      all.add(call);
      return new ServerCall.Listener<>() {
        @Override
        public void onCancel() {
          all.remove(call);
        }
      };
    };
  }

  private List<ServerCall<byte[], byte[]>> readers(Metadata headers) {
    String driveId = String.valueOf(headers.get(DRIVE_ID));
    return readers.computeIfAbsent(driveId, _ -> new CopyOnWriteArrayList<>());
  }

  private static <Q, R> MethodDescriptor<byte[], byte[]> bytes(MethodDescriptor<Q, R> method) {
    return method.toBuilder(Bytes.INSTANCE, Bytes.INSTANCE).build();
  }

  /** Messages as they are. */
  private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
    INSTANCE;

    @Override
    public InputStream stream(byte[] message) {
      return new Drained(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The stack hands a message to its connection this way only. */
  private static final class Drained extends ByteArrayInputStream implements Drainable {
    Drained(byte[] message) {
      super(message);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      return Math.toIntExact(transferTo(target));
    }
  }
}
