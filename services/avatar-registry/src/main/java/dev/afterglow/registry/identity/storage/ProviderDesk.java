package dev.afterglow.registry.identity.storage;

import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.IdentityVerifier.Resumed;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.wiring.Verifiers;
import dev.afterglow.registry.wiring.Workers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Asks providers, on worker threads; who does not answer is a refusal of ours. */
@ApplicationScoped
public class ProviderDesk {
  private final Verifiers verifiers;
  private final Workers workers;

  @Inject
  ProviderDesk(Verifiers verifiers, Workers workers) {
    this.verifiers = verifiers;
    this.workers = workers;
  }

  /** The provider of that name, set up for that purpose. */
  public IdentityVerifier offered(String provider, Purpose purpose) {
    return verifiers
        .named(provider)
        .filter(it -> it.purposes().contains(purpose))
        .orElseThrow(
            () -> Faults.invalidField("provider", "no such provider is configured for this"));
  }

  /** Starts an attempt. */
  public Uni<Begun.Started> begin(IdentityVerifier verifier, Inquiry inquiry) {
    return workers
        .call(() -> verifier.begin(inquiry))
        .map(
            begun ->
                switch (begun) {
                  case Begun.Started started -> started;
                  case Begun.Unanswered _ -> throw Faults.providerUnavailable(verifier.name());
                });
  }

  /** The outcome of an attempt: never Unanswered. */
  public Uni<Outcome> result(Purpose purpose, Attempt attempt) {
    IdentityVerifier verifier = known(attempt);
    return workers
        .call(() -> verifier.result(purpose, attempt.transaction()))
        .invoke(
            outcome -> {
              if (outcome instanceof Outcome.Unanswered) {
                throw Faults.providerUnavailable(attempt.provider());
              }
            });
  }

  /** Where the person of an attempt goes on. */
  public Uni<Resumed> resume(Purpose purpose, Attempt attempt) {
    IdentityVerifier verifier = known(attempt);
    return workers.call(() -> verifier.resume(purpose, attempt.transaction()));
  }

  private IdentityVerifier known(Attempt attempt) {
    return verifiers
        .named(attempt.provider())
        .orElseThrow(() -> Faults.providerUnavailable(attempt.provider()));
  }
}
