package dev.afterglow.studio.room;

import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactService;
import dev.afterglow.api.commerce.v1.RecordFactsRequest;
import dev.afterglow.api.commerce.v1.RecordFactsResponse;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.upstream.UpstreamConfig;
import io.smallrye.mutiny.Multi;
import java.util.List;

/** Tells facts of one kind to commerce-analytics; while that service is away it says so once. */
final class GrpcFactCalls {
  /** The source of all facts that studio tells. */
  static final String SOURCE = "afterglow/studio";

  private static final Log LOG = Log.of(GrpcFactCalls.class);

  private final FactService facts;
  private final UpstreamConfig config;
  private volatile boolean away;

  GrpcFactCalls(FactService facts, UpstreamConfig config) {
    this.facts = facts;
    this.config = config;
  }

  /** Whether they were taken; refused ones count as taken, as telling them again mends nothing. */
  boolean tell(List<Fact> news) {
    RecordFactsRequest request = RecordFactsRequest.newBuilder().addAllFacts(news).build();
    try {
      RecordFactsResponse answer =
          facts.recordFacts(Multi.createFrom().item(request)).await().atMost(config.deadline());
      away = false;
      if (answer.getRefusedCount() > 0) {
        LOG.warn(
            "facts refused",
            LogKey.COUNT.is(answer.getRefusedCount()),
            LogKey.REASON.is(answer.getRefusals(0).getReason()));
      }
      return true;
    } catch (RuntimeException e) {
      if (!away) {
        LOG.warn("facts not told yet", LogKey.EXCEPTION.is(e.getClass().getSimpleName()));
      }
      away = true;
      return false;
    }
  }
}
