package dev.afterglow.registry.running;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.ForgetDriverRequest;
import dev.afterglow.api.capture.v1.ForgetDriverResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A capture-ingest that notes whom it was told to forget. */
public final class FakeCapture implements QuarkusTestResourceLifecycleManager {
  /** Whether it says that its store does not answer; read across class loaders. */
  public static final String BROKEN = "afterglow.test.capture.broken";

  private static final String ASKED = "afterglow.test.capture.asked";
  private Server server;

  /** For whom it was asked, each time. */
  public static List<String> asked() {
    return List.of(System.getProperty(ASKED, "").split(","));
  }

  @Override
  public Map<String, String> start() {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .addService(new Capture())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String port = Integer.toString(server.getPort());
    // In tests the framework asks at the test port.
    return Map.of(
        "quarkus.grpc.clients.capture.port", port, "quarkus.grpc.clients.capture.test-port", port);
  }

  @Override
  public void stop() {
    if (server != null) {
      server.shutdownNow();
    }
  }

  private static final class Capture extends CaptureServiceGrpc.CaptureServiceImplBase {
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public void forgetDriver(
        ForgetDriverRequest request, StreamObserver<ForgetDriverResponse> answers) {
      asked.add(request.getDriverSubjectId());
      System.setProperty(ASKED, String.join(",", asked));
      if (Boolean.getBoolean(BROKEN)) {
        answers.onError(Status.UNAVAILABLE.asRuntimeException());
      } else {
        answers.onNext(ForgetDriverResponse.newBuilder().setFingerprints(2).build());
        answers.onCompleted();
      }
    }
  }
}
