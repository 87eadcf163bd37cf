package dev.afterglow.studio.broadcast;

import static dev.afterglow.studio.testing.Refused.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.studio.testing.Bench;
import dev.afterglow.studio.testing.Samples;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CreateBroadcastTest {

  private final Bench bench = new Bench();

  @Test
  void shouldMakeRoomAndDriveWhenABroadcastIsCreated() {
    // When
    CreateBroadcast.Answer answer = bench.create.create(Samples.id(), Samples.wish());

    // Then
    assertThat(answer.broadcast()).isInstanceOf(Broadcast.Created.class);
    assertThat(bench.kept(answer.broadcast())).isEqualTo(answer.broadcast());
    assertThat(answer.driveToken()).startsWith("token-");
    assertThat(answer.toString()).doesNotContain(answer.driveToken());
    assertThat(bench.told).containsExactly(answer.broadcast());
  }

  @Test
  void shouldAnswerTheSameWhenARequestIsRepeated() {
    // Given
    UUID requestId = Samples.id();
    CreateBroadcast.Wish wish = Samples.wish();
    CreateBroadcast.Answer first = bench.create.create(requestId, wish);

    // When
    CreateBroadcast.Answer second = bench.create.create(requestId, wish);

    // Then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void shouldRefuseWhenARequestIdComesBackWithAnotherRequest() {
    // Given
    UUID requestId = Samples.id();
    bench.create.create(requestId, Samples.wish());

    // When
    AfterglowException refusal = refusalOf(() -> bench.create.create(requestId, Samples.wish()));

    // Then
    assertThat(refusal.reason()).isEqualTo("REQUEST_ID_REUSED");
    assertThat(refusal.kind()).isEqualTo(Fault.ALREADY_EXISTS);
  }

  @Test
  void shouldMakeNothingWhenCaptureIsAway() {
    // Given
    bench.away = Optional.of("capture-ingest");

    // When
    AfterglowException refusal = refusalOf(() -> bench.create.create(Samples.id(), Samples.wish()));

    // Then
    assertThat(refusal.reason()).isEqualTo("SERVICE_UNAVAILABLE");
    assertThat(refusal.metadata()).isEqualTo(Map.of("service", "capture-ingest"));
    assertThat(bench.store.list(10, Optional.empty())).isEmpty();
  }

  @Test
  void shouldTakeTheSameBroadcastIdWhenARequestIsRepeatedAfterItBrokeOff() {
    // Given
    UUID requestId = Samples.id();
    CreateBroadcast.Wish wish = Samples.wish();
    bench.away = Optional.of("capture-ingest");
    refusalOf(() -> bench.create.create(requestId, wish));
    bench.away = Optional.empty();

    // When
    CreateBroadcast.Answer answer = bench.create.create(requestId, wish);

    // Then
    assertThat(bench.kept(answer.broadcast())).isEqualTo(answer.broadcast());
    assertThat(bench.store.list(10, Optional.empty())).hasSize(1);
  }

  @Test
  void shouldRefuseStreamKeysWhenTheyCannotBeSealed() {
    // Given
    bench.store.keepsSecrets = false;

    // When
    AfterglowException refusal = refusalOf(() -> bench.create.create(Samples.id(), Samples.wish()));

    // Then
    assertThat(refusal.reason()).isEqualTo("INVALID_FIELD");
    assertThat(refusal.metadata()).containsEntry("field", "destinations");
    assertThat(bench.calls).isEmpty();
  }
}
