package dev.afterglow.registry.avatar.storage;

import dev.afterglow.registry.avatar.Avatar;
import dev.afterglow.registry.fault.Faults;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Avatars. */
@ApplicationScoped
public class AvatarStore implements PanacheRepositoryBase<AvatarEntity, String> {

  /** The avatar, or AVATAR_NOT_FOUND. */
  public Uni<Avatar> avatar(String avatarId) {
    return findById(avatarId)
        .onItem()
        .ifNull()
        .failWith(() -> Faults.avatarNotFound(avatarId))
        .map(AvatarEntity::avatar);
  }

  /** Avatars with ids below one, newest first. */
  public Uni<List<Avatar>> before(String avatarId, int size) {
    return find("avatarId < ?1 order by avatarId desc", avatarId)
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(AvatarEntity::avatar).toList());
  }
}
