package dev.afterglow.standalone.watch;

import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.RoomServiceGrpc;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The newest figures of a room; the last ones known while commerce-analytics is away. */
public final class LatestRoom {
  private final Channel commerce;
  private final String roomId;
  private Room newest = Room.getDefaultInstance();

  /** Figures of one room over a channel to commerce-analytics. */
  public LatestRoom(Channel commerce, String roomId) {
    this.commerce = commerce;
    this.roomId = roomId;
  }

  /** Asks for the figures, for at most a second. */
  public Room read() {
    try {
      newest =
          RoomServiceGrpc.newBlockingStub(commerce)
              .withDeadlineAfter(1, TimeUnit.SECONDS)
              .getRoom(GetRoomRequest.newBuilder().setRoomId(roomId).build())
              .getRoom();
    } catch (StatusRuntimeException away) {
      return newest;
    }
    return newest;
  }

  /** How many facts it counts that somebody outside told: not what our own services did. */
  public static long counted(Room room) {
    return room.getFactCount() - room.getPlatformFactCount();
  }

  /** Asks again and again until the room counts as many facts, or the limit has passed. */
  public Room awaitFacts(long count, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Room room = read();
    while (counted(room) + room.getQuarantinedCount() < count && System.nanoTime() - deadline < 0) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return room;
      }
      room = read();
    }
    return room;
  }
}
