package dev.afterglow.studio.upstream;

import dev.afterglow.api.commerce.v1.Cohort;
import dev.afterglow.api.commerce.v1.CohortBy;
import dev.afterglow.api.commerce.v1.CustomerService;
import dev.afterglow.api.commerce.v1.GetCohortsRequest;
import dev.afterglow.api.commerce.v1.GetSegmentsRequest;
import dev.afterglow.api.commerce.v1.ListAudiencesRequest;
import dev.afterglow.api.commerce.v1.ListAudiencesResponse;
import dev.afterglow.api.commerce.v1.ListShopsRequest;
import dev.afterglow.api.commerce.v1.Segment;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.RemoteFault;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Customers of commerce-analytics, as slices of ten people and more. */
@ApplicationScoped
public class GrpcCustomers {
  private static final Set<String> CALLERS = Set.of("RESTORING", "AUDIENCES_UNAVAILABLE");

  private final CustomerService customers;
  private final Upstream upstream;

  /** Over the client {@code commerce}; it reads its log to its end first, hence the time. */
  @Inject
  public GrpcCustomers(@GrpcClient("commerce") CustomerService customers, UpstreamConfig config) {
    this.customers = customers;
    this.upstream = new Upstream("commerce-analytics", config.renderDeadline());
  }

  /** The shops that sold in a room. */
  public List<String> shops(String roomId) {
    ListShopsRequest request = ListShopsRequest.newBuilder().setRoomId(roomId).build();
    return upstream.answer(customers.listShops(request), GrpcCustomers::refusal).getShopIdsList();
  }

  /** A shop's segments, the best first. */
  public List<Segment> segments(String shopId) {
    GetSegmentsRequest request = GetSegmentsRequest.newBuilder().setShopId(shopId).build();
    return upstream
        .answer(customers.getSegments(request), GrpcCustomers::refusal)
        .getSegmentsList();
  }

  /** A shop's cohorts, by key. */
  public List<Cohort> cohorts(String shopId, CohortBy by) {
    GetCohortsRequest request = GetCohortsRequest.newBuilder().setShopId(shopId).setBy(by).build();
    return upstream.answer(customers.getCohorts(request), GrpcCustomers::refusal).getCohortsList();
  }

  /** A shop's audiences, the oldest first. */
  public ListAudiencesResponse audiences(String shopId) {
    ListAudiencesRequest request = ListAudiencesRequest.newBuilder().setShopId(shopId).build();
    return upstream.answer(customers.listAudiences(request), GrpcCustomers::refusal);
  }

  private static Optional<AfterglowException> refusal(RemoteFault fault) {
    return CALLERS.contains(fault.reason())
        ? Optional.of(
            new AfterglowException(fault.reason(), fault.kind(), fault.message(), fault.metadata()))
        : Optional.empty();
  }
}
