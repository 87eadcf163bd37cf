package dev.afterglow.commerce.customer;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.commerce.v1.CustomerService;
import dev.afterglow.api.commerce.v1.EraseViewerRequest;
import dev.afterglow.api.commerce.v1.EraseViewerResponse;
import dev.afterglow.api.commerce.v1.GetSegmentsRequest;
import dev.afterglow.api.commerce.v1.GetSegmentsResponse;
import dev.afterglow.commerce.ledger.KafkaTail;
import dev.afterglow.commerce.viewer.Pseudonyms;
import dev.afterglow.commerce.viewer.ViewerKeys;
import dev.afterglow.commerce.viewer.ViewerNames;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** CustomerService. Viewers can be erased where they have keys, and nowhere else. */
@GrpcService
public class CustomerGrpc implements CustomerService {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final CustomerBooks books;
  private final ViewerNames names;
  private final KafkaTail facts;
  private final Clock clock;

  CustomerGrpc(CustomerBooks books, ViewerNames names, KafkaTail facts, Clock clock) {
    this.books = books;
    this.names = names;
    this.facts = facts;
    this.clock = clock;
  }

  @Override
  public Uni<GetSegmentsResponse> getSegments(GetSegmentsRequest request) {
    return Uni.createFrom()
        .item(() -> segments(request.getShopId()))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private GetSegmentsResponse segments(String shopId) {
    try {
      facts.awaitEnd(PATIENCE);
    } catch (KafkaTail.BehindException e) {
      throw new AfterglowException(
          "RESTORING",
          Fault.UNAVAILABLE,
          "the orders are still being read, ask again",
          Map.of(),
          e);
    }
    Instant asOf = clock.instant();
    GetSegmentsResponse.Builder response =
        GetSegmentsResponse.newBuilder()
            .setAsOfTime(
                Timestamp.newBuilder().setSeconds(asOf.getEpochSecond()).setNanos(asOf.getNano()));
    books.segments(shopId, asOf).forEach(segment -> response.addSegments(message(segment)));
    return response.build();
  }

  private static dev.afterglow.api.commerce.v1.Segment message(Segment segment) {
    return dev.afterglow.api.commerce.v1.Segment.newBuilder()
        .setSegmentId(segment.key().id())
        .setRecencyQuintile(segment.key().recency())
        .setFrequencyQuintile(segment.key().frequency())
        .setMonetaryQuintile(segment.key().monetary())
        .setCustomerCount(segment.customers())
        .build();
  }

  @Override
  public Uni<EraseViewerResponse> eraseViewer(EraseViewerRequest request) {
    return Uni.createFrom()
        .item(() -> erase(request))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private EraseViewerResponse erase(EraseViewerRequest request) {
    Pseudonyms keyed = names.keyed().orElseThrow(CustomerGrpc::notServed);
    try {
      return EraseViewerResponse.newBuilder()
          .setReceipt(
              keyed.erase(UUID.fromString(request.getRequestId()), request.getViewerPseudonym()))
          .build();
    } catch (ViewerKeys.UnavailableException e) {
      throw new AfterglowException(
          "VIEWER_KEYS_UNAVAILABLE",
          Fault.UNAVAILABLE,
          "viewers' keys cannot be deleted now, ask again with the same request_id",
          Map.of(),
          e);
    }
  }

  private static AfterglowException notServed() {
    return new AfterglowException(
        "ERASURE_NOT_SERVED",
        Fault.FAILED_PRECONDITION,
        "viewers have no keys here, so none can be erased: nothing was deleted");
  }
}
