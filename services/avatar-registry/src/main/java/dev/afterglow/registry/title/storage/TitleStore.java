package dev.afterglow.registry.title.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.title.TitleTransfer;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Transfers of titles, in a session. */
@ApplicationScoped
public class TitleStore implements PanacheRepositoryBase<TitleTransferEntity, String> {
  /** As many transfers as one answer tells of. */
  private static final int MOST = 100;

  /** The transfers of a part's title, newest first. */
  Uni<List<TitleTransfer>> of(String partId) {
    return find(
            "tenant = ?1 and partId = ?2 order by transferTime desc, transferId desc",
            CallersTenant.name(),
            partId)
        .page(0, MOST)
        .list()
        .map(rows -> rows.stream().map(TitleTransferEntity::transfer).toList());
  }
}
