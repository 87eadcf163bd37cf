package dev.afterglow.registry.licence.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.avatar.Avatar;
import dev.afterglow.registry.avatar.SealingKey;
import dev.afterglow.registry.avatar.storage.AvatarStore;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.ConsentMethod;
import dev.afterglow.registry.licence.Descent;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.LicenceTerms;
import dev.afterglow.registry.licence.LicenceText;
import dev.afterglow.registry.licence.intention.storage.IntentionDesk;
import dev.afterglow.registry.organisation.storage.OrganisationStore;
import dev.afterglow.registry.part.Composition;
import dev.afterglow.registry.part.storage.CompositionStore;
import dev.afterglow.registry.part.storage.WorkStore;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Grants licences, in the caller's transaction: over a likeness by the avatar's owner, over a part
 * by whoever holds its title, and sublicences by a member of the licensee. People's rows are held
 * to the end, so that an erasure finds the licence or the grant finds the erasure; then the
 * parent's, so that its revocation finds the sublicence or is found.
 */
@ApplicationScoped
public class Granting {
  private static final Log LOG = Log.of(Granting.class);
  private static final String SIGNED = "afterglow-licence+jws";

  private final LicenceStore licences;
  private final Sublicensing sublicensing;
  private final PersonStore persons;
  private final AvatarStore avatars;
  private final OrganisationStore organisations;
  private final WorkStore works;
  private final CompositionStore compositions;
  private final IntentionDesk intentions;
  private final SealingKey key;
  private final Ledger ledger;
  private final RegistryConfig config;
  private final Clock clock;
  private final Ids ids;

