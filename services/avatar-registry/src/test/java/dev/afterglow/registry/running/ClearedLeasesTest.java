package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.registry.lease.storage.LeaseEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Leases are cleared away, and one that cannot be read keeps none of the others. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class ClearedLeasesTest extends RegistryScene {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant LONG_AGO = Instant.parse("2020-05-01T10:00:00Z");

  @Inject LeaseEvents events;

  private void lease(Licence licence, String room, String use) {
    pool.preparedQuery(
            "insert into registry.lease (tenant, lease_id, holder, licence_id, room_id,"
                + " driver_subject_id, licensor_subject_id, intended_use, avatar_sha256, epoch,"
                + " ttl_ms, start_time, expire_time, state, request_id, request_fingerprint)"
                + " values ('default', $1, 'h', $2, $3, $4, $4, $5, 's', 1, 5000, $6, $6,"
                + " 'RELEASED', $1, 'f')")
        .execute(
            Tuple.of(
                RegistryCaller.id(),
                licence.getLicenceId(),
                room,
                licence.getLicensorSubjectId(),
                use,
                LONG_AGO.atOffset(ZoneOffset.UTC)))
        .await()
        .atMost(PATIENCE);
  }

  @Test
  void shouldKeepThatALeaseWasWhenItsUseCannotBeRead() {
    // Given
    Licence licence = registry.ready();
    String room = RegistryCaller.id();
    lease(licence, room, "{\"use\": \"LIVE\"}");
    lease(licence, room, "no JSON");
    lease(licence, room, "5");

    // When
    events.clear(Instant.EPOCH, LONG_AGO.plus(Duration.ofDays(1))).await().atMost(PATIENCE);

    // Then
    assertThat(column("select use_kind from registry.past_lease where room_id = $1", room))
        .containsExactlyInAnyOrder("LIVE", "UNREADABLE", "UNREADABLE");
    assertThat(column("select lease_id from registry.lease where room_id = $1", room)).isEmpty();
  }

  private List<String> column(String query, String room) {
    return StreamSupport.stream(
            pool.preparedQuery(query)
                .execute(Tuple.of(room))
                .await()
                .atMost(PATIENCE)
                .spliterator(),
            false)
        .map(row -> row.getString(0))
        .toList();
  }
}
