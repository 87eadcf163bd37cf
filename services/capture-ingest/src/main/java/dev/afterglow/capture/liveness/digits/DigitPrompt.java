package dev.afterglow.capture.liveness.digits;

/**
 * What a speaker is shown while they teach their digits.
 *
 * @param step what to do
 * @param digit which digit to say, 0 to 9; -1 when nothing is to be said
 * @param kept takes that were kept, 0 to 20
 */
public record DigitPrompt(Step step, int digit, int kept) {
  /** Takes of a whole lesson. */
  public static final int WANTED = 20;

  /** What to do. */
  public enum Step {
    /** Say the digit now. */
    SAY,
    /** Say the digit again: it was not heard as one word, or unlike the take before. */
    AGAIN,
    /** All are known. */
    DONE,
    /** The lesson is over, and nothing was learnt. */
    GIVEN_UP
  }
}
