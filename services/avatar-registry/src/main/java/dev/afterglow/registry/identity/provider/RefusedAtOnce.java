package dev.afterglow.registry.identity.provider;

import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Refusal;
import java.util.Optional;

/**
 * Attempts that a provider refuses before it gives them a name: too many today, a document that it
 * cannot check. They get a name that says so, and go their way through the states like all others.
 */
final class RefusedAtOnce {
  private static final String PREFIX = "refused:";

  private RefusedAtOnce() {}

  static Begun began(Refusal refusal, String id) {
    return new Begun.Started(PREFIX + refusal.name() + ":" + id, "");
  }

  static Optional<Outcome> outcome(String transaction) {
    if (!transaction.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String word = transaction.split(":", -1)[1];
    for (Refusal refusal : Refusal.values()) {
      if (refusal.name().equals(word)) {
        return Optional.of(new Outcome.Failed(refusal));
      }
    }
    return Optional.of(new Outcome.Failed(Refusal.POLICY));
  }
}
