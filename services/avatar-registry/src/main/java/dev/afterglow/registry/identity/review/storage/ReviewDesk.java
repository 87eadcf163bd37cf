package dev.afterglow.registry.identity.review.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.presence.Presence;
import dev.afterglow.registry.identity.presence.storage.PresenceStore;
import dev.afterglow.registry.identity.review.IdentityReview;
import dev.afterglow.registry.identity.review.ManualVerifier;
import dev.afterglow.registry.identity.review.ReviewReason;
import dev.afterglow.registry.identity.review.Ruling;
import dev.afterglow.registry.identity.storage.PersonEntity;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import dev.afterglow.registry.vault.Vault;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Files reviews and takes decisions. A decision holds the rows of everybody whom it stands on to
 * the end of its transaction, in the order of their ids: the person, the reviewer, and whoever
 * decided first.
 */
@ApplicationScoped
public class ReviewDesk {
  private static final Log LOG = Log.of(ReviewDesk.class);

  private final ReviewStore reviews;
  private final PersonStore persons;
  private final PresenceStore presences;
  private final Vault vault;
  private final Ledger ledger;
  private final RegistryConfig config;
  private final Clock clock;

  @Inject
  ReviewDesk(
      ReviewStore reviews,
      PersonStore persons,
      PresenceStore presences,
      Vault vault,
      Ledger ledger,
      RegistryConfig config,
      Clock clock) {
    this.reviews = reviews;
    this.persons = persons;
    this.presences = presences;
    this.vault = vault;
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
  }

  /** Says whose review an attempt is, in the caller's transaction; other providers have none. */
  public Uni<Void> file(Attempt attempt, String subjectId, String filerSubjectId) {
    if (!attempt.provider().equals(ManualVerifier.NAME)) {
      if (!filerSubjectId.isEmpty()) {
        throw Faults.invalidField(
            "filer_subject_id", "only what people review is filed by somebody");
      }
      return Uni.createFrom().voidItem();
    }
    Uni<?> filer =
        filerSubjectId.isEmpty() ? Uni.createFrom().voidItem() : persons.person(filerSubjectId);
    return filer
        .chain(() -> reviews.file(attempt.transaction(), subjectId, filerSubjectId))
        .replaceWithVoid();
  }

  /**
   * Takes a decision, in the caller's transaction.
   *
   * @param read what the reviewer read from the document; needed to approve
   */
  public Uni<IdentityReview> decide(
      String reviewId, String reviewer, ReviewReason reason, Optional<Document> read) {
    return reviews
        .filed(reviewId)
        .chain(
            row ->
                lockedPeople(row, reviewer)
                    .chain(people -> reviews.locked(row).map(_ -> people))
                    .chain(
                        people ->
                            presence(row)
                                .chain(
                                    it -> {
                                      IdentityReview review =
                                          decided(row, people, it, reviewer, reason, read);
                                      return noted(review, it).replaceWith(review);
                                    })));
  }

