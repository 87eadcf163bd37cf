package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.util.List;

/**
 * Whether motion answers a challenge in its window, 0.25 to 4 s after showing. Everything is
 * measured against the mean of the second before showing, so a face that smiles anyway has to smile
 * more.
 *
 * <p>The amounts are chosen by judgement: a shape has to rise by 0.25 (trackers give 0.4 to 0.8 for
 * a plain gesture, and stay below 0.2 at rest), the head has to turn by 12 degrees, more than the
 * wandering of talk and less than hurts the picture. Speaking four digits opens and closes the
 * mouth at least three times, and the voice of those seconds has to say them.
 */
public final class AnswerCheck {
  private static final float RISE = 0.25f;
  private static final double TURN_RAD = Math.toRadians(12);
  private static final float OPENING = 0.06f;
  private static final int OPENINGS = 3;
  static final long BEFORE_US = 1_000_000;
  private static final int LEAST_BEFORE = 5;
  private static final int LEAST_WITHIN = 20;

  private AnswerCheck() {}

  /** Whether a voice said something. */
  @FunctionalInterface
  public interface Spoken {
    /**
     * Whether it said these digits.
     *
     * @param fromUs the earliest instant that counts, on the frames' clock
     * @param toUs the first that counts no more
     */
    boolean says(String digits, long fromUs, long toUs);
  }

  /**
   * Checks an answer.
   *
   * @param frames in order of time, from a second before {@code shownUs} to four seconds after it;
   *     others are ignored
   * @param spoken the voice of the same time; asked for a spoken code alone
   * @param shownUs when the driver saw it, on the frames' clock
   */
  public static ChallengeOutcome check(
      Challenge challenge, List<MotionFrame> frames, Spoken spoken, long shownUs) {
    List<MotionFrame> before = between(frames, shownUs - BEFORE_US, shownUs);
    List<MotionFrame> after = between(frames, shownUs, shownUs + Challenge.LATEST_US + 1);
    if (before.size() < LEAST_BEFORE || after.size() < LEAST_WITHIN) {
      return new ChallengeOutcome.Unseen();
    }
    Progress progress =
        switch (challenge) {
          case Challenge.Gesture gesture -> new Shapes(gesture, before);
          case Challenge.HeadPose pose -> new Head(pose.turn(), before);
          case Challenge.SpokenCode _ -> new Mouth(before);
        };
    ChallengeOutcome outcome = outcome(progress, after, shownUs);
    boolean mute =
        outcome instanceof ChallengeOutcome.Answered
            && challenge instanceof Challenge.SpokenCode code
            && !spoken.says(
                code.digits(), shownUs + Challenge.EARLIEST_US, shownUs + Challenge.LATEST_US);
    return mute ? new ChallengeOutcome.Unanswered() : outcome;
  }

  private static ChallengeOutcome outcome(
      Progress progress, List<MotionFrame> after, long shownUs) {
    boolean early = false;
    for (MotionFrame frame : after) {
      boolean done = progress.done(frame);
      long sinceUs = frame.timeUs() - shownUs;
      if (sinceUs < Challenge.EARLIEST_US) {
        early |= done;
      } else if (done && !early) {
        return new ChallengeOutcome.Answered(sinceUs);
      }
    }
    return early ? new ChallengeOutcome.TooEarly() : new ChallengeOutcome.Unanswered();
  }

  private static List<MotionFrame> between(List<MotionFrame> frames, long fromUs, long toUs) {
    return frames.stream().filter(it -> it.timeUs() >= fromUs && it.timeUs() < toUs).toList();
  }

  /** Looks at frame after frame. */
  private interface Progress {
    boolean done(MotionFrame frame);
  }

  private static final class Shapes implements Progress {
    private final ArkitShape[] shapes;
    private final float[] resting;

    Shapes(Challenge.Gesture gesture, List<MotionFrame> before) {
      shapes = gesture.shapes().toArray(ArkitShape[]::new);
      resting = new float[shapes.length];
      for (int i = 0; i < shapes.length; i++) {
        for (MotionFrame frame : before) {
          resting[i] += frame.shapes().getOr(shapes[i], 0) / before.size();
        }
      }
    }

    @Override
    public boolean done(MotionFrame frame) {
      ShapeWeights face = frame.shapes();
      for (int i = 0; i < shapes.length; i++) {
        if (!(face.getOr(shapes[i], 0) - resting[i] >= RISE)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final class Head implements Progress {
    private final HeadTurn turn;
    private final float[] channels = new float[MotionChannel.COUNT];
    private final double resting;

    Head(HeadTurn turn, List<MotionFrame> before) {
      this.turn = turn;
      double sum = 0;
      for (MotionFrame frame : before) {
        sum += angle(frame);
      }
      resting = sum / before.size();
    }

    @Override
    public boolean done(MotionFrame frame) {
      return frame.head().isPresent() && angle(frame) - resting >= TURN_RAD;
    }

    private double angle(MotionFrame frame) {
      MotionChannel.read(frame, channels);
      return turn.of(channels);
    }
  }

  private static final class Mouth implements Progress {
    private final float[] channels = new float[MotionChannel.COUNT];
    private final float resting;
    private boolean open;
    private int openings;

    Mouth(List<MotionFrame> before) {
      float least = Float.MAX_VALUE;
      for (MotionFrame frame : before) {
        least = Math.min(least, opening(frame));
      }
      resting = least;
    }

    @Override
    public boolean done(MotionFrame frame) {
      float opened = opening(frame) - resting;
      if (!open && opened >= OPENING) {
        open = true;
        openings++;
      } else if (open && opened < OPENING / 2) {
        open = false;
      }
      return openings >= OPENINGS && !open;
    }

    private float opening(MotionFrame frame) {
      MotionChannel.read(frame, channels);
      return MotionChannel.mouth(channels);
    }
  }
}
