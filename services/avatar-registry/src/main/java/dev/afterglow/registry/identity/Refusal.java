package dev.afterglow.registry.identity;

/** Why a provider refused; the words are the same over all providers. */
public enum Refusal {
  /** Name and number belong to different people. */
  NAME_DIFFERS,
  /** Nobody has this number. */
  NO_SUCH_IDENTITY,
  /** The authority keeps no photograph; another way is needed. */
  NO_PHOTO,
  /** The face is another's. */
  FACE_DIFFERS,
  /** The picture was no living person at the device. */
  LIVENESS_RISK,
  /** The provider's own rules. */
  POLICY,
  /** Too many attempts today. */
  TOO_MANY_ATTEMPTS,
  /** The attempt ran out before the person finished. */
  EXPIRED,
  /** What was read aloud was not what was asked for, or could not be made out. */
  INTENTION_UNCLEAR,
  /** One of two reviewers approved and the other refused. */
  REVIEWERS_DISAGREED
}