  @Inject
  Granting(
      LicenceStore licences,
      Sublicensing sublicensing,
      PersonStore persons,
      AvatarStore avatars,
      OrganisationStore organisations,
      WorkStore works,
      CompositionStore compositions,
      IntentionDesk intentions,
      SealingKey key,
      Ledger ledger,
      RegistryConfig config,
      Clock clock,
      Ids ids) {
    this.licences = licences;
    this.sublicensing = sublicensing;
    this.persons = persons;
    this.avatars = avatars;
    this.organisations = organisations;
    this.works = works;
    this.compositions = compositions;
    this.intentions = intentions;
    this.key = key;
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * A licence that somebody wants granted.
   *
   * @param licensorSubjectId whom it portrays, or who holds the work's title
   * @param terms what it shall allow
   * @param consent what it stands on
   * @param parentLicenceId the licence that it is a sublicence of; empty = none
   * @param grantorSubjectId who grants a sublicence; empty where there is no parent
   */
  public record Wish(
      String licensorSubjectId,
      LicenceTerms terms,
      Consent consent,
      String parentLicenceId,
      String grantorSubjectId) {

    /** Checks that a grantor is named exactly where there is a parent. */
    public Wish {
      if (parentLicenceId.isEmpty() != grantorSubjectId.isEmpty()) {
        throw Faults.invalidField("grantor_subject_id", "who grants a sublicence is named");
      }
    }
  }

  /** Grants. */
  public Uni<Licence.Active> grant(Wish wish) {
    Instant now = StoredTime.now(clock);
    LicenceTerms terms = wish.terms();
    ConsentRules.require(wish.consent(), terms.revenue(), config.allowSimulated(), now);
    return holdPeople(wish, now)
        .chain(() -> sublicensing.descent(wish, now))
        .chain(descent -> grant(wish, descent, now));
  }

  /** In the order of their ids, as everybody does. */
  private Uni<Void> holdPeople(Wish wish, Instant now) {
    List<String> people =
        Stream.of(wish.licensorSubjectId(), wish.grantorSubjectId())
            .filter(id -> !id.isEmpty())
            .distinct()
            .sorted()
            .toList();
    return Multi.createFrom()
        .iterable(people)
        .onItem()
        .transformToUniAndConcatenate(
            id -> persons.locked(id).invoke(row -> requireVerified(row.person(), now)))
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private void requireVerified(Person person, Instant now) {
    if (!Standings.verified(person, now, config.allowSimulated())) {
      throw Faults.personNotVerified(person.subjectId(), Standings.word(person, now));
    }
  }

  private Uni<Licence.Active> grant(Wish wish, Descent descent, Instant now) {
    String avatarId = wish.terms().avatarId();
    return avatars
        .avatar(avatarId)
        .call(avatar -> requireRight(wish, avatar))
        .call(() -> requireNamed(wish.terms()))
        .chain(avatar -> licence(wish, descent, avatar, now))
        .chain(
            licence ->
                compositions
                    .newest(avatarId)
                    .chain(made -> keep(licence, made))
                    .chain(() -> ledger.note(granted(licence)))
                    .replaceWith(licence))
        .invoke(
            licence ->
                LOG.info(
                    "licence granted",
                    LogKey.LICENCE_ID.is(licence.grant().licenceId()),
                    LogKey.AVATAR_ID.is(avatarId)));
  }

  /** Only whom it portrays licenses a likeness, and only the title's holder a work. */
  private Uni<Void> requireRight(Wish wish, Avatar avatar) {
    if (!wish.terms().works().wholeLikeness()) {
      return works.requireHolder(wish.terms().works(), avatar.avatarId(), wish.licensorSubjectId());
    }
    if (!avatar.ownerSubjectId().equals(wish.licensorSubjectId())) {
      throw Faults.invalidField("licensor_subject_id", "only the avatar's owner can license it");
    }
    return Uni.createFrom().voidItem();
  }

  /** The organisation and the voices that the terms name are there. */
  private Uni<Void> requireNamed(LicenceTerms terms) {
    String licensee = terms.agreement().licenseeOrgId();
    Uni<?> named =
        licensee.isEmpty() ? Uni.createFrom().voidItem() : organisations.organisation(licensee);
    return named.chain(() -> works.requireVoices(terms.works().voicePartIds(), terms.avatarId()));
  }

  private Uni<Licence.Active> licence(Wish wish, Descent descent, Avatar avatar, Instant now) {
    String licenceId = ids.next();
    return taken(wish, licenceId)
        .map(
            consent ->
                Licence.granted(
                    new Licence.Grant(
                        licenceId,
                        wish.licensorSubjectId(),
                        wish.terms(),
                        consent,
                        avatar.seal().sha256Hex(),
                        now,
                        descent)));
  }

  /** A consent that was read aloud is taken with the licence that comes of it. */
  private Uni<Consent> taken(Wish wish, String licenceId) {
    if (wish.consent().method() != ConsentMethod.INTENTION) {
      return Uni.createFrom().item(wish.consent());
    }
    if (!wish.parentLicenceId().isEmpty()) {
      throw Faults.invalidField("consent.method", "a sublicence is not read aloud yet");
    }
    return intentions.spend(wish.licensorSubjectId(), wish.terms(), wish.consent(), licenceId);
  }

  private Uni<Void> keep(Licence.Active licence, Composition made) {
    Licence.Grant grant = licence.grant();
    boolean whole = grant.terms().works().wholeLikeness();
    String text = LicenceText.of(grant, whole ? made.likenessSha256Hex() : "");
    String signature = key.jws(SIGNED, text.getBytes(StandardCharsets.UTF_8));
    return licences
        .persistAndFlush(LicenceEntity.of(licence, signature))
        .chain(
            () ->
                whole
                    ? compositions.bind(grant.licenceId(), grant.terms().avatarId())
                    : Uni.createFrom().voidItem());
  }

  private static Change granted(Licence.Active licence) {
    Licence.Grant grant = licence.grant();
    return Changes.of(
        Kind.LICENCE_GRANTED,
        "licence:" + grant.licenceId(),
        new HashSet<>(List.of(grant.licensorSubjectId(), grant.descent().grantorSubjectId())),
        Map.of("grant", grant, "epoch", licence.epoch()));
  }
}
