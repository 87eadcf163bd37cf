package dev.afterglow.studio.room;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.ComputeUsed;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactService;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.studio.upstream.UpstreamConfig;
import dev.afterglow.studio.watch.ComputeFacts;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * What renders used, as facts for commerce-analytics. While that service is away it says so once,
 * and the ledger keeps what it has.
 */
@ApplicationScoped
public class GrpcComputeFacts implements ComputeFacts {
  private final GrpcFactCalls calls;
  private final Ids ids;

  /** Over the client {@code commerce}. */
  @Inject
  public GrpcComputeFacts(
      @GrpcClient("commerce") FactService facts, UpstreamConfig config, Ids ids) {
    this.calls = new GrpcFactCalls(facts, config);
    this.ids = ids;
  }

  @Override
  public boolean tell(List<Used> news) {
    return calls.tell(news.stream().map(this::fact).toList());
  }

  private Fact fact(Used used) {
    return Fact.newBuilder()
        .setSource(GrpcFactCalls.SOURCE)
        .setId(ids.next())
        .setRoomId(used.roomId().toString())
        .setOccurTime(Timestamps.fromMillis(used.time().toEpochMilli()))
        .setComputeUsed(
            ComputeUsed.newBuilder()
                .setRenderId(used.renderId().toString())
                .setDeviceMs(used.compute().deviceMs())
                .setProcessorMs(used.compute().processorMs())
                .setEncoderMs(used.compute().encoderMs())
                .setBytesOut(used.compute().bytesOut()))
        .build();
  }
}
