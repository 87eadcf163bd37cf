package dev.afterglow.studio.upstream;

import dev.afterglow.api.commerce.v1.ListMetricsRequest;
import dev.afterglow.api.commerce.v1.MetricDefinition;
import dev.afterglow.api.commerce.v1.RoomService;
import dev.afterglow.studio.room.Metrics;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The dictionary of commerce-analytics. */
@ApplicationScoped
public class GrpcMetrics implements Metrics {

  // The contract's figures are some seventy.
  private static final int MOST = 500;

  private final RoomService rooms;
  private final Upstream upstream;

  /** Over the client {@code commerce}. */
  @Inject
  public GrpcMetrics(@GrpcClient("commerce") RoomService rooms, UpstreamConfig config) {
    this.rooms = rooms;
    this.upstream = new Upstream("commerce-analytics", config.renderDeadline());
  }

  @Override
  public List<Meaning> all(String locale) {
    ListMetricsRequest request = ListMetricsRequest.newBuilder().setLocale(locale).build();
    return upstream
        .answer(rooms.listMetrics(request), _ -> Optional.empty())
        .getMetricsList()
        .stream()
        .limit(MOST)
        .map(GrpcMetrics::meaning)
        .toList();
  }

  private static Meaning meaning(MetricDefinition metric) {
    return new Meaning(
        metric.getMetricId(),
        metric.getDisplayName(),
        metric.getFormula(),
        metric.getUnit(),
        metric.getNumerator(),
        metric.getDenominator(),
        metric.getAttribution(),
        metric.getVersion());
  }
}
