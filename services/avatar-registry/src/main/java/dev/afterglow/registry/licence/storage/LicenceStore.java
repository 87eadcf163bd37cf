package dev.afterglow.registry.licence.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.licence.Licence;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
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

  /**
   * Licences of a person that were not revoked, locked, in the order of their ids: over their
   * likeness and voice, and over works of which they hold the title.
   */
  public Uni<List<LicenceEntity>> standingOf(String subjectId) {
    return find(
            "from LicenceEntity l where l.tenant = ?2 and l.state <> 'REVOKED' and ("
                + "(l.partId = '' and l.licensorSubjectId = ?1) or (l.partId <> '' and exists"
                + " (select 1 from PartEntity p where p.tenant = l.tenant and p.partId = l.partId"
                + " and (p.titleSubjectId = ?1"
                + " or (p.titleSubjectId = '' and p.authorSubjectId = ?1)))))"
                + " order by l.licenceId",
            subjectId,
            CallersTenant.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** The sublicences of a licence that were not revoked, locked, in the order of their ids. */
  Uni<List<LicenceEntity>> sublicencesOf(String licenceId) {
    return find(
            "tenant = ?1 and parentLicenceId = ?2 and state <> 'REVOKED' order by licenceId",
            CallersTenant.name(),
            licenceId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** Whoever is portrayed by a licence, or holds the title of its work, now. */
  Uni<String> holder(Licence.Grant grant) {
    String partId = grant.terms().works().partId();
    if (partId.isEmpty()) {
      return Uni.createFrom().item(grant.licensorSubjectId());
    }
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(
                        "select case when titleSubjectId = '' then authorSubjectId"
                            + " else titleSubjectId end from PartEntity"
                            + " where partId = :part and tenant = :tenant",
                        String.class)
                    .setParameter("part", partId)
                    .setParameter("tenant", CallersTenant.name())
                    .getSingleResult());
  }

  /** The licence with the registry's JWS of what was granted. */
  Uni<LicenceDesk.Signed> signed(String licenceId) {
    return own(licenceId)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.licenceNotFound(licenceId))
        .map(LicenceStore::signed);
  }

  /** A licence, then those above it, its parent first; or LICENCE_NOT_FOUND. */
  public Uni<List<LicenceDesk.Signed>> lineage(String licenceId) {
    return signed(licenceId)
        .chain(
            first -> {
              String parent = first.licence().grant().descent().parentLicenceId();
              return parent.isEmpty()
                  ? Uni.createFrom().item(List.of(first))
                  : lineage(parent).map(above -> with(first, above));
            });
  }

  private static List<LicenceDesk.Signed> with(
      LicenceDesk.Signed first, List<LicenceDesk.Signed> above) {
    List<LicenceDesk.Signed> lineage = new ArrayList<>(above.size() + 1);
    lineage.add(first);
    lineage.addAll(above);
    return lineage;
  }

  private static LicenceDesk.Signed signed(LicenceEntity row) {
    return new LicenceDesk.Signed(row.licence(), row.signature);
  }

  /** Licences with ids below one, newest first; of one avatar unless that is empty. */
  public Uni<List<LicenceDesk.Signed>> before(String licenceId, String avatarId, int size) {
    return find(
            "licenceId < ?1 and (?2 = '' or avatarId = ?2) and tenant = ?3"
                + " order by licenceId desc",
            licenceId,
            avatarId,
            CallersTenant.name())
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(LicenceStore::signed).toList());
  }
}
