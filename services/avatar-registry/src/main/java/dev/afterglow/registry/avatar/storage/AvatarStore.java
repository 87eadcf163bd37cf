package dev.afterglow.registry.avatar.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.avatar.Avatar;
import dev.afterglow.registry.fault.Faults;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** Avatars. */
@ApplicationScoped
public class AvatarStore implements PanacheRepositoryBase<AvatarEntity, String> {

  private PanacheQuery<AvatarEntity> own(String avatarId) {
    return find("avatarId = ?1 and tenant = ?2", avatarId, CallersTenant.name());
  }

  /** The row, locked to the end of the transaction, or AVATAR_NOT_FOUND. */
  public Uni<AvatarEntity> locked(String avatarId) {
    return own(avatarId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.avatarNotFound(avatarId));
  }

  /** The avatar, or AVATAR_NOT_FOUND. */
  public Uni<Avatar> avatar(String avatarId) {
    return own(avatarId)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.avatarNotFound(avatarId))
        .map(AvatarEntity::avatar);
  }

  /** Avatars with ids below one, newest first. */
  public Uni<List<Avatar>> before(String avatarId, int size) {
    return find(
            "avatarId < ?1 and tenant = ?2 order by avatarId desc", avatarId, CallersTenant.name())
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(AvatarEntity::avatar).toList());
  }
}
