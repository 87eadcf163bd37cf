package dev.afterglow.registry.forgetting.grpc;

import dev.afterglow.api.capture.v1.CaptureService;
import dev.afterglow.api.capture.v1.ForgetDriverRequest;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.tenant.TenantHeader;
import dev.afterglow.registry.forgetting.MotionMemory;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.grpc.GrpcClientUtils;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The fingerprints that capture-ingest keeps. */
@Singleton
public final class CaptureMemoryGrpc implements MotionMemory {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final CaptureService capture;
  private final Ids ids;

  /** Over the client {@code capture}. */
  @Inject
  public CaptureMemoryGrpc(@GrpcClient("capture") CaptureService capture, Ids ids) {
    this.capture = capture;
    this.ids = ids;
  }

  @Override
  public Uni<Void> forget(String tenant, String subjectId) {
    return GrpcClientUtils.attachHeaders(capture, TenantHeader.of(tenant))
        .forgetDriver(
            ForgetDriverRequest.newBuilder()
                .setRequestId(ids.next())
                .setDriverSubjectId(subjectId)
                .build())
        .ifNoItem()
        .after(DEADLINE)
        .fail()
        .replaceWithVoid();
  }
}
