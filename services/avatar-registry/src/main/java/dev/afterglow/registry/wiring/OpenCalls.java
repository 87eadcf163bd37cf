package dev.afterglow.registry.wiring;

import dev.afterglow.platform.auth.OpenMethods;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** The calls that people make without the service token, because they sign them. */
public final class OpenCalls {
  /** Ends a licence by the word of whom it portrays. */
  static final String WITHDRAW = "afterglow.registry.v1.LicenceService/WithdrawLicence";

  @Produces
  @Singleton
  OpenMethods openMethods() {
    return new OpenMethods(Set.of(WITHDRAW));
  }
}
