package dev.afterglow.studio.room;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactService;
import dev.afterglow.api.commerce.v1.LookChange;
import dev.afterglow.studio.upstream.UpstreamConfig;
import dev.afterglow.studio.watch.LookFacts;
import io.quarkus.grpc.GrpcClient;
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
  private final GrpcFactCalls calls;
  private final Clock clock;

  /** Over the client {@code commerce}. */
  @Inject
  public GrpcLookFacts(
      @GrpcClient("commerce") FactService facts, UpstreamConfig config, Clock clock) {
    this.clock = clock;
    this.calls = new GrpcFactCalls(facts, config);
  }

  @Override
  public boolean tell(List<Turn> news) {
    return calls.tell(news.stream().map(this::fact).toList());
  }

  private Fact fact(Turn turn) {
    return Fact.newBuilder()
        .setSource(GrpcFactCalls.SOURCE)
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
