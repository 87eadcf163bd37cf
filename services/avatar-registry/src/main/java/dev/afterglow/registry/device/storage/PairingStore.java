package dev.afterglow.registry.device.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

/** Open pairing codes. */
@ApplicationScoped
public class PairingStore implements PanacheRepositoryBase<PairingEntity, String> {

  /** Gives a person that code instead of the one before; the caller has the person's row locked. */
  public Uni<Void> put(String subjectId, byte[] codeHash, Instant expireTime) {
    return find("subjectId = ?1 and tenant = ?2", subjectId, CallersTenant.name())
        .<PairingEntity>firstResult()
        .chain(
            found -> {
              PairingEntity row = found == null ? new PairingEntity() : found;
              row.subjectId = subjectId;
              row.codeHash = codeHash;
              row.expireTime = expireTime;
              return persistAndFlush(row);
            })
        .replaceWithVoid();
  }

  /** The row of a code that still works, locked to the end of the transaction. */
  public Uni<Optional<PairingEntity>> locked(byte[] codeHash, Instant now) {
    return find(
            "codeHash = ?1 and expireTime > ?2 and tenant = ?3",
            codeHash,
            now,
            CallersTenant.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .<PairingEntity>firstResult()
        .map(Optional::ofNullable);
  }

  /** Forgets a person's code. */
  public Uni<Boolean> forget(String subjectId) {
    return delete("subjectId = ?1 and tenant = ?2", subjectId, CallersTenant.name())
        .map(count -> count > 0);
  }
}
