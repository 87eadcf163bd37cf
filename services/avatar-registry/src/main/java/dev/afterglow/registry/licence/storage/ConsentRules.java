package dev.afterglow.registry.licence.storage;

import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.revenue.RevenueTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a consent has to be before anything is granted on it. */
public final class ConsentRules {
  private static final long CLOCK_SKEW_S = 60;

  private ConsentRules() {}

  /**
   * The same for an amendment, or for a title that passes on: what is read aloud is a licence, so
   * no reading can be to this.
   */
  public static void requireToAmendment(
      Consent consent, @Nullable RevenueTerms revenue, boolean allowSimulated, Instant now) {
    if (consent.method() == ConsentMethod.INTENTION) {
      throw Faults.invalidField("consent.method", "only a whole licence is read aloud yet");
    }
    require(consent, revenue, allowSimulated, now);
  }

  /**
   * Refuses a consent that is simulated where that is not allowed, signed in the future, or to
   * other revenue terms than these. One that was read aloud is judged where it was asked for.
   */
  public static void require(
      Consent consent, @Nullable RevenueTerms revenue, boolean allowSimulated, Instant now) {
    if (consent.method() == ConsentMethod.SIMULATED && !allowSimulated) {
      throw Faults.invalidField("consent.method", "simulated consent is not accepted here");
    }
    if (consent.signTime().isAfter(now.plusSeconds(CLOCK_SKEW_S))) {
      throw Faults.invalidField("consent.sign_time", "the consent is signed in the future");
    }
    if (!consent.agreesTo(revenue)) {
      throw Faults.invalidField(
          "consent.revenue_sha256", "the consent is to other revenue terms, or to none");
    }
  }
}
