package dev.afterglow.commerce.running;

import dev.afterglow.api.commerce.v1.FactServiceGrpc;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.RecordFactsRequest;
import dev.afterglow.api.commerce.v1.RecordFactsResponse;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.RoomServiceGrpc;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.wire.FactMessages;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A caller of the service over a real connection. */
final class CommerceCaller implements AutoCloseable {
  private static final int PATIENCE_S = 180;

  private final ManagedChannel channel;
  private int next;

  CommerceCaller(URI root) {
    channel =
        ManagedChannelBuilder.forAddress(root.getHost(), root.getPort()).usePlaintext().build();
  }

  ManagedChannel channel() {
    return channel;
  }

  RoomServiceGrpc.RoomServiceBlockingStub rooms() {
    return RoomServiceGrpc.newBlockingStub(channel);
  }

  static String freshRoom() {
    return UUID.randomUUID().toString();
  }

  /** A fact that happens now, with a fresh id. */
  dev.afterglow.api.commerce.v1.Fact fact(String room, String viewer, Happening what) {
    return fact("id-" + next++, room, viewer, what);
  }

  dev.afterglow.api.commerce.v1.Fact fact(String id, String room, String viewer, Happening what) {
    return FactMessages.message(new Fact("test", id, room, viewer, Instant.now(), null, what));
  }

  RecordFactsResponse record(dev.afterglow.api.commerce.v1.Fact... facts) throws Exception {
    return record(List.of(List.of(facts)));
  }

  RecordFactsResponse record(List<List<dev.afterglow.api.commerce.v1.Fact>> batches)
      throws Exception {
    CompletableFuture<RecordFactsResponse> answer = new CompletableFuture<>();
    StreamObserver<RecordFactsRequest> call =
        FactServiceGrpc.newStub(channel).recordFacts(observer(answer));
    batches.forEach(
        batch -> call.onNext(RecordFactsRequest.newBuilder().addAllFacts(batch).build()));
    call.onCompleted();
    return answer.get(PATIENCE_S, TimeUnit.SECONDS);
  }

  static <T> StreamObserver<T> observer(CompletableFuture<T> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T value) {
        answer.complete(value);
      }

      @Override
      public void onError(Throwable thrown) {
        answer.completeExceptionally(thrown);
      }

      @Override
      public void onCompleted() {
        answer.completeExceptionally(new IllegalStateException("no answer"));
      }
    };
  }

  /** The room, once it is as it should be; the last one seen when it never is. */
  Room await(String roomId, Predicate<Room> ready) throws InterruptedException {
    Room room = Room.getDefaultInstance();
    Instant limit = Instant.now().plusSeconds(PATIENCE_S);
    while (Instant.now().isBefore(limit)) {
      try {
        room = rooms().getRoom(GetRoomRequest.newBuilder().setRoomId(roomId).build()).getRoom();
        if (ready.test(room)) {
          return room;
        }
      } catch (StatusRuntimeException e) {
        // Not found or not yet restored: both end by waiting.
      }
      Thread.sleep(20);
    }
    return room;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
