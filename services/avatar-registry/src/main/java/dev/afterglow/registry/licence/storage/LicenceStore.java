package dev.afterglow.registry.licence.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.licence.Licence;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Licences. */
@ApplicationScoped
public class LicenceStore implements PanacheRepositoryBase<LicenceEntity, String> {

  private PanacheQuery<LicenceEntity> own(String licenceId) {
    return find("licenceId = ?1 and tenant = ?2", licenceId, CallersTenant.name());
  }

  /** The row, locked to the end of the transaction, or LICENCE_NOT_FOUND. */
  public Uni<LicenceEntity> locked(String licenceId) {
    return own(licenceId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.licenceNotFound(licenceId));
  }

  /** The licence, or LICENCE_NOT_FOUND. */
  public Uni<Licence> licence(String licenceId) {
    return own(licenceId)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.licenceNotFound(licenceId))
        .map(LicenceEntity::licence);
  }

  /** Active licences of a licensor, locked, in the order of their ids. */
  public Uni<List<LicenceEntity>> activeOf(String licensorSubjectId) {
    return find(
            "licensorSubjectId = ?1 and tenant = ?2 and state = 'ACTIVE' order by licenceId",
            licensorSubjectId,
            CallersTenant.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** Licences with ids below one, newest first; of one avatar unless that is empty. */
  public Uni<List<Licence>> before(String licenceId, String avatarId, int size) {
    return find(
            "licenceId < ?1 and (?2 = '' or avatarId = ?2) and tenant = ?3"
                + " order by licenceId desc",
            licenceId,
            avatarId,
            CallersTenant.name())
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(LicenceEntity::licence).toList());
  }
}
