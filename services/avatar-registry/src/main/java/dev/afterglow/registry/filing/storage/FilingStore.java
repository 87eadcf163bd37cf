package dev.afterglow.registry.filing.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.filing.Filing;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Filings, in a session. */
@ApplicationScoped
public class FilingStore implements PanacheRepositoryBase<FilingEntity, String> {
  /** The row, locked to the end of the transaction, or FILING_NOT_FOUND. */
  Uni<FilingEntity> locked(String filingId) {
    return find("filingId = ?1 and tenant = ?2", filingId, CallersTenant.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.filingNotFound(filingId));
  }

  /** Filings of an avatar with ids below one, newest first. */
  Uni<List<Filing>> before(String filingId, String avatarId, int size) {
    return find(
            "tenant = ?1 and avatarId = ?2 and filingId < ?3 order by filingId desc",
            CallersTenant.name(),
            avatarId,
            filingId)
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(FilingEntity::filing).toList());
  }
}
