package dev.afterglow.studio.customer.wire;

import dev.afterglow.api.commerce.v1.CohortBy;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.customer.wire.RoomCustomers.AudienceRow;
import dev.afterglow.studio.customer.wire.RoomCustomers.CohortRow;
import dev.afterglow.studio.customer.wire.RoomCustomers.SegmentRow;
import dev.afterglow.studio.customer.wire.RoomCustomers.Shop;
import dev.afterglow.studio.upstream.GrpcCustomers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Who buys in a room. */
@Path("/api/v1/rooms/{roomId}/customers")
@RunOnVirtualThread
public class RoomCustomersResource {
  // A room has one shop; a second one is a till beside it.
  private static final int MOST_SHOPS = 3;

  private final GrpcCustomers customers;

  /** Over the customers. */
  @Inject
  public RoomCustomersResource(GrpcCustomers customers) {
    this.customers = customers;
  }

  /** The customers of the shops that sold in a room, as slices of ten people and more. */
  @GET
  public RoomCustomers get(@RestPath String roomId) {
    UUID room = AfterglowException.checking("room_id", () -> UUID.fromString(roomId));
    return new RoomCustomers(
        customers.shops(room.toString()).stream().limit(MOST_SHOPS).map(this::shop).toList());
  }

  private Shop shop(String shopId) {
    return new Shop(
        shopId,
        customers.segments(shopId).stream().map(SegmentRow::of).toList(),
        cohorts(shopId, CohortBy.COHORT_BY_FIRST_MONTH),
        cohorts(shopId, CohortBy.COHORT_BY_FIRST_PRESENTER),
        cohorts(shopId, CohortBy.COHORT_BY_FIRST_LOOK),
        cohorts(shopId, CohortBy.COHORT_BY_PREFERRED_PRESENTER),
        cohorts(shopId, CohortBy.COHORT_BY_PREFERRED_LOOK),
        customers.audiences(shopId).getAudiencesList().stream().map(AudienceRow::of).toList());
  }

  private List<CohortRow> cohorts(String shopId, CohortBy by) {
    return customers.cohorts(shopId, by).stream().map(CohortRow::of).toList();
  }
}
