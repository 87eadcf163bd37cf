package dev.afterglow.registry.identity.presence.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.presence.Presence;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Presences, each in the caller's session. */
@ApplicationScoped
public class PresenceStore implements PanacheRepositoryBase<PresenceEntity, String> {

  /** The presence, or PRESENCE_NOT_FOUND. */
  Uni<Presence> presence(String presenceId) {
    return find("presenceId = ?1 and tenant = ?2", presenceId, CallersTenant.name())
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.presenceNotFound(presenceId))
        .map(PresenceEntity::presence);
  }

  /** The row, locked to the end of the transaction. */
  Uni<PresenceEntity> locked(String presenceId) {
    return find("presenceId = ?1 and tenant = ?2", presenceId, CallersTenant.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.presenceNotFound(presenceId));
  }

  /** The presence of an attempt. */
  public Uni<Optional<Presence>> of(Attempt attempt) {
    return find(
            "provider = ?1 and providerTransaction = ?2 and tenant = ?3",
            attempt.provider(),
            attempt.transaction(),
            CallersTenant.name())
        .firstResult()
        .map(row -> Optional.ofNullable(row).map(PresenceEntity::presence));
  }

  /** Those of somebody that are asked for or proven, set aside now; which they are. */
  public Uni<List<String>> setAside(String subjectId, Instant now) {
    return find(
            "subjectId = ?1 and tenant = ?2 and state in ('ASKED', 'PROVEN')"
                + " and (expireTime is null or expireTime > ?3) order by presenceId",
            subjectId,
            CallersTenant.name(),
            now)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list()
        .map(
            rows ->
                rows.stream()
                    .map(
                        row -> {
                          row.become(
                              new Presence.Voided(
                                  row.presenceId,
                                  row.subjectId,
                                  row.presence().attempt(),
                                  row.createTime),
                              now);
                          return row.presenceId;
                        })
                    .toList());
  }

  /** Deletes every presence of a person. */
  public Uni<Long> forget(String subjectId) {
    return delete("subjectId = ?1 and tenant = ?2", subjectId, CallersTenant.name());
  }
}
