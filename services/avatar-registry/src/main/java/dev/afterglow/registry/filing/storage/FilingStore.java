package dev.afterglow.registry.filing.storage;

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
  /** Whose rows are read and written, in an installation without tenants. */
  static final String TENANT = "default";

  /** The row, locked to the end of the transaction, or FILING_NOT_FOUND. */
  Uni<FilingEntity> locked(String filingId) {
    return findById(filingId, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNull()
        .failWith(() -> Faults.filingNotFound(filingId));
  }

  /** Filings of an avatar with ids below one, newest first. */
  Uni<List<Filing>> before(String filingId, String avatarId, int size) {
    return find(
            "tenantId = ?1 and avatarId = ?2 and filingId < ?3 order by filingId desc",
            TENANT,
            avatarId,
            filingId)
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(FilingEntity::filing).toList());
  }
}
