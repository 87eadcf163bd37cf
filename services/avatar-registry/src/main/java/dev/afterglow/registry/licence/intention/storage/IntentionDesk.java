package dev.afterglow.registry.licence.intention.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import dev.afterglow.registry.identity.IdentityVerifier.Resumed;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Terminal;
import dev.afterglow.registry.identity.storage.AttemptStore;
import dev.afterglow.registry.identity.storage.EnrolledDesk;
import dev.afterglow.registry.identity.storage.ProviderDesk;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.licence.intention.Intention;
import dev.afterglow.registry.licence.intention.ShortForm;
import dev.afterglow.registry.licence.intention.TermsDigest;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has licensors read aloud what they grant. The registry writes the text, asks the provider, and
 * takes for a consent only what it asked for itself: of that person, for those terms, once.
 */
@ApplicationScoped
public class IntentionDesk {
  private static final Log LOG = Log.of(IntentionDesk.class);

  private final IntentionStore intentions;
  private final EnrolledDesk enrolled;
  private final AttemptStore attempts;
  private final ProviderDesk providers;
  private final Ledger ledger;
  private final Clock clock;
  private final Ids ids;

  @Inject
  IntentionDesk(
      IntentionStore intentions,
      EnrolledDesk enrolled,
      AttemptStore attempts,
      ProviderDesk providers,
      Ledger ledger,
      Clock clock,
      Ids ids) {
    this.intentions = intentions;
    this.enrolled = enrolled;
    this.attempts = attempts;
    this.providers = providers;
    this.ledger = ledger;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * A reading under way.
   *
   * @param continueUrl where the person goes on; empty when there is nothing to do
   */
  public record Underway(Intention intention, String continueUrl) {}

  /** What is asked of whom. */
  public record Wish(String subjectId, LicenceTerms terms, String provider, String locale) {
    String termsSha256Hex() {
      return TermsDigest.of(subjectId, StoredJson.text(terms));
    }

    String text() {
      return ShortForm.of(terms, termsSha256Hex(), locale);
    }
  }

  /** Has a provider listen to somebody who is verified; nothing is recorded yet. */
  public Uni<Begun.Started> start(Wish wish, Terminal terminal) {
    IdentityVerifier verifier = providers.offered(wish.provider(), Purpose.INTENTION);
    return enrolled
        .read(wish.subjectId(), verifier.asksForDocument(Purpose.INTENTION))
        .chain(
            who ->
                providers.begin(
                    verifier,
                    new Inquiry.Intention(who.attempt(), who.document(), wish.text(), terminal)));
  }

  /** Records it, in the caller's transaction. */
  public Uni<Underway> begin(Wish wish, Begun.Started started) {
    Attempt attempt = new Attempt(wish.provider(), started.transaction());
    return enrolled
        .require(wish.subjectId())
        .chain(
            () -> {
              Intention.Asked asked =
                  new Intention.Asked(
                      new Intention.Question(
                          ids.next(),
                          wish.subjectId(),
                          attempt,
                          wish.termsSha256Hex(),
                          wish.text(),
                          wish.locale(),
                          StoredTime.now(clock)));
              return intentions
                  .persistAndFlush(IntentionEntity.of(asked))
                  .chain(() -> attempts.keep(wish.subjectId(), attempt, Purpose.INTENTION))
                  .chain(() -> noted(asked))
                  .replaceWith(new Underway(asked, started.continueUrl()));
            });
  }

  /** Asks the provider what it heard. */
  public Uni<Underway> resume(String intentionId) {
    return Panache.withSession(() -> intentions.intention(intentionId)).chain(this::resume);
  }

  /** The same, of an attempt; none where no reading is of it. */
  public Uni<Optional<Underway>> resume(Attempt attempt) {
    return Panache.withSession(() -> intentions.of(attempt))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Optional.<Underway>empty())
                    : resume(found.get()).map(Optional::of));
  }

  private Uni<Underway> resume(Intention intention) {
    if (!(intention instanceof Intention.Asked asked)) {
      return Uni.createFrom().item(new Underway(intention, ""));
    }
    return providers
        .result(Purpose.INTENTION, asked.question().attempt())
        .chain(outcome -> resolve(asked.question().intentionId(), outcome))
        .chain(this::goingOn);
  }

  private Uni<Underway> goingOn(Intention intention) {
    if (!(intention instanceof Intention.Asked asked)) {
      return Uni.createFrom().item(new Underway(intention, ""));
    }
    return providers
        .resume(Purpose.INTENTION, asked.question().attempt())
        .map(
            resumed ->
                new Underway(asked, resumed instanceof Resumed.GoOn on ? on.continueUrl() : ""));
  }

  private Uni<Intention> resolve(String intentionId, Outcome outcome) {
    return Panache.withTransaction(
        () ->
            intentions
                .locked(intentionId)
                .chain(
                    row -> {
                      Intention before = row.intention();
                      if (!(before instanceof Intention.Asked asked)) {
                        return Uni.createFrom().item(before);
                      }
                      Intention after = asked.resolve(outcome, StoredTime.now(clock));
                      if (after.equals(before)) {
                        return Uni.createFrom().item(after);
                      }
                      row.become(after);
                      LOG.info(
                          "reading decided",
                          LogKey.SUBJECT_ID.is(after.question().subjectId()),
                          LogKey.STATE.is(after.word()));
                      return intentions.flush().chain(() -> noted(after)).replaceWith(after);
                    }));
  }

  /**
   * Takes a reading for a licence's consent, in the caller's transaction, once and for good. The
   * consent that comes back says when it was decided; that of the simulator says that nobody
   * consented.
   */
  public Uni<Consent> spend(
      String subjectId, LicenceTerms terms, Consent consent, String licenceId) {
    String digest = TermsDigest.of(subjectId, StoredJson.text(terms));
    return intentions
        .lockedOf(subjectId, consent.transaction())
        .chain(
            found -> {
              IntentionEntity row =
                  found.orElseThrow(
                      () -> refused("transaction", "is none that was asked for here"));
              if (!(row.intention() instanceof Intention.Meant meant)
                  || !meant.lastsAt(StoredTime.now(clock))) {
                throw refused("transaction", "has not passed, is too old or was used");
              }
              Intention.Question question = meant.question();
              if (!question.termsSha256Hex().equals(digest)) {
                throw refused("transaction", "was for other terms");
              }
              if (!textSha256Hex(question.text()).equals(consent.textSha256Hex())
                  || !question.locale().equals(consent.locale())) {
                throw refused("text_sha256", "is not of what was read aloud");
              }
              Intention.Spent spent = meant.spend(licenceId);
              row.become(spent);
              return intentions
                  .flush()
                  .chain(() -> noted(spent))
                  .replaceWith(taken(consent, meant));
            });
  }

  private static Consent taken(Consent consent, Intention.Meant meant) {
    return new Consent(
        meant.assurance() == AssuranceLevel.SIMULATED
            ? ConsentMethod.SIMULATED
            : ConsentMethod.INTENTION,
        consent.transaction(),
        consent.textSha256Hex(),
        consent.locale(),
        meant.decideTime(),
        consent.revenueSha256Hex());
  }

  private static RuntimeException refused(String field, String why) {
    return Faults.invalidField("consent." + field, "the reading " + why);
  }

  /** SHA-256 of a text in UTF-8, lower-case hex. */
  public static String textSha256Hex(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Uni<Void> noted(Intention intention) {
    Kind kind =
        switch (intention) {
          case Intention.Asked _ -> Kind.INTENTION_ASKED;
          case Intention.Meant _ -> Kind.INTENTION_MEANT;
          case Intention.Refused _ -> Kind.INTENTION_REFUSED;
          case Intention.Spent _ -> Kind.INTENTION_SPENT;
        };
    Intention.Question question = intention.question();
    return ledger.note(
        Changes.of(
            kind,
            "intention:" + question.intentionId(),
            Set.of(question.subjectId()),
            Map.of(
                "provider",
                question.attempt().provider(),
                "transaction",
                question.attempt().transaction(),
                "terms_sha256",
                question.termsSha256Hex(),
                "text",
                question.text(),
                "refusal",
                intention instanceof Intention.Refused refused ? refused.refusal().name() : "")));
  }
}
