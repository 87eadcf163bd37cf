package dev.afterglow.registry.identity.review;

import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Verification by two people. An attempt opens a review; its outcome is what the two decided, each
 * for themselves. It takes every kind of document, which the face services do not.
 *
 * <p>A review keeps a keyed fingerprint of the document, by which what a reviewer reads from the
 * document is compared with what was filed. The document itself stays in the vault.
 */
public final class ManualVerifier implements IdentityVerifier {
  /** The provider's name. */
  public static final String NAME = "manual";

  /**
   * How many reviews of a document may be filed in 24 hours: what two people can be asked to do.
   */
  public static final int MOST_A_DAY = 5;

  private static final Duration DAY = Duration.ofHours(24);
  private static final String NOT_FOR_US = "refused:" + Refusal.POLICY + ":";
  private static final String TOO_MANY = "refused:" + Refusal.TOO_MANY_ATTEMPTS + ":";

  private final ReviewFile file;
  private final Function<Document, byte[]> fingerprint;
  private final Duration openFor;
  private final InstantSource clock;
  private final Supplier<String> ids;

  /**
   * An adapter.
   *
   * @param fingerprint see {@link ReviewFile#open}
   * @param openFor how long a review waits for its reviewers
   * @param ids makes the ids of reviews
   */
  public ManualVerifier(
      ReviewFile file,
      Function<Document, byte[]> fingerprint,
      Duration openFor,
      InstantSource clock,
      Supplier<String> ids) {
    this.file = file;
    this.fingerprint = fingerprint;
    this.openFor = openFor;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Two people can say who somebody is, and that it is them; hearing them is for a recording. */
  @Override
  public Set<Purpose> purposes() {
    return EnumSet.of(Purpose.ENROL, Purpose.PRESENCE);
  }

  /** What the reviewers read is compared with what was filed. */
  @Override
  public boolean asksForDocument(Purpose purpose) {
    return true;
  }

  @Override
  public Begun begin(Inquiry inquiry) {
    String id = ids.get();
    if (inquiry.shown().isEmpty() || !purposes().contains(inquiry.purpose())) {
      return new Begun.Started(NOT_FOR_US + id, "");
    }
    Document document = inquiry.shown().get();
    byte[] same = fingerprint.apply(document);
    Instant now = clock.instant();
    try {
      if (file.filedSince(same, now.minus(DAY)) >= MOST_A_DAY) {
        return new Begun.Started(TOO_MANY + id, "");
      }
      file.open(new ReviewCase(id, "", "", document.type(), now, now.plus(openFor)), same);
      return new Begun.Started(id, "");
    } catch (ReviewFile.Unreachable e) {
      return new Begun.Unanswered();
    }
  }

  /** There is nowhere to go on: the reviewers come to the person. */
  @Override
  public Resumed resume(Purpose purpose, String transaction) {
    return Resumed.of(result(purpose, transaction));
  }

  @Override
  public Outcome result(Purpose purpose, String transaction) {
    if (transaction.startsWith(TOO_MANY)) {
      return new Outcome.Failed(Refusal.TOO_MANY_ATTEMPTS);
    }
    if (transaction.startsWith(NOT_FOR_US)) {
      return new Outcome.Failed(Refusal.POLICY);
    }
    try {
      return file.find(transaction, clock.instant())
          .map(IdentityReview::outcome)
          .orElseGet(() -> new Outcome.Failed(Refusal.EXPIRED));
    } catch (ReviewFile.Unreachable e) {
      return new Outcome.Unanswered();
    }
  }

  @Override
  public Erasure erase(String transaction) {
    file.forget(transaction);
    return new Erasure.Forgotten();
  }
}
