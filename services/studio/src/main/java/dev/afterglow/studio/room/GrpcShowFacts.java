package dev.afterglow.studio.room;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactService;
import dev.afterglow.api.commerce.v1.ShowOpened;
import dev.afterglow.studio.upstream.UpstreamConfig;
import dev.afterglow.studio.watch.ShowFacts;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Shows that went on air, as facts for commerce-analytics: one id a room, for ever. */
@ApplicationScoped
public class GrpcShowFacts implements ShowFacts {
  private final GrpcFactCalls calls;
  private final Clock clock;

  /** Over the client {@code commerce}. */
  @Inject
  public GrpcShowFacts(
      @GrpcClient("commerce") FactService facts, UpstreamConfig config, Clock clock) {
    this.clock = clock;
    this.calls = new GrpcFactCalls(facts, config);
  }

  @Override
  public boolean tell(List<Opened> news) {
    return calls.tell(news.stream().map(this::fact).toList());
  }

  private Fact fact(Opened opened) {
    return Fact.newBuilder()
        .setSource(GrpcFactCalls.SOURCE)
        .setId(opened.roomId() + ":show")
        .setRoomId(opened.roomId().toString())
        .setOccurTime(Timestamps.fromMillis(opened.time().toEpochMilli()))
        .setSendTime(Timestamps.fromMillis(clock.millis()))
        .setShowOpened(
            ShowOpened.newBuilder()
                .setShopId(opened.shopId())
                .setPresenterId(opened.avatarId().toString()))
        .build();
  }
}
