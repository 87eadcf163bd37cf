package dev.afterglow.registry.identity.presence.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.IdentityVerifier.Resumed;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Terminal;
import dev.afterglow.registry.identity.presence.Presence;
import dev.afterglow.registry.identity.presence.PresenceConfig;
import dev.afterglow.registry.identity.review.storage.ReviewDesk;
import dev.afterglow.registry.identity.storage.AttemptStore;
import dev.afterglow.registry.identity.storage.EnrolledDesk;
import dev.afterglow.registry.identity.storage.ProviderDesk;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks whether somebody is there. The provider is asked outside any transaction; what it answers is
 * applied to a presence that is still asked for, and to nothing else.
 */
@ApplicationScoped
public class PresenceDesk {
  private static final Log LOG = Log.of(PresenceDesk.class);

  private final PresenceStore presences;
  private final EnrolledDesk enrolled;
  private final AttemptStore attempts;
  private final ReviewDesk reviews;
  private final ProviderDesk providers;
  private final Ledger ledger;
  private final Presence.Times times;
  private final Clock clock;
  private final Ids ids;

  @Inject
  PresenceDesk(
      PresenceStore presences,
      EnrolledDesk enrolled,
      AttemptStore attempts,
      ReviewDesk reviews,
      ProviderDesk providers,
      Ledger ledger,
      PresenceConfig config,
      Clock clock,
      Ids ids) {
    this.presences = presences;
    this.enrolled = enrolled;
    this.attempts = attempts;
    this.reviews = reviews;
    this.providers = providers;
    this.ledger = ledger;
    this.times = new Presence.Times(config.openFor(), config.lasts());
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * A presence with a look under way.
   *
   * @param continueUrl where the person goes on; empty when there is nothing to do, or where they
   *     were sent at first
   */
  public record Underway(Presence presence, String continueUrl) {}

  /** Has a provider look at somebody who is verified; nothing is recorded yet. */
  public Uni<Begun.Started> start(String subjectId, String provider, Terminal terminal) {
    IdentityVerifier verifier = providers.offered(provider, Purpose.PRESENCE);
    return enrolled
        .read(subjectId, verifier.asksForDocument(Purpose.PRESENCE))
        .chain(
            who ->
                providers.begin(
                    verifier, new Inquiry.PresenceCheck(who.attempt(), who.document(), terminal)));
  }

  /** Records a look that was started, in the caller's transaction. */
  public Uni<Underway> begin(String subjectId, String provider, Begun.Started started) {
    Attempt attempt = new Attempt(provider, started.transaction());
    return enrolled
        .require(subjectId)
        .chain(
            () -> {
              Presence.Asked asked =
                  new Presence.Asked(ids.next(), subjectId, attempt, StoredTime.now(clock));
              return presences
                  .persistAndFlush(PresenceEntity.of(asked))
                  .chain(() -> attempts.keep(subjectId, attempt, Purpose.PRESENCE))
                  .chain(() -> reviews.file(attempt, subjectId, ""))
                  .chain(() -> noted(asked))
                  .replaceWith(new Underway(asked, started.continueUrl()));
            });
  }

  /** Asks the provider what it saw, and moves the presence. */
  public Uni<Underway> resume(String presenceId) {
    return presence(presenceId).chain(this::resume);
  }

  /** The same, of an attempt; none where no presence is of it. */
  public Uni<Optional<Underway>> resume(Attempt attempt) {
    return Panache.withSession(() -> presences.of(attempt))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Optional.<Underway>empty())
                    : resume(found.get()).map(Optional::of));
  }

  private Uni<Underway> resume(Presence presence) {
    if (!(presence instanceof Presence.Asked asked)) {
      return Uni.createFrom().item(new Underway(presence, ""));
    }
    return providers
        .result(Purpose.PRESENCE, asked.attempt())
        .chain(outcome -> resolve(asked.presenceId(), outcome))
        .chain(this::goingOn);
  }

  private Uni<Underway> goingOn(Presence presence) {
    if (!(presence instanceof Presence.Asked asked)) {
      return Uni.createFrom().item(new Underway(presence, ""));
    }
    return providers
        .resume(Purpose.PRESENCE, asked.attempt())
        .map(
            resumed ->
                new Underway(asked, resumed instanceof Resumed.GoOn on ? on.continueUrl() : ""));
  }

  /** Under the lock on its row: whoever stops the person comes before, or sets it aside after. */
  private Uni<Presence> resolve(String presenceId, Outcome outcome) {
    return Panache.withTransaction(
        () ->
            presences
                .locked(presenceId)
                .chain(
                    row -> {
                      Presence before = row.presence();
                      if (!(before instanceof Presence.Asked asked)) {
                        return Uni.createFrom().item(before);
                      }
                      Presence after = asked.resolve(outcome, StoredTime.now(clock), times);
                      if (after.equals(before)) {
                        return Uni.createFrom().item(after);
                      }
                      row.become(after, StoredTime.now(clock));
                      LOG.info(
                          "presence decided",
                          LogKey.SUBJECT_ID.is(after.subjectId()),
                          LogKey.STATE.is(after.word()));
                      return presences.flush().chain(() -> noted(after)).replaceWith(after);
                    }));
  }

  private Uni<Void> noted(Presence presence) {
    Kind kind =
        switch (presence) {
          case Presence.Asked _ -> Kind.PRESENCE_BEGUN;
          case Presence.Proven _ -> Kind.PRESENCE_PROVEN;
          case Presence.Refused _ -> Kind.PRESENCE_REFUSED;
          case Presence.Voided _ -> Kind.PRESENCE_VOIDED;
        };
    return ledger.note(
        Changes.of(
            kind,
            "presence:" + presence.presenceId(),
            Set.of(presence.subjectId()),
            Map.of(
                "provider",
                presence.attempt().provider(),
                "transaction",
                presence.attempt().transaction(),
                "refusal",
                presence instanceof Presence.Refused refused ? refused.refusal().name() : "")));
  }

  /** One presence. */
  public Uni<Presence> presence(String presenceId) {
    return Panache.withSession(() -> presences.presence(presenceId));
  }
}
