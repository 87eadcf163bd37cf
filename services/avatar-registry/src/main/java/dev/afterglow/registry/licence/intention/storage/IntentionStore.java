package dev.afterglow.registry.licence.intention.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.licence.intention.Intention;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Readings, each in the caller's session. */
@ApplicationScoped
public class IntentionStore implements PanacheRepositoryBase<IntentionEntity, String> {

  /** The reading, or INTENTION_NOT_FOUND. */
  Uni<Intention> intention(String intentionId) {
    return find("intentionId = ?1 and tenant = ?2", intentionId, CallersTenant.name())
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.intentionNotFound(intentionId))
        .map(IntentionEntity::intention);
  }

  /** The row, locked to the end of the transaction. */
  Uni<IntentionEntity> locked(String intentionId) {
    return find("intentionId = ?1 and tenant = ?2", intentionId, CallersTenant.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.intentionNotFound(intentionId));
  }

  /** The reading of an attempt. */
  Uni<Optional<Intention>> of(Attempt attempt) {
    return find(
            "provider = ?1 and providerTransaction = ?2 and tenant = ?3",
            attempt.provider(),
            attempt.transaction(),
            CallersTenant.name())
        .firstResult()
        .map(row -> Optional.ofNullable(row).map(IntentionEntity::intention));
  }

  /** Somebody's reading under a transaction's name, locked. */
  Uni<Optional<IntentionEntity>> lockedOf(String subjectId, String transaction) {
    return find(
            "subjectId = ?1 and providerTransaction = ?2 and tenant = ?3",
            subjectId,
            transaction,
            CallersTenant.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(Optional::ofNullable);
  }

  /** Deletes every reading of a person. */
  public Uni<Long> forget(String subjectId) {
    return delete("subjectId = ?1 and tenant = ?2", subjectId, CallersTenant.name());
  }
}
