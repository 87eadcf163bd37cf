package dev.afterglow.standalone.bench.analytics;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.Like;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.commerce.v1.RoomServiceGrpc;
import dev.afterglow.standalone.infra.KafkaServer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * From a fact told to the log until a caller of GetRoom sees it, provisional and committed: one
 * probe after another in a room of its own, asked for without pause.
 */
final class Freshness {
  private final RoomServiceGrpc.RoomServiceBlockingStub rooms;
  private final FactTape tape;
  private final String room = UUID.randomUUID().toString();
  private final List<Double> seenMs = new ArrayList<>();
  private final List<Double> committedMs = new ArrayList<>();
  private int probes;

  Freshness(RoomServiceGrpc.RoomServiceBlockingStub rooms, FactTape tape) {
    this.rooms = rooms;
    this.tape = tape;
  }

  /** One probe; a room that was not there before is made by the first. */
  void probe() throws InterruptedException {
    probes++;
    long now = System.currentTimeMillis();
    Fact fact =
        Fact.newBuilder()
            .setSource("bench")
            .setId("probe-" + probes)
            .setRoomId(room)
            .setOccurTime(Timestamps.fromMillis(now))
            .setLike(Like.newBuilder().setCount(1))
            .build();
    long begun = System.nanoTime();
    tape.tell(new ProducerRecord<>(KafkaServer.FACTS, null, now, room, fact.toByteArray()));
    boolean seen = false;
    while (true) {
      Optional<Room> figures = ask();
      double ms = (System.nanoTime() - begun) / 1e6;
      if (!seen && figures.isPresent() && figures.get().getFactCount() >= probes) {
        seen = true;
        seenMs.add(ms);
      }
      if (figures.isPresent() && figures.get().getCommitted().getFactCount() >= probes) {
        committedMs.add(ms);
        return;
      }
      if (ms > 30_000) {
        throw new IllegalStateException("a probe was not committed in 30 s");
      }
      Thread.sleep(2);
    }
  }

  private Optional<Room> ask() {
    try {
      return Optional.of(
          rooms.getRoom(GetRoomRequest.newBuilder().setRoomId(room).build()).getRoom());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  double seenMs(double share) {
    return quantile(seenMs, share);
  }

  double committedMs(double share) {
    return quantile(committedMs, share);
  }

  static double quantile(List<Double> values, double share) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }
}
