package dev.afterglow.registry.device.storage;

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
    return findById(subjectId)
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
    return find("codeHash = ?1 and expireTime > ?2", codeHash, now)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .<PairingEntity>firstResult()
        .map(Optional::ofNullable);
  }

  /** Forgets a person's code. */
  public Uni<Boolean> forget(String subjectId) {
    return deleteById(subjectId);
  }
}
