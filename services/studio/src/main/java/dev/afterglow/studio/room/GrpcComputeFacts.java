package dev.afterglow.studio.room;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.ComputeUsed;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactService;
import dev.afterglow.api.commerce.v1.RecordFactsRequest;
import dev.afterglow.api.commerce.v1.RecordFactsResponse;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.upstream.UpstreamConfig;
import dev.afterglow.studio.watch.ComputeFacts;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * What renders used, as facts for commerce-analytics. While that service is away it says so once,
 * and the ledger keeps what it has.
 */
@ApplicationScoped
public class GrpcComputeFacts implements ComputeFacts {
  static final String SOURCE = "afterglow/studio";

  private static final Log LOG = Log.of(GrpcComputeFacts.class);

  private final FactService facts;
  private final UpstreamConfig config;
  private final Ids ids;
  private volatile boolean away;

  /** Over the client {@code commerce}. */
  @Inject
  public GrpcComputeFacts(
      @GrpcClient("commerce") FactService facts, UpstreamConfig config, Ids ids) {
    this.facts = facts;
    this.config = config;
    this.ids = ids;
  }

  @Override
  public boolean tell(List<Used> news) {
    RecordFactsRequest request =
        RecordFactsRequest.newBuilder().addAllFacts(news.stream().map(this::fact).toList()).build();
    try {
      RecordFactsResponse answer =
          facts.recordFacts(Multi.createFrom().item(request)).await().atMost(config.deadline());
      away = false;
      if (answer.getRefusedCount() > 0) {
        // Telling them again would not mend them.
        LOG.warn(
            "facts of computing refused",
            LogKey.COUNT.is(answer.getRefusedCount()),
            LogKey.REASON.is(answer.getRefusals(0).getReason()));
      }
      return true;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.warn(
            "facts of computing not told yet", LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
      }
      away = true;
      return false;
    }
  }

  private Fact fact(Used used) {
    return Fact.newBuilder()
        .setSource(SOURCE)
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
