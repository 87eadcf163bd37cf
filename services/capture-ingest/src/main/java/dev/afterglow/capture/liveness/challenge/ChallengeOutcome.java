package dev.afterglow.capture.liveness.challenge;

/** How a challenge ended. */
public sealed interface ChallengeOutcome {
  /**
   * The motion answered in time.
   *
   * @param reactionUs from showing to the answer, 0.25 to 4 s
   */
  record Answered(long reactionUs) implements ChallengeOutcome {}

  /** What was asked for was there before anyone could have done it, and stayed. */
  record TooEarly() implements ChallengeOutcome {}

  /** Four seconds went by without it. */
  record Unanswered() implements ChallengeOutcome {}

  /** The frames of those four seconds did not come, so it says nothing about the driver. */
  record Unseen() implements ChallengeOutcome {}
}
