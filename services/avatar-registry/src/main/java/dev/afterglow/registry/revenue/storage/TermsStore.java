package dev.afterglow.registry.revenue.storage;

import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.revenue.RevenueTerms;
import dev.afterglow.registry.revenue.TermsVersion;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The versions of licences' revenue terms: that of the grant, and amendments. */
@ApplicationScoped
public class TermsStore implements PanacheRepositoryBase<AmendmentEntity, AmendmentEntity.Key> {
  /** More amendments than a licence ever has. */
  public static final int MOST_VERSIONS = 100;

  /**
   * A version with the consent to it.
   *
   * @param version the version
   * @param consent the consent
   */
  public record Agreed(TermsVersion version, Consent consent) {}

  /** A licence's versions, oldest first, in a session; none where nothing was agreed. */
  public Uni<List<Agreed>> of(Licence licence) {
    Licence.Grant grant = licence.grant();
    return find(
            "tenantId = ?1 and licenceId = ?2 order by version", Tenants.DEFAULT, grant.licenceId())
        .list()
        .map(
            rows -> {
              List<Agreed> agreed = new ArrayList<>();
              RevenueTerms first = grant.terms().revenue();
              if (first != null) {
                agreed.add(
                    new Agreed(
                        new TermsVersion(1, first, grant.terms().startTime()), grant.consent()));
              }
              rows.forEach(row -> agreed.add(row.agreed()));
              return agreed;
            });
  }

  /** Keeps a version, in the session's transaction. */
  Uni<AmendmentEntity> keep(String licenceId, Agreed agreed, Instant now) {
    return persistAndFlush(AmendmentEntity.of(licenceId, agreed, now));
  }
}
