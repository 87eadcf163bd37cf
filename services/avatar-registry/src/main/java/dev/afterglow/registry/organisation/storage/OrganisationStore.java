package dev.afterglow.registry.organisation.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.organisation.Organisation;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Organisations, in a session. */
@ApplicationScoped
public class OrganisationStore implements PanacheRepositoryBase<OrganisationEntity, String> {
  /** The organisation, or ORGANISATION_NOT_FOUND. */
  public Uni<Organisation> organisation(String organisationId) {
    return find("organisationId = ?1 and tenant = ?2", organisationId, CallersTenant.name())
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.organisationNotFound(organisationId))
        .map(OrganisationEntity::organisation);
  }

  /** Organisations with ids below one, newest first. */
  Uni<List<Organisation>> before(String organisationId, int size) {
    return find(
            "organisationId < ?1 and tenant = ?2 order by organisationId desc",
            organisationId,
            CallersTenant.name())
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(OrganisationEntity::organisation).toList());
  }
}
