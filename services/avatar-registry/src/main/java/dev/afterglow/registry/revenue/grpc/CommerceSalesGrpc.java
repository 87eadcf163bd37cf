package dev.afterglow.registry.revenue.grpc;

import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.GetRoomResponse;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.ProductFigures;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.RoomService;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.platform.tenant.TenantHeader;
import dev.afterglow.registry.revenue.RoomSales;
import dev.afterglow.registry.revenue.SalesFigures;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.grpc.GrpcClientUtils;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The committed figures of commerce-analytics. */
@Singleton
public final class CommerceSalesGrpc implements SalesFigures {
  private static final Log LOG = Log.of(CommerceSalesGrpc.class);
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final String NO_FACTS = "ROOM_NOT_FOUND";

  /** As many products as a room tells of at most; with so many there may be more. */
  private static final int MOST_PRODUCTS = 20;

  private final RoomService rooms;

  /** Over the client {@code commerce}. */
  @Inject
  public CommerceSalesGrpc(@GrpcClient("commerce") RoomService rooms) {
    this.rooms = rooms;
  }

  @Override
  public Uni<RoomSales> of(String tenant, String roomId) {
    return GrpcClientUtils.attachHeaders(rooms, TenantHeader.of(tenant))
        .getRoom(GetRoomRequest.newBuilder().setRoomId(roomId).build())
        .ifNoItem()
        .after(DEADLINE)
        .fail()
        .map(GetRoomResponse::getRoom)
        .map(CommerceSalesGrpc::sales)
        .onFailure()
        .recoverWithItem(failure -> failed(roomId, failure));
  }

  /** Only "I know of no such room" says that nothing was sold. */
  private static RoomSales failed(String roomId, Throwable failure) {
    if (failure instanceof StatusRuntimeException status
        && RemoteFault.from(status).reason().equals(NO_FACTS)) {
      return new RoomSales.NoFacts();
    }
    LOG.warn(
        "a room's figures are missing",
        LogKey.ROOM_ID.is(roomId),
        LogKey.EXCEPTION.is(failure.getClass().getSimpleName()));
    return new RoomSales.Unavailable();
  }

  static RoomSales sales(Room room) {
    if (!room.hasCommitted()) {
      return new RoomSales.Unavailable();
    }
    Map<String, Long> net =
        room.getCommitted().getGmvNetList().stream()
            .collect(
                Collectors.toMap(Money::getCurrencyCode, Money::getAmountMinor, Math::addExact));
    return new RoomSales.Counted(
        net,
        units(room),
        room.getCommitted().getFactCount(),
        room.getProvisional(),
        room.getFlaggedCount());
  }

  /**
   * Units as of the commit; where that is not told, those of the products, which are certain where
   * they are all there and nothing is on its way.
   */
  private static OptionalLong units(Room room) {
    if (room.getCommitted().hasPaidUnitCount()) {
      return OptionalLong.of(room.getCommitted().getPaidUnitCount());
    }
    return room.getProvisional() || room.getTopProductsCount() >= MOST_PRODUCTS
        ? OptionalLong.empty()
        : OptionalLong.of(
            room.getTopProductsList().stream()
                .mapToLong(ProductFigures::getUnitCount)
                .reduce(0, Math::addExact));
  }
}
