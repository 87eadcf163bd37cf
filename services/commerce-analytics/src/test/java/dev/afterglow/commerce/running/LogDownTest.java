package dev.afterglow.commerce.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactServiceGrpc;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.RecordFactsRequest;
import dev.afterglow.api.commerce.v1.RecordFactsResponse;
import dev.afterglow.facts.Happening;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.RemoteFault;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service while Kafka is away. */
@QuarkusTest
@TestProfile(LogDownTest.NoKafka.class)
class LogDownTest {
  /** A port where nobody listens. */
  public static class NoKafka implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return Map.of(
            "afterglow.commerce.log.bootstrap-servers",
            "127.0.0.1:" + socket.getLocalPort(),
            "afterglow.commerce.log.delivery-timeout",
            "PT3S");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @TestHTTPResource URI root;

  private final String room = CommerceCaller.freshRoom();
  private CommerceCaller caller;

  @BeforeEach
  void connect() {
    caller = new CommerceCaller(root);
  }

  @AfterEach
  void disconnect() {
    caller.close();
  }

  @Test
  void shouldSayThatTheLogIsUnavailableAndAcknowledgeNothing() {
    // When
    ExecutionException failure =
        catchThrowableOfType(
            ExecutionException.class,
            () -> caller.record(caller.fact(room, "v", new Happening.Share())));

    // Then
    RemoteFault fault = RemoteFault.from((StatusRuntimeException) failure.getCause());
    assertThat(fault.kind()).isEqualTo(Fault.UNAVAILABLE);
    assertThat(fault.reason()).isEqualTo("LOG_UNAVAILABLE");
    assertThat(fault.metadata()).containsEntry("topic", "afterglow.facts.v1");
  }

  @Test
  void shouldSayThatItRestoresWhenFiguresAreAsked() {
    // When
    StatusRuntimeException failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> caller.rooms().getRoom(GetRoomRequest.newBuilder().setRoomId(room).build()));

    // Then
    RemoteFault fault = RemoteFault.from(failure);
    assertThat(fault.kind()).isEqualTo(Fault.UNAVAILABLE);
    assertThat(fault.reason()).isEqualTo("RESTORING");
    assertThat(fault.metadata()).containsEntry("room_id", room);
  }

  @Test
  void shouldSlowTheSenderWhenTheLogTakesNothing() throws Exception {
    // Given
    Fact fact = caller.fact(room, "v", new Happening.Comment("长".repeat(500)));
    RecordFactsRequest batch =
        RecordFactsRequest.newBuilder().addAllFacts(Collections.nCopies(400, fact)).build();
    CompletableFuture<RecordFactsResponse> answer = new CompletableFuture<>();
    ClientCallStreamObserver<RecordFactsRequest> call =
        (ClientCallStreamObserver<RecordFactsRequest>)
            FactServiceGrpc.newStub(caller.channel()).recordFacts(CommerceCaller.observer(answer));

    // When
    int sent = 0;
    while (!answer.isDone() && sent < 200) {
      if (call.isReady()) {
        call.onNext(batch);
        sent++;
      } else {
        Thread.sleep(1);
      }
    }

    // Then: four batches are read, and a few more lie in the connection's buffers.
    assertThat(sent).isBetween(1, 40);
    assertThat(
            catchThrowableOfType(ExecutionException.class, () -> answer.get(180, TimeUnit.SECONDS)))
        .hasCauseInstanceOf(StatusRuntimeException.class);
  }
}
