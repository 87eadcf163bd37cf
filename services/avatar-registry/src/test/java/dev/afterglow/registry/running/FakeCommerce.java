package dev.afterglow.registry.running;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.afterglow.api.commerce.v1.CommittedFigures;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.GetRoomResponse;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.ProductFigures;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.RoomServiceGrpc;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** A commerce-analytics that tells what a test set for a room, read across class loaders. */
public final class FakeCommerce implements QuarkusTestResourceLifecycleManager {
  private static final String ROOM = "afterglow.test.commerce.room.";
  private static final String DOWN = "down";
  private Server server;

  /** A room sold that much; what is provisional has been told and not committed. */
  public static void sells(String roomId, long netMinor, long units, boolean provisional) {
    System.setProperty(ROOM + roomId, netMinor + "," + units + "," + provisional);
  }

  /** There is no answer for a room. */
  public static void isDown(String roomId) {
    System.setProperty(ROOM + roomId, DOWN);
  }

  @Override
  public Map<String, String> start() {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .addService(new Rooms())
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String port = Integer.toString(server.getPort());
    // In tests the framework asks at the test port.
    return Map.of(
        "quarkus.grpc.clients.commerce.port", port,
        "quarkus.grpc.clients.commerce.test-port", port);
  }

  @Override
  public void stop() {
    if (server != null) {
      server.shutdownNow();
    }
  }

  private static final class Rooms extends RoomServiceGrpc.RoomServiceImplBase {

    @Override
    public void getRoom(GetRoomRequest request, StreamObserver<GetRoomResponse> answers) {
      String told = System.getProperty(ROOM + request.getRoomId());
      if (told == null) {
        answers.onError(refusal(Code.NOT_FOUND, "ROOM_NOT_FOUND"));
      } else if (told.equals(DOWN)) {
        answers.onError(refusal(Code.UNAVAILABLE, "ROOMS_RESTORING"));
      } else {
        answers.onNext(GetRoomResponse.newBuilder().setRoom(room(request, told)).build());
        answers.onCompleted();
      }
    }

    private static Room room(GetRoomRequest request, String told) {
      String[] parts = told.split(",");
      return Room.newBuilder()
          .setRoomId(request.getRoomId())
          .setProvisional(Boolean.parseBoolean(parts[2]))
          .addTopProducts(
              ProductFigures.newBuilder()
                  .setProductId("tea")
                  .setUnitCount(Long.parseLong(parts[1])))
          .setCommitted(
              CommittedFigures.newBuilder()
                  .setFactCount(5)
                  .addGmvNet(
                      Money.newBuilder()
                          .setCurrencyCode("CNY")
                          .setAmountMinor(Long.parseLong(parts[0]))))
          .build();
    }

    private static RuntimeException refusal(Code code, String reason) {
      return StatusProto.toStatusRuntimeException(
          Status.newBuilder()
              .setCode(code.getNumber())
              .addDetails(
                  Any.pack(
                      ErrorInfo.newBuilder().setDomain("afterglow.dev").setReason(reason).build()))
              .build());
    }
  }
}
