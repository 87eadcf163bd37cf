package dev.afterglow.registry.once.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** First answers. */
@ApplicationScoped
public class RequestStore implements PanacheRepositoryBase<RequestEntity, String> {

  /** The first answer to a request of the caller's tenant; null where there is none. */
  public Uni<RequestEntity> answered(String requestId) {
    return find("requestId = ?1 and tenant = ?2", requestId, CallersTenant.name()).firstResult();
  }
}
