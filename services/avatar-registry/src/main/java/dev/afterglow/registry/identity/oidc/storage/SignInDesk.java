package dev.afterglow.registry.identity.oidc.storage;

import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.oidc.OidcVerifier;
import dev.afterglow.registry.identity.presence.storage.PresenceDesk;
import dev.afterglow.registry.identity.storage.AttemptStore;
import dev.afterglow.registry.identity.storage.IdentityDesk;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.wiring.Verifiers;
import dev.afterglow.registry.wiring.Workers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Takes people back who signed in elsewhere. */
@ApplicationScoped
public class SignInDesk {
  private static final String CLEAR =
      "delete from registry.identity_sign_in where expire_time < $1";

  private final Verifiers verifiers;
  private final IdentityDesk identities;
  private final PresenceDesk presences;
  private final AttemptStore attempts;
  private final Workers workers;
  private final Pool pool;

  @Inject
  SignInDesk(
      Verifiers verifiers,
      IdentityDesk identities,
      PresenceDesk presences,
      AttemptStore attempts,
      Workers workers,
      Pool pool) {
    this.verifiers = verifiers;
    this.identities = identities;
    this.presences = presences;
    this.attempts = attempts;
    this.workers = workers;
    this.pool = pool;
  }

  /**
   * Redeems what came back with a person and moves their state.
   *
   * @param code empty where there is an error
   */
  public Uni<Person> complete(String state, String code, String error) {
    if (code.isEmpty() == error.isEmpty()) {
      throw Faults.invalidField("code", "a sign-in comes back with a code or an error");
    }
    OidcVerifier verifier =
        verifiers
            .named(OidcVerifier.NAME)
            .filter(OidcVerifier.class::isInstance)
            .map(OidcVerifier.class::cast)
            .orElseThrow(Faults::signInNotFound);
    Optional<String> transaction = verifier.transaction(state);
    if (transaction.isEmpty()) {
      throw Faults.signInNotFound();
    }
    Attempt attempt = new Attempt(OidcVerifier.NAME, transaction.get());
    return attempts
        .own(attempt)
        .map(found -> found.orElseThrow(Faults::signInNotFound))
        .chain(
            whose ->
                workers
                    .call(() -> verifier.returned(transaction.get(), code, error))
                    .invoke(SignInDesk::requireAnswer)
                    .chain(() -> moved(whose, attempt)));
  }

  /** A presence never changes who somebody is, so they are told as they were. */
  private Uni<Person> moved(AttemptStore.Whose whose, Attempt attempt) {
    return switch (whose.purpose()) {
      case ENROL -> identities.resume(whose.subjectId()).map(IdentityDesk.Underway::person);
      case PRESENCE, INTENTION ->
          presences.resume(attempt).chain(() -> identities.person(whose.subjectId()));
    };
  }

  private static void requireAnswer(Outcome outcome) {
    if (outcome instanceof Outcome.Unanswered) {
      throw Faults.providerUnavailable(OidcVerifier.NAME);
    }
  }

  /** Deletes those that ran out before a time, of all tenants; from any thread. */
  public Uni<Void> clear(Instant before) {
    return pool.preparedQuery(CLEAR).execute(Tuple.of(StoredTime.column(before))).replaceWithVoid();
  }
}
