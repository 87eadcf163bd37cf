package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    this(choice, spacing, new ChallengeStanding.Clear(), 0);
  }

  /**
   * A driver who was asked before a restart. Who then stood in doubt is asked soon.
   *
   * @param standing how the driver stood
   * @param unseen challenges in a row whose frames had not come
   */
  public ChallengeKeeper(
      ChallengeChoice choice, Duration spacing, ChallengeStanding standing, int unseen) {
    this.choice = choice;
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
  }

  /** Another source gives the face from now on; what is out can be answered by nobody. */
  public void sourceChanged(long nowUs) {
    evidence.forget();
    if (out != null) {
      settled(new ChallengeOutcome.Unseen(), nowUs);
    }
  }

  /** Whether what the source captures could prove anything. */
  public boolean answerable() {
    return choice.possible(evidence.means());
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
    if (out != null || nowUs < nextUs) {
      return Optional.empty();
    }
    Optional<Challenge> challenge = choice.next(evidence.means(), need(inDoubt));
    return challenge.map(
        it -> {
          Asked asked = new Asked(ids.get(), it);
          long latest = nowUs + Math.clamp(tripUs, 0, LONGEST_TRIP_US) + SHOWING_US;
          out = new Out(asked, nowUs, latest, latest);
          evidence.holdFrom(nowUs - AnswerCheck.BEFORE_US);
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
    List<MotionFrame> frames = evidence.frames();
    ChallengeOutcome outcome =
        AnswerCheck.check(out.asked().challenge(), frames, evidence.sounds(), out.shownUs());
    settled(outcome, nowUs);
    return Optional.of(outcome);
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
