package dev.afterglow.render.running;

import dev.afterglow.api.capture.v1.LivenessVerdict;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.render.v1.RenderServiceGrpc;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** A test that talks to the running worker, beside a registry and a capture that do as told. */
abstract class WorkerConversation {
  static final FakeRegistry REGISTRY = Neighbours.REGISTRY;

  @TestHTTPResource URL url;
  WorkerCaller caller;
  RenderServiceGrpc.RenderServiceBlockingStub worker;

  @BeforeEach
  void connect() {
    REGISTRY.reset();
    Neighbours.CAPTURE.source = MotionSource.MOTION_SOURCE_CAMERA;
    Neighbours.CAPTURE.unanswered.set(0);
    Neighbours.CAPTURE.faceless = false;
    Neighbours.CAPTURE.verdict = LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE;
    caller = new WorkerCaller(url);
    worker = caller.worker;
    Assumptions.assumeTrue(
        caller.canDraw(), "no EGL device here: install libegl1 and libgl1-mesa-dri");
  }

  @AfterEach
  void disconnect() {
    REGISTRY.open.countDown();
    caller.close();
  }
}