  private Uni<Map<String, PersonEntity>> lockedPeople(ReviewEntity row, String reviewer) {
    IdentityReview review = row.review(StoredTime.now(clock));
    Set<String> ids = new TreeSet<>(Set.of(reviewer));
    ids.add(review.about().subjectId());
    review.rulings().forEach(it -> ids.add(it.reviewerSubjectId()));
    return Multi.createFrom()
        .iterable(ids)
        .onItem()
        .transformToUniAndConcatenate(persons::locked)
        .collect()
        .asList()
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            it -> it.subjectId, Function.identity(), (a, _) -> a, TreeMap::new)));
  }

  private IdentityReview decided(
      ReviewEntity row,
      Map<String, PersonEntity> people,
      Optional<Presence> presence,
      String reviewer,
      ReviewReason reason,
      Optional<Document> read) {
    Instant now = StoredTime.now(clock);
    IdentityReview review = row.review(now);
    if (!(review instanceof IdentityReview.Undecided undecided)) {
      throw Faults.illegalTransition(review.word());
    }
    if (presence.isEmpty()) {
      requirePending(undecided, people);
    } else {
      requireAsked(presence.get());
      requireVerified(undecided.about().subjectId(), people, now);
    }
    requireVerified(reviewer, people, now);
    undecided.first().ifPresent(it -> requireVerified(it.reviewerSubjectId(), people, now));
    IdentityReview after;
    try {
      after = undecided.decide(new Ruling(reviewer, reason(row, reason, read), now));
    } catch (IllegalArgumentException e) {
      throw Faults.invalidField("reviewer_subject_id", String.valueOf(e.getMessage()));
    }
    row.become(after);
    LOG.info(
        "review decided",
        LogKey.SUBJECT_ID.is(after.about().subjectId()),
        LogKey.STATE.is(after.word()),
        LogKey.COUNT.is(after.rulings().size()));
    return after;
  }

  private Uni<Optional<Presence>> presence(ReviewEntity row) {
    return presences.of(new Attempt(ManualVerifier.NAME, row.reviewId));
  }

  /** A presence that is decided, or was set aside, is no longer under review. */
  private static void requireAsked(Presence presence) {
    if (!(presence instanceof Presence.Asked)) {
      throw Faults.illegalTransition(presence.word());
    }
  }

  /** Whoever began another attempt since, or was stopped, is no longer under this review. */
  private void requirePending(IdentityReview review, Map<String, PersonEntity> people) {
    PersonEntity row = people.get(review.about().subjectId());
    if (row == null
        || !(row.person() instanceof Person.Waiting waiting)
        || !waiting
            .awaited()
            .equals(Optional.of(new Attempt(ManualVerifier.NAME, review.about().reviewId())))) {
      throw Faults.illegalTransition(
          row == null ? "UNKNOWN" : Standings.word(row.person(), StoredTime.now(clock)));
    }
  }

  private void requireVerified(String subjectId, Map<String, PersonEntity> people, Instant now) {
    PersonEntity row = people.get(subjectId);
    if (row == null || !Standings.verified(row.person(), now, config.allowSimulated())) {
      throw Faults.personNotVerified(
          subjectId, row == null ? "UNKNOWN" : Standings.word(row.person(), now));
    }
  }

  /** An approval that read something else from the document is a refusal. */
  private ReviewReason reason(ReviewEntity row, ReviewReason reason, Optional<Document> read) {
    if (reason.refusal().isPresent()) {
      return reason;
    }
    boolean same =
        read.map(vault::documentFingerprint)
            .filter(it -> MessageDigest.isEqual(it, row.documentFingerprint))
            .isPresent();
    return same ? reason : ReviewReason.NAME_DIFFERS;
  }

  private Uni<Void> noted(IdentityReview review, Optional<Presence> presence) {
    Ruling last = review.rulings().getLast();
    return reviews
        .flush()
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        presence.isEmpty() ? Kind.PERSON_REVIEWED : Kind.PRESENCE_REVIEWED,
                        presence
                            .map(it -> "presence:" + it.presenceId())
                            .orElse("person:" + review.about().subjectId()),
                        Set.of(review.about().subjectId()),
                        Map.of(
                            "transaction",
                            review.about().reviewId(),
                            "reviewer",
                            last.reviewerSubjectId(),
                            "verdict",
                            last.verdict().name(),
                            "reason",
                            last.reason().name(),
                            "review",
                            review.word()))));
  }

  /** One review. */
  public Uni<IdentityReview> review(String reviewId) {
    return Panache.withSession(() -> reviews.filed(reviewId))
        .map(row -> row.review(StoredTime.now(clock)));
  }

  /** Reviews with ids below one, newest first. */
  public Uni<List<IdentityReview>> before(String reviewId, int size, boolean undecidedOnly) {
    Instant now = StoredTime.now(clock);
    return Panache.withSession(
            () ->
                undecidedOnly
                    ? reviews.undecidedBefore(reviewId, size, now)
                    : reviews.before(reviewId, size))
        .map(rows -> rows.stream().map(row -> row.review(now)).toList());
  }
}
