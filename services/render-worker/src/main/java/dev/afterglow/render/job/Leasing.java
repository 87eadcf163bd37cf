package dev.afterglow.render.job;

import java.util.Map;

/** Asking for the first lease of a use, where a refusal is the caller's to know. */
final class Leasing {
  private Leasing() {}

  /**
   * The lease for another use of the figure that an earlier lease was for.
   *
   * @throws RenderRefused LEASE_DENIED also where this one is for another file, or for other parts
   */
  static LeaseTerms.Grant acquire(LeaseTerms terms, LeaseTerms.Grant earlier) throws RenderRefused {
    LeaseTerms.Grant grant = acquire(terms);
    if (!grant.showsWhat(earlier)) {
      terms.release(grant.leaseId());
      throw new RenderRefused(
          RenderRefused.Why.LEASE_DENIED,
          "the lease is for another figure than the one that is drawn",
          Map.of("reasons", "PARTS_CHANGED"));
    }
    return grant;
  }

  static LeaseTerms.Grant acquire(LeaseTerms terms) throws RenderRefused {
    try {
      return terms.acquire();
    } catch (LeaseTerms.Denied e) {
      throw new RenderRefused(
          RenderRefused.Why.LEASE_DENIED,
          "the registry gave no lease",
          Map.of("reasons", e.reasons()));
    } catch (LeaseTerms.Unreachable e) {
      throw new RenderRefused(
          RenderRefused.Why.REGISTRY_UNREACHABLE, "the registry did not answer", Map.of());
    }
  }
}
