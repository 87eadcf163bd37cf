package dev.afterglow.studio.upstream;

import dev.afterglow.api.commerce.v1.GetDemandRequest;
import dev.afterglow.api.commerce.v1.GetDemandResponse;
import dev.afterglow.api.commerce.v1.GetFactorsRequest;
import dev.afterglow.api.commerce.v1.GetFactorsResponse;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.RoomEconomics;
import dev.afterglow.api.commerce.v1.RoomService;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.RemoteFault;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What commerce-analytics expects of a room's next slot, what its sales went with, and cost. */
@ApplicationScoped
public class GrpcInsights {
  private static final Set<String> CALLERS = Set.of("ROOM_NOT_FOUND", "RESTORING");

  private final RoomService rooms;
  private final Upstream upstream;

  /** Over the client {@code commerce}. */
  @Inject
  public GrpcInsights(@GrpcClient("commerce") RoomService rooms, UpstreamConfig config) {
    this.rooms = rooms;
    this.upstream = new Upstream("commerce-analytics", config.renderDeadline());
  }

  /** The demand of a show, and when its stocks end. */
  public GetDemandResponse demand(UUID roomId) {
    return upstream.answer(
        rooms.getDemand(GetDemandRequest.newBuilder().setRoomId(roomId.toString()).build()),
        GrpcInsights::refusal);
  }

  /** What goes with a show's sales. */
  public GetFactorsResponse factors(UUID roomId) {
    return upstream.answer(
        rooms.getFactors(GetFactorsRequest.newBuilder().setRoomId(roomId.toString()).build()),
        GrpcInsights::refusal);
  }

  /** What a show cost and what it left. */
  public RoomEconomics economics(UUID roomId) {
    return upstream
        .answer(
            rooms.getRoom(GetRoomRequest.newBuilder().setRoomId(roomId.toString()).build()),
            GrpcInsights::refusal)
        .getEconomics();
  }

  private static Optional<AfterglowException> refusal(RemoteFault fault) {
    return CALLERS.contains(fault.reason())
        ? Optional.of(
            new AfterglowException(fault.reason(), fault.kind(), fault.message(), fault.metadata()))
        : Optional.empty();
  }
}
