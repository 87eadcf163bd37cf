package dev.afterglow.registry.part.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.part.Part;
import dev.afterglow.registry.part.PartKind;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Parts, in a session. */
@ApplicationScoped
public class PartStore implements PanacheRepositoryBase<PartEntity, String> {
  private PanacheQuery<PartEntity> own(String partId) {
    return find("partId = ?1 and tenant = ?2", partId, CallersTenant.name());
  }

  /** The row, locked to the end of the transaction, or PART_NOT_FOUND. */
  Uni<PartEntity> locked(String partId) {
    return own(partId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.partNotFound(partId));
  }

  /** The part, or PART_NOT_FOUND. */
  public Uni<Part> part(String partId) {
    return own(partId)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.partNotFound(partId))
        .map(PartEntity::part);
  }

  /** Of which avatar a part is, or PART_NOT_FOUND; the row itself is read once it is locked. */
  Uni<String> avatarOf(String partId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createQuery(
                        "select avatarId from PartEntity where partId = :part and tenant = :tenant",
                        String.class)
                    .setParameter("part", partId)
                    .setParameter("tenant", CallersTenant.name())
                    .getSingleResultOrNull())
        .onItem()
        .ifNull()
        .failWith(() -> Faults.partNotFound(partId));
  }

  /** How many parts of a kind an avatar has had. */
  Uni<Long> count(String avatarId, PartKind kind) {
    return count(
        "tenant = ?1 and avatarId = ?2 and kind = ?3", CallersTenant.name(), avatarId, kind.name());
  }

  /** Parts of an avatar with ids below one, newest first. */
  Uni<List<Part>> before(String partId, String avatarId, int size) {
    return find(
            "tenant = ?1 and avatarId = ?2 and partId < ?3 order by partId desc",
            CallersTenant.name(),
            avatarId,
            partId)
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(PartEntity::part).toList());
  }
}
