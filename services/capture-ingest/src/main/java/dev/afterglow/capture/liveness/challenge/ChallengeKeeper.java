package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.capture.liveness.digits.DigitPrompt;
import dev.afterglow.capture.liveness.digits.DigitVoice;
import dev.afterglow.capture.liveness.digits.Speech;
import dev.afterglow.capture.liveness.digits.SpokenDigits;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a driver, at most one thing at a time, and keeps how the driver stands.
 *
 * <p>When the driver saw a challenge is the device's word, held to what is possible: not before it
 * was sent, and not later than a ping's round trip and a second after that, which also counts when
 * the device says nothing. Frames that come more than {@link #GRACE_US} behind the answer's time
 * come too late to count, whatever time they carry.
 *
 * <p>A challenge whose frames did not come is asked again soon; the third of that kind in a row is
 * a miss, so that nobody escapes by sending nothing. Times are microseconds on the service's clock.
 * For one thread.
 */
public final class ChallengeKeeper {
  /** How long a device may take to show a challenge that has reached it. */
  public static final long SHOWING_US = 1_000_000;

  /** A round trip counts at most so much. */
  public static final long LONGEST_TRIP_US = 1_000_000;

  /** How long the last frames of an answer may be on their way. */
  public static final long GRACE_US = 700_000;

  private static final int UNSEEN_IN_A_ROW = 3;
  private static final int RELIEF = 3;

  private final ChallengeChoice choice;
  private final Duration spacing;
  private final Evidence evidence = new Evidence();
  private ChallengeStanding standing;
  private @Nullable Out out;
  private long nextUs = Long.MIN_VALUE;
  private long earliestUs = Long.MIN_VALUE;
  private final Executor checks;
  private final SpokenDigits digits;
  private @Nullable AtomicReference<Optional<ChallengeOutcome>> checking;
  private int unseen;

  /**
   * A challenge to be sent.
   *
   * @param id a UUID
   */
  public record Asked(String id, Challenge challenge) {}

  private record Out(Asked asked, long sentUs, long latestShownUs, long shownUs) {
    Out shown(long us) {
      return new Out(asked, sentUs, latestShownUs, Math.clamp(us, sentUs, latestShownUs));
    }
  }

  /**
   * A driver who was not asked yet.
   *
   * @param choice what to ask, and when
   * @param spacing the least time between two challenges
   */
  public ChallengeKeeper(ChallengeChoice choice, Duration spacing) {
    this(choice, spacing, new ChallengeStanding.Clear(), 0, Runnable::run);
  }

  /**
   * A driver who was asked before a restart. Who then stood in doubt is asked soon.
   *
   * @param standing how the driver stood
   * @param unseen challenges in a row whose frames had not come
   * @param checks where spoken answers are looked at, which takes up to a quarter of a second
   */
  public ChallengeKeeper(
      ChallengeChoice choice,
      Duration spacing,
      ChallengeStanding standing,
      int unseen,
      Executor checks) {
    this.choice = choice;
    this.checks = checks;
    this.digits = new SpokenDigits(choice.random());
    this.spacing = spacing;
    this.standing = standing;
    this.unseen = unseen;
  }

  /** Challenges in a row whose frames did not come, 0 to 2. */
  public int unseen() {
    return unseen;
  }

  /** How the driver stands. */
  public ChallengeStanding standing() {
    return standing;
  }

  /** Motion of the source that is or would be asked, as it was captured. */
  public void captured(MotionFrame raw) {
    evidence.add(raw);
  }

  /** The voice that is heard, as it was captured. */
  public void spoken(VoicePacket raw) {
    evidence.add(raw);
    digits.take(raw);
  }

  /** The driver wants to teach their digits; who is in doubt, or is asked something, may not. */
  public void teach(long nowUs) {
    digits.begin(out == null && standing instanceof ChallengeStanding.Clear, nowUs);
  }

  /** What to show a driver who teaches their digits, if that changes. */
  public Optional<DigitPrompt> lesson(long nowUs) {
    return digits.tick(nowUs);
  }

  /** The drive is over: what is known of its driver's voice is forgotten. */
  public void forget() {
    digits.forget();
  }

  /** Another source gives the face from now on; what is out can be answered by nobody. */
  public void sourceChanged(long nowUs) {
    evidence.forget();
    digits.stop();
    if (out != null) {
      settled(new ChallengeOutcome.Unseen(), nowUs);
    }
  }

  /** Whether what the source captures could prove anything. */
  public boolean answerable() {
    return choice.possible(means());
  }

  /** A window said that nobody live drives. */
  public void doubted(long nowUs) {
    if (out == null && nextUs != Long.MIN_VALUE) {
      nextUs = Math.min(nextUs, soonest(nowUs));
    }
  }

  /**
   * What to ask now, if it is time.
   *
   * @param ids gives it its id, a UUID
   * @param tripUs the newest ping's way there and back
   * @param inDoubt whether the newest window was not live
   */
  public Optional<Asked> ask(Supplier<String> ids, long tripUs, boolean inDoubt, long nowUs) {
    if (nextUs == Long.MIN_VALUE) {
      boolean doubted = unseen > 0 || !(standing instanceof ChallengeStanding.Clear);
      nextUs = doubted ? soonest(nowUs) : nowUs + us(choice.nextIn());
    }
    // A lesson ends within three minutes, and there are three at most: what is not urgent waits.
    if (out != null || nowUs < nextUs || (digits.teaching() && !inDoubt)) {
      return Optional.empty();
    }
    Optional<Challenge> challenge = choice.next(means(), need(inDoubt));
    return challenge.map(
        it -> {
          Asked asked = new Asked(ids.get(), it);
          long latest = nowUs + Math.clamp(tripUs, 0, LONGEST_TRIP_US) + SHOWING_US;
          out = new Out(asked, nowUs, latest, latest);
          evidence.holdFrom(nowUs - AnswerCheck.BEFORE_US);
          digits.stop();
          return asked;
        });
  }

  /**
   * The device says when the driver saw a challenge; one that is not out says nothing.
   *
   * @param claimedUs its word, on the service's clock
   */
  public void shown(String id, long claimedUs) {
    if (out != null && out.asked().id().equals(id)) {
      out = out.shown(claimedUs);
    }
  }

  /** How the challenge that is out ended, when its time is over. */
  public Optional<ChallengeOutcome> settle(long nowUs) {
    if (out == null || nowUs < out.shownUs() + Challenge.LATEST_US + GRACE_US) {
      return Optional.empty();
    }
    if (checking == null) {
      checking = check(out);
    }
    Optional<ChallengeOutcome> outcome = checking.get();
    outcome.ifPresent(it -> settled(it, nowUs));
    return outcome;
  }

  /** Looks at an answer: at a spoken one aside. What fails there counts as not seen. */
  private AtomicReference<Optional<ChallengeOutcome>> check(Out asked) {
    AtomicReference<Optional<ChallengeOutcome>> result = new AtomicReference<>(Optional.empty());
    List<MotionFrame> frames = evidence.frames();
    Speech speech = evidence.speech();
    Optional<DigitVoice> voice = digits.voice();
    AnswerCheck.Spoken spoken =
        (code, fromUs, toUs) ->
            voice.map(it -> it.reads(speech.between(fromUs, toUs), code).said()).orElse(false);
    Challenge challenge = asked.asked().challenge();
    Executor where = challenge instanceof Challenge.SpokenCode ? checks : Runnable::run;
    where.execute(
        () -> {
          ChallengeOutcome outcome = new ChallengeOutcome.Unseen();
          try {
            outcome = AnswerCheck.check(challenge, frames, spoken, asked.shownUs());
          } finally {
            result.set(Optional.of(outcome));
          }
        });
    return result;
  }

  private AnswerMeans means() {
    return evidence.means(digits.voice().isPresent());
  }

  private ChallengeChoice.Need need(boolean inDoubt) {
    return switch (standing) {
      case ChallengeStanding.Clear _ ->
          inDoubt ? ChallengeChoice.Need.SOME : ChallengeChoice.Need.LITTLE;
      case ChallengeStanding.OneMissed _, ChallengeStanding.Recheck _ -> ChallengeChoice.Need.SOME;
      case ChallengeStanding.Standby _ -> ChallengeChoice.Need.MUCH;
    };
  }

  private void settled(ChallengeOutcome outcome, long nowUs) {
    out = null;
    checking = null;
    evidence.release();
    unseen = outcome instanceof ChallengeOutcome.Unseen ? unseen + 1 : 0;
    boolean escaped = unseen >= UNSEEN_IN_A_ROW;
    standing = standing.after(escaped ? new ChallengeOutcome.Unanswered() : outcome);
    unseen = escaped ? 0 : unseen;
    if (outcome instanceof ChallengeOutcome.Answered) {
      earliestUs = nowUs + RELIEF * us(spacing);
      nextUs = Math.max(earliestUs, nowUs + us(choice.nextIn()));
    } else {
      earliestUs = nowUs + us(spacing);
      nextUs = soonest(nowUs);
    }
  }

  private long soonest(long nowUs) {
    return Math.max(earliestUs, nowUs + us(choice.withinTwice(spacing)));
  }

  private static long us(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
