package dev.afterglow.studio.room;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactService;
import dev.afterglow.api.commerce.v1.LookChange;
import dev.afterglow.api.commerce.v1.RecordFactsRequest;
import dev.afterglow.api.commerce.v1.RecordFactsResponse;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.upstream.UpstreamConfig;
import dev.afterglow.studio.watch.LookFacts;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/**
 * Changes of look and layout, as facts for commerce-analytics. A change has one id for ever, so
 * that telling it again counts once. Each says when it is sent, so that one that is told late
 * counts for when it happened; that takes the worker's clock and this one for the same. While that
 * service is away it says so once, and the ledger keeps what it has.
 */
@ApplicationScoped
public class GrpcLookFacts implements LookFacts {
  private static final Log LOG = Log.of(GrpcLookFacts.class);

  private final FactService facts;
  private final UpstreamConfig config;
  private final Clock clock;
  private volatile boolean away;

  /** Over the client {@code commerce}. */
  @Inject
  public GrpcLookFacts(
      @GrpcClient("commerce") FactService facts, UpstreamConfig config, Clock clock) {
    this.clock = clock;
    this.facts = facts;
    this.config = config;
  }

  @Override
  public boolean tell(List<Turn> news) {
    RecordFactsRequest request =
        RecordFactsRequest.newBuilder().addAllFacts(news.stream().map(this::fact).toList()).build();
    try {
      RecordFactsResponse answer =
          facts.recordFacts(Multi.createFrom().item(request)).await().atMost(config.deadline());
      away = false;
      if (answer.getRefusedCount() > 0) {
        // Telling them again would not mend them.
        LOG.warn(
            "facts of looks refused",
            LogKey.COUNT.is(answer.getRefusedCount()),
            LogKey.REASON.is(answer.getRefusals(0).getReason()));
      }
      return true;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.warn("facts of looks not told yet", LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
      }
      away = true;
      return false;
    }
  }

  private Fact fact(Turn turn) {
    return Fact.newBuilder()
        .setSource(GrpcComputeFacts.SOURCE)
        .setId(turn.renderId() + ":look:" + turn.shown().number())
        .setRoomId(turn.roomId().toString())
        .setOccurTime(Timestamps.fromMillis(turn.shown().time().toEpochMilli()))
        .setSendTime(Timestamps.fromMillis(clock.millis()))
        .setLookChange(
            LookChange.newBuilder()
                .setRenderId(turn.renderId().toString())
                .setNumber(turn.shown().number())
                .setLookId(turn.shown().lookId())
                .setLayout(turn.shown().layout()))
        .build();
  }
}
