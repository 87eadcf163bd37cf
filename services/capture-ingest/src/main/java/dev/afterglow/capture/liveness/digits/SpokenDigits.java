package dev.afterglow.capture.liveness.digits;

import dev.afterglow.capture.liveness.digits.DigitPrompt.Step;
import dev.afterglow.drive.VoicePacket;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a drive knows of how its driver says digits. Learnt once: whoever takes a drive over cannot
 * teach it another voice. It lives as long as the drive is in memory and nowhere else. For one
 * thread.
 */
public final class SpokenDigits {
  /** So many lessons may be tried. */
  static final int MOST_LESSONS = 3;

  private final RandomGenerator random;
  private @Nullable DigitLesson lesson;
  private @Nullable DigitVoice voice;
  private @Nullable DigitPrompt said;
  private int lessons;

  /**
   * Nothing is known.
   *
   * @param random the order of a lesson comes from it
   */
  public SpokenDigits(RandomGenerator random) {
    this.random = random;
  }

  /** The driver's digits; empty until they are taught. */
  public Optional<DigitVoice> voice() {
    return Optional.ofNullable(voice);
  }

  /** Whether a lesson goes on. */
  public boolean teaching() {
    return lesson != null;
  }

  /**
   * The driver wants to teach their digits. Whoever did already is told so, whoever may not that it
   * is given up.
   *
   * @param allowed whether the driver is in no doubt
   */
  public void begin(boolean allowed, long nowUs) {
    if (voice != null) {
      said = new DigitPrompt(Step.DONE, -1, DigitPrompt.WANTED);
    } else if (!allowed || lessons >= MOST_LESSONS) {
      stop();
      said = new DigitPrompt(Step.GIVEN_UP, -1, 0);
    } else {
      lessons++;
      DigitLesson begun = new DigitLesson(random, nowUs);
      lesson = begun;
      said = begun.begin(nowUs);
    }
  }

  /** The lesson that goes on is given up: something else is asked, or another source speaks. */
  public void stop() {
    if (lesson != null) {
      lesson = null;
      said = new DigitPrompt(Step.GIVEN_UP, -1, 0);
    }
  }

  /** The drive is over: nothing is known any more. */
  public void forget() {
    lesson = null;
    voice = null;
    said = null;
  }

  /** The voice that is heard, 48,000 samples a second. */
  public void take(VoicePacket raw) {
    if (lesson != null) {
      lesson.take(raw);
    }
  }

  /** What to show the driver now, if that changes. */
  public Optional<DigitPrompt> tick(long nowUs) {
    DigitLesson going = lesson;
    if (said == null && going != null) {
      said = going.tick(nowUs).orElse(null);
      if (going.over()) {
        voice = going.learnt().orElse(null);
        lesson = null;
      }
    }
    Optional<DigitPrompt> now = Optional.ofNullable(said);
    said = null;
    return now;
  }
}
