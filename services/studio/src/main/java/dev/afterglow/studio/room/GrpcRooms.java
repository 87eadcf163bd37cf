package dev.afterglow.studio.room;

import dev.afterglow.api.commerce.v1.RoomService;
import dev.afterglow.api.commerce.v1.WatchRoomRequest;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;

/**
 * The figures of a room from commerce-analytics, as they change. When that service is away the feed
 * says so and asks again: figures that do not come are shown as stale, never as fresh.
 */
@ApplicationScoped
public class GrpcRooms {

  // Often enough that a page recovers while one looks at it, and no load for a service that is
  // down.
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);
  // WatchRoom speaks at least every 5 s; three times silent means that nobody is there.
  private static final Duration SILENT_AFTER = Duration.ofSeconds(15);

  private final RoomService rooms;

  /** Over the client {@code commerce}. */
  @Inject
  public GrpcRooms(@GrpcClient("commerce") RoomService rooms) {
    this.rooms = rooms;
  }

  /** What is heard of a room, without end. */
  public Multi<RoomNews> watch(UUID roomId) {
    WatchRoomRequest request = WatchRoomRequest.newBuilder().setRoomId(roomId.toString()).build();
    return Multi.createFrom()
        .deferred(() -> rooms.watchRoom(request))
        .ifNoItem()
        .after(SILENT_AFTER)
        .fail()
        .onOverflow()
        .dropPreviousItems()
        .<RoomNews>map(it -> new RoomNews.Figures(RoomMapper.figures(it.getRoom())))
        .onFailure()
        .recoverWithCompletion()
        .onCompletion()
        .continueWith(new RoomNews.Away())
        .onCompletion()
        .failWith(() -> new IllegalStateException("the watch ended; asked again"))
        .onFailure()
        .retry()
        .withBackOff(AGAIN_AFTER, AGAIN_AFTER)
        .indefinitely();
  }
}
