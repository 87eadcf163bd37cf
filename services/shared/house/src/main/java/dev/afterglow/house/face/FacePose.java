package dev.afterglow.house.face;

import java.util.List;

/**
 * One expression as the sculpt understands it.
 *
 * @param left lids of the figure's left eye
 * @param right lids of the figure's right eye
 * @param gaze where the eyes turn
 * @param tongueOut 0 inside, 1 shown
 * @param moves movements of the skin and jaw, added up
 */
public record FacePose(
    LidPose left, LidPose right, Gaze gaze, double tongueOut, List<Deform> moves) {
  public static final FacePose REST =
      new FacePose(LidPose.REST, LidPose.REST, Gaze.AHEAD, 0, List.of());

  public FacePose {
    moves = List.copyOf(moves);
  }

  /** Turns of the eyes in degrees: yaw to the figure's left, pitch downward. */
  record Gaze(double leftYaw, double leftPitch, double rightYaw, double rightPitch) {
    static final Gaze AHEAD = new Gaze(0, 0, 0, 0);
  }

  LidPose lids(int side) {
    return side > 0 ? left : right;
  }

  static FacePose lids(LidPose left, LidPose right) {
    return new FacePose(left, right, Gaze.AHEAD, 0, List.of());
  }

  static FacePose moving(Deform... moves) {
    return new FacePose(LidPose.REST, LidPose.REST, Gaze.AHEAD, 0, List.of(moves));
  }

  FacePose with(Gaze turned) {
    return new FacePose(left, right, turned, tongueOut, moves);
  }

  FacePose tongue(double out) {
    return new FacePose(left, right, gaze, out, moves);
  }

  FacePose withLids(LidPose newLeft, LidPose newRight) {
    return new FacePose(newLeft, newRight, gaze, tongueOut, moves);
  }
}
