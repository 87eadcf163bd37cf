package dev.afterglow.registry.identity.review;

import dev.afterglow.registry.identity.Refusal;
import java.util.Optional;

/** Why a reviewer decides so; a reason to refuse is one of the words that every provider has. */
public enum ReviewReason {
  /** Person and document were before the reviewer. */
  SEEN_IN_PERSON,
  /** Person and document were seen together, live, on a video call. */
  SEEN_ON_VIDEO,
  /** What the document says is not what was filed. */
  NAME_DIFFERS(Refusal.NAME_DIFFERS),
  /** The document is not genuine, or the authority does not know it. */
  NO_SUCH_IDENTITY(Refusal.NO_SUCH_IDENTITY),
  /** The person is not the one on the document. */
  FACE_DIFFERS(Refusal.FACE_DIFFERS),
  /** It was no living person at that moment. */
  LIVENESS_RISK(Refusal.LIVENESS_RISK),
  /** The operator's own rules. */
  POLICY(Refusal.POLICY);

  private final Optional<Refusal> refusal;

  ReviewReason() {
    this.refusal = Optional.empty();
  }

  ReviewReason(Refusal refusal) {
    this.refusal = Optional.of(refusal);
  }

  /** The refusal that it is; empty for a reason to approve. */
  public Optional<Refusal> refusal() {
    return refusal;
  }

  /** The one verdict that it goes with. */
  public ReviewVerdict verdict() {
    return refusal.isPresent() ? ReviewVerdict.REFUSE : ReviewVerdict.APPROVE;
  }
}
