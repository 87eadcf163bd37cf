package dev.afterglow.registry.identity.provider;

import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.review.ManualVerifier;
import dev.afterglow.registry.identity.review.ReviewReason;
import dev.afterglow.registry.storage.RegistryDatabase;
import dev.afterglow.registry.storage.StoredTime;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The adapter with the two people who look: as soon as an attempt begins they decide what the name
 * says. Reviews lie in a real Postgres; a name with LOST or SILENT meets one that is not there.
 */
final class ReviewPeople implements IdentityVerifier {
  private final ManualVerifier there;
  private final ManualVerifier nowhere;
  private final RegistryDatabase database;
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  ReviewPeople(ManualVerifier there, ManualVerifier nowhere, RegistryDatabase database) {
    this.there = there;
    this.nowhere = nowhere;
    this.database = database;
  }

  @Override
  public String name() {
    return there.name();
  }

  @Override
  public Set<Purpose> purposes() {
    return there.purposes();
  }

  @Override
  public boolean asksForDocument(Purpose purpose) {
    return there.asksForDocument(purpose);
  }

  @Override
  public Begun begin(Inquiry inquiry) {
    String word = ProviderServer.word(inquiry.shown().orElseThrow().name());
    if (word.equals("SILENT")) {
      return nowhere.begin(inquiry);
    }
    if (word.equals("TOO_MANY_ATTEMPTS")) {
      for (int i = 0; i < ManualVerifier.MOST_A_DAY; i++) {
        there.begin(inquiry);
      }
    }
    Begun begun = there.begin(inquiry);
    play(word, ((Begun.Started) begun).transaction());
    return begun;
  }

  private void play(String word, String review) {
    switch (word) {
      case "OPEN", "TOO_MANY_ATTEMPTS" -> {}
      case "LOST" -> lost.add(review);
      case "EXPIRED" ->
          database.sql(
              "update registry.identity_review set expire_time = $2 where review_id = $1",
              Tuple.of(review, StoredTime.column(ProviderServer.NOW)));
      case "PASS" -> decide(review, ReviewReason.SEEN_IN_PERSON, ReviewReason.SEEN_ON_VIDEO);
      case "REVIEWERS_DISAGREED" ->
          decide(review, ReviewReason.SEEN_IN_PERSON, ReviewReason.FACE_DIFFERS);
      default -> decide(review, ReviewReason.valueOf(word), ReviewReason.POLICY);
    }
  }

  private void decide(String review, ReviewReason first, ReviewReason second) {
    String subject = person();
    database.sql(
        "update registry.identity_review set subject_id = $2 where review_id = $1",
        Tuple.of(review, subject));
    rule(review, "first", first);
    rule(review, "second", second);
  }

  private void rule(String review, String place, ReviewReason reason) {
    database.sql(
        "update registry.identity_review set "
            + (place + "_reviewer_subject_id = $2, ")
            + (place + "_reason = $3, " + place + "_time = $4 where review_id = $1"),
        Tuple.of(review, person(), reason.name(), StoredTime.column(ProviderServer.NOW)));
  }

  /** Somebody whom the registry knows. */
  String person() {
    String subject = UUID.randomUUID().toString();
    database.sql(
        "insert into registry.person (subject_id, tenant, state, create_time)"
            + " values ($1, 'default', 'VERIFIED', $2)",
        Tuple.of(subject, StoredTime.column(ProviderServer.NOW)));
    return subject;
  }

  @Override
  public Resumed resume(Purpose purpose, String transaction) {
    return there.resume(purpose, transaction);
  }

  @Override
  public Outcome result(Purpose purpose, String transaction) {
    return lost.contains(transaction)
        ? nowhere.result(purpose, transaction)
        : there.result(purpose, transaction);
  }

  @Override
  public Erasure erase(String transaction) {
    return there.erase(transaction);
  }
}
