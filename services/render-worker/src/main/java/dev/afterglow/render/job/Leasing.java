package dev.afterglow.render.job;

import java.util.Map;

/** Asking for the first lease of a use, where a refusal is the caller's to know. */
final class Leasing {
  private Leasing() {}

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
