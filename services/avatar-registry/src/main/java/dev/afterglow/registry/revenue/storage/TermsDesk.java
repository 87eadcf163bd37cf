package dev.afterglow.registry.revenue.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.storage.ConsentRules;
import dev.afterglow.registry.licence.storage.LicenceEntity;
import dev.afterglow.registry.licence.storage.LicenceStore;
import dev.afterglow.registry.revenue.RevenueTerms;
import dev.afterglow.registry.revenue.TermsVersion;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Amends revenue terms, on the licensor's consent and never backwards in time. */
@ApplicationScoped
public class TermsDesk {
  private static final Log LOG = Log.of(TermsDesk.class);
  private static final String EFFECTIVE = "effective_time";

  private final LicenceStore licences;
  private final PersonStore persons;
  private final TermsStore terms;
  private final Ledger ledger;
  private final RegistryConfig config;
  private final Clock clock;

  @Inject
  TermsDesk(
      LicenceStore licences,
      PersonStore persons,
      TermsStore terms,
      Ledger ledger,
      RegistryConfig config,
      Clock clock) {
    this.licences = licences;
    this.persons = persons;
    this.terms = terms;
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
  }

  /** A licence's versions, oldest first. */
  public Uni<List<TermsStore.Agreed>> versions(String licenceId) {
    return Panache.withSession(() -> licences.licence(licenceId).chain(terms::of));
  }

  /**
   * What is asked for.
   *
   * @param licenceId which licence
   * @param next the terms
   * @param consent the consent to them
   * @param effectiveTime from when; empty = now
   */
  public record Amendment(
      String licenceId, RevenueTerms next, Consent consent, Optional<Instant> effectiveTime) {}

  /** Amends, in the caller's transaction. */
  public Uni<TermsStore.Agreed> amend(Amendment asked) {
    Instant now = StoredTime.now(clock);
    ConsentRules.requireToAmendment(asked.consent(), asked.next(), config.allowSimulated(), now);
    return licences
        .locked(asked.licenceId())
        .chain(
            row ->
                persons
                    .person(row.licensorSubjectId)
                    .invoke(
                        person -> {
                          if (!Standings.verified(person, now, config.allowSimulated())) {
                            throw Faults.personNotVerified(
                                person.subjectId(), Standings.word(person, now));
                          }
                        })
                    .chain(() -> terms.of(active(row, now)))
                    .map(before -> following(before, asked, now))
                    .call(agreed -> terms.keep(asked.licenceId(), agreed, now))
                    .call(agreed -> ledger.note(change(row, agreed))))
        .invoke(() -> LOG.info("terms amended", LogKey.LICENCE_ID.is(asked.licenceId())));
  }

  private static Licence active(LicenceEntity row, Instant now) {
    Licence licence = row.licence();
    if (!(licence instanceof Licence.Standing)) {
      throw Faults.illegalTransition("REVOKED");
    }
    if (!now.isBefore(licence.grant().terms().endTime())) {
      throw Faults.illegalTransition("EXPIRED");
    }
    return licence;
  }

  private static TermsStore.Agreed following(
      List<TermsStore.Agreed> before, Amendment asked, Instant now) {
    Instant effective = asked.effectiveTime().orElse(now).truncatedTo(ChronoUnit.MICROS);
    if (effective.isBefore(now)) {
      throw Faults.invalidField(EFFECTIVE, "terms do not change what is past");
    }
    if (before.size() >= TermsStore.MOST_VERSIONS) {
      throw Faults.invalidField("terms", "the licence has as many versions as may be");
    }
    if (!before.isEmpty()) {
      TermsVersion last = before.getLast().version();
      if (!effective.isAfter(last.effectiveTime())) {
        throw Faults.invalidField(EFFECTIVE, "an earlier version begins then, or later");
      }
      if (!last.terms().mayBecome(asked.next())) {
        throw Faults.invalidField("terms", "currency, time zone and keeper stay");
      }
    }
    return new TermsStore.Agreed(
        new TermsVersion(before.size() + 1, asked.next(), effective), asked.consent());
  }

  private static dev.afterglow.registry.transparency.Change change(
      LicenceEntity row, TermsStore.Agreed agreed) {
    return Changes.of(
        Kind.LICENCE_AMENDED,
        "licence:" + row.licenceId,
        Set.of(row.licensorSubjectId),
        Map.of(
            "version", agreed.version().version(),
            "terms", agreed.version().terms(),
            "terms_sha256", agreed.version().sha256Hex(),
            "effective_time", agreed.version().effectiveTime().toString(),
            "consent", agreed.consent()));
  }
}
