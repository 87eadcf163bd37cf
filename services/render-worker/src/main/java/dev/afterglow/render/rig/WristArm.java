package dev.afterglow.render.rig;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.WristPose;
import dev.afterglow.render.space.Turn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An arm of which the drive tracks the wrist alone. The wrist goes where it is tracked, in metres
 * from the figure's eyes as posed; the elbow goes down, back and outwards ({@link #POLE}), as the
 * chest stands. A hand whose turn is tracked has it, and the forearm takes 0.6 of what of it is
 * about the forearm; another goes on from the forearm.
 *
 * <p>A wrist that is no longer tracked is held where it was last, and the arm goes to how the
 * figure rests within {@value #BLEND_US} microseconds of the drive's time; one that is tracked
 * again comes back as slowly. The first frame after {@link #rest} is posed at once. Where the drive
 * has bones of the arm they count, at once.
 */
final class WristArm {
  /** From rest to tracked and back. */
  static final long BLEND_US = 200_000;

  /** Where the elbow goes: outwards, up and ahead. */
  static final float[] POLE = {0.4f, -0.6f, -0.7f};

  private static final long NEVER = Long.MIN_VALUE;

  private final NodePose pose;
  private final Hand hand;
  private final ArmReach reach;
  private final int chest;
  private final float[] chestTurn = {0, 0, 0, 1};
  private final float[] elbow = new float[3];
  private final double[] wanted = new double[3];
  private final double[] toWrist = new double[3];
  private final double[] pole = new double[3];
  private final float[] handTurn = new float[4];
  private final float[][] before = new float[3][4];
  private boolean turned;
  private double share;
  private long lastUs = NEVER;

  /**
   * @param chest the trunk's uppermost bone, or -1
   */
  WristArm(NodePose pose, Hand hand, ArmReach reach, int chest) {
    this.pose = pose;
    this.hand = hand;
    this.reach = reach;
    this.chest = chest;
  }

  /** Forgets what was tracked. */
  void rest() {
    share = 0;
    lastUs = NEVER;
  }

  /** Whether the wrist decides how the arm is, wholly or in part, since {@link #apply}. */
  boolean moves() {
    return share > 0;
  }

  /**
   * Poses the arm and places its nodes.
   *
   * @param eyes where the figure's eyes are, 3 values in the world
   * @param driven whether the drive has bones of the arm
   */
  void apply(MotionFrame motion, float[] eyes, boolean driven) {
    Optional<WristPose> side = hand == Hand.LEFT ? motion.wrists().left() : motion.wrists().right();
    WristPose wrist = driven ? null : side.orElse(null);
    step(motion.timeUs(), wrist != null, driven);
    if (wrist != null) {
      note(wrist);
    }
    if (share > 0) {
      pose(eyes, motion.bones().get(hand.bone()));
    }
  }

  private void step(long timeUs, boolean tracked, boolean driven) {
    if (driven || lastUs == NEVER) {
      share = tracked ? 1 : 0;
    } else {
      double way = Math.clamp((double) (timeUs - lastUs) / BLEND_US, 0, 1);
      share = Math.clamp(share + (tracked ? way : -way), 0, 1);
    }
    lastUs = timeUs;
  }

  private void note(WristPose wrist) {
    wanted[0] = wrist.xM();
    wanted[1] = wrist.yM();
    wanted[2] = wrist.zM();
    turned = wrist.turn().isPresent();
    if (turned) {
      Rotation turn = wrist.turn().get();
      handTurn[0] = turn.x();
      handTurn[1] = turn.y();
      handTurn[2] = turn.z();
      handTurn[3] = turn.w();
    }
  }

  private void pose(float[] eyes, @Nullable Rotation ownTurn) {
    System.arraycopy(pose.turnOf(reach.upper), 0, before[0], 0, 4);
    System.arraycopy(pose.turnOf(reach.lower), 0, before[1], 0, 4);
    System.arraycopy(pose.turnOf(reach.wrist), 0, before[2], 0, 4);
    int joint = reach.upper * 16 + 12;
    for (int k = 0; k < 3; k++) {
      toWrist[k] = eyes[k] + wanted[k] - pose.world()[joint + k];
    }
    if (chest >= 0) {
      pose.turnedFromRest(chest, chestTurn);
    }
    Turn.apply(chestTurn, hand.side * POLE[0], POLE[1], POLE[2], elbow);
    for (int k = 0; k < 3; k++) {
      pole[k] = elbow[k];
    }
    reach.solve(toWrist, pole);
    boolean turns = turned && ownTurn == null;
    if (turns) {
      reach.twist(handTurn);
    }
    reach.turn();
    if (turns) {
      pose.turnTo(reach.wrist, handTurn);
    }
    blend();
    reach.place();
  }

  private void blend() {
    if (share >= 1) {
      return;
    }
    float taken = (float) (share * share * (3 - 2 * share));
    Turn.lerp(before[0], pose.turnOf(reach.upper), taken, pose.turnOf(reach.upper));
    Turn.lerp(before[1], pose.turnOf(reach.lower), taken, pose.turnOf(reach.lower));
    Turn.lerp(before[2], pose.turnOf(reach.wrist), taken, pose.turnOf(reach.wrist));
  }
}
