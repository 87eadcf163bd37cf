package dev.afterglow.registry.identity.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** First words for stopping somebody for good, in the caller's session. */
@ApplicationScoped
public class RevocationStore implements PanacheRepositoryBase<RevocationEntity, String> {

  /** The first word about somebody; whoever asks holds the person's row. */
  Uni<Optional<RevocationEntity>> of(String subjectId) {
    return find("subjectId = ?1 and tenant = ?2", subjectId, CallersTenant.name())
        .firstResult()
        .map(Optional::ofNullable);
  }

  /** Deletes it, where there is one. */
  Uni<Long> forget(String subjectId) {
    return delete("subjectId = ?1 and tenant = ?2", subjectId, CallersTenant.name());
  }
}
