package dev.afterglow.registry.part.storage;

import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.part.Part;
import dev.afterglow.registry.part.PartKind;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Parts, in a session. */
@ApplicationScoped
public class PartStore implements PanacheRepositoryBase<PartEntity, String> {
  /** Whose rows are read and written, in an installation without tenants. */
  static final String TENANT = "default";

  /** The row, locked to the end of the transaction, or PART_NOT_FOUND. */
  Uni<PartEntity> locked(String partId) {
    return findById(partId, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNull()
        .failWith(() -> Faults.partNotFound(partId));
  }

  /** The part, or PART_NOT_FOUND. */
  public Uni<Part> part(String partId) {
    return findById(partId)
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
                        "select avatarId from PartEntity where partId = :part", String.class)
                    .setParameter("part", partId)
                    .getSingleResultOrNull())
        .onItem()
        .ifNull()
        .failWith(() -> Faults.partNotFound(partId));
  }

  /** How many parts of a kind an avatar has had. */
  Uni<Long> count(String avatarId, PartKind kind) {
    return count("tenantId = ?1 and avatarId = ?2 and kind = ?3", TENANT, avatarId, kind.name());
  }

  /** Parts of an avatar with ids below one, newest first. */
  Uni<List<Part>> before(String partId, String avatarId, int size) {
    return find(
            "tenantId = ?1 and avatarId = ?2 and partId < ?3 order by partId desc",
            TENANT,
            avatarId,
            partId)
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(PartEntity::part).toList());
  }
}
