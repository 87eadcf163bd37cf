package dev.afterglow.registry.wiring;

import dev.afterglow.registry.identity.IdentityVerifier;
import java.util.List;
import java.util.Optional;

/**
 * The identity providers that are configured.
 *
 * @param adapters each with a name of its own
 */
public record Verifiers(List<IdentityVerifier> adapters) {

  /** Copies the list. */
  public Verifiers {
    adapters = List.copyOf(adapters);
  }

  /** The provider of that name. */
  public Optional<IdentityVerifier> named(String name) {
    return adapters.stream().filter(adapter -> adapter.name().equals(name)).findFirst();
  }
}
