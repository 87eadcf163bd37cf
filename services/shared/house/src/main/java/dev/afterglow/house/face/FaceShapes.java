package dev.afterglow.house.face;

import static dev.afterglow.house.face.MouthMove.even;
import static dev.afterglow.house.face.MouthMove.oneSided;
import static dev.afterglow.house.face.Moves.brow;
import static dev.afterglow.house.face.Moves.patch;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.house.face.FacePose.Gaze;
import dev.afterglow.house.mesh.Vec3;
import java.util.List;

/** What each of the 52 shapes does to the house presenter's face at full weight. */
public final class FaceShapes {
  private static final Vec3 O = Vec3.ZERO;

  private FaceShapes() {}

  private static Vec3 v(double x, double y, double z) {
    return new Vec3(x, y, z);
  }

  /** The pose of one shape at weight 1. */
  public static FacePose pose(ArkitShape shape) {
    int side = shape.arkitName().endsWith("Right") ? -1 : 1;
    return switch (shape) {
      case EYE_BLINK_LEFT, EYE_BLINK_RIGHT -> lids(side, LidPose.SHUT);
      case EYE_WIDE_LEFT, EYE_WIDE_RIGHT -> lids(side, new LidPose(0, 0.3, -0.15));
      case EYE_SQUINT_LEFT, EYE_SQUINT_RIGHT ->
          moved(lids(side, new LidPose(0.16, 0, 0.5)), side, -1.9, 0.22);
      case EYE_LOOK_UP_LEFT, EYE_LOOK_UP_RIGHT -> look(side, 0, -18, new LidPose(0, 0.16, -0.05));
      case EYE_LOOK_DOWN_LEFT, EYE_LOOK_DOWN_RIGHT -> look(side, 0, 20, new LidPose(0.36, 0, -0.1));
      case EYE_LOOK_IN_LEFT, EYE_LOOK_IN_RIGHT -> sidelong(side, -side);
      case EYE_LOOK_OUT_LEFT, EYE_LOOK_OUT_RIGHT -> sidelong(side, side);
      case CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT ->
          moved(lids(side, new LidPose(0, 0, 0.32)), side, -2.3, 0.42);
      case JAW_OPEN -> FacePose.moving(Moves::jawOpen);
      case JAW_FORWARD -> FacePose.moving(Moves.jawShift(0, 0.6));
      case JAW_LEFT -> FacePose.moving(Moves.jawShift(0.6, 0));
      case JAW_RIGHT -> FacePose.moving(Moves.jawShift(-0.6, 0));
      case TONGUE_OUT ->
          FacePose.moving(even(O, v(0, 0.05, 0), v(0, 0.1, 0), v(0, -0.6, 0), v(0, -0.75, 0)))
              .tongue(1);
      default ->
          shape.name().startsWith("MOUTH")
              ? FacePose.moving(mouth(shape, side))
              : upper(shape, side);
    };
  }

  private static FacePose lids(int side, LidPose pose) {
    return side > 0 ? FacePose.lids(pose, LidPose.REST) : FacePose.lids(LidPose.REST, pose);
  }

  private static FacePose moved(FacePose lids, int side, double y, double up) {
    return new FacePose(
        lids.left(),
        lids.right(),
        lids.gaze(),
        0,
        List.of(patch(side * 3.9, y - 0.6, 7.4, 1.6, v(0, up, up * 0.4))));
  }

  private static FacePose look(int side, double yaw, double pitch, LidPose lid) {
    Gaze gaze = side > 0 ? new Gaze(yaw, pitch, 0, 0) : new Gaze(0, 0, yaw, pitch);
    return lids(side, lid).with(gaze);
  }

  /** An eye that turns sideways; the lid before it is pushed along a little. */
  private static FacePose sidelong(int side, int toward) {
    FacePose turned = look(side, 20 * toward, 0, LidPose.REST);
    Deform lid = patch(side * 3.3, 0.7, 8.4, 0.9, v(0.12 * toward, 0, 0));
    return new FacePose(LidPose.REST, LidPose.REST, turned.gaze(), 0, List.of(lid));
  }

  private static FacePose upper(ArkitShape shape, int side) {
    return switch (shape) {
      case BROW_DOWN_LEFT, BROW_DOWN_RIGHT ->
          FacePose.moving(
              brow(side * 2.4, 2.7, 8.4, 1.7, v(-0.14 * side, -0.55, 0.1)),
              brow(side * 4.6, 2.9, 7.2, 1.5, v(0, -0.2, 0)));
      case BROW_INNER_UP ->
          FacePose.moving(
              brow(1.6, 2.8, 8.7, 1.7, v(0, 0.62, 0)), brow(-1.6, 2.8, 8.7, 1.7, v(0, 0.62, 0)));
      case BROW_OUTER_UP_LEFT, BROW_OUTER_UP_RIGHT ->
          FacePose.moving(brow(side * 4.4, 3.0, 7.4, 2.0, v(0, 0.62, -0.1)));
      case CHEEK_PUFF ->
          FacePose.moving(
              patch(4.2, -5.6, 5.8, 2.1, v(0.75, 0, 0.45)),
              patch(-4.2, -5.6, 5.8, 2.1, v(-0.75, 0, 0.45)));
      case NOSE_SNEER_LEFT, NOSE_SNEER_RIGHT ->
          FacePose.moving(
              patch(side * 1.2, -3.5, 9.2, 0.95, v(0.08 * side, 0.4, 0)),
              oneSided(side, O, v(0, 0.2, 0), v(0, 0.06, 0), O, O));
      default -> throw new IllegalArgumentException(shape.arkitName() + " has no pose");
    };
  }

  private static Deform[] mouth(ArkitShape shape, int side) {
    return switch (shape) {
      case MOUTH_CLOSE -> one(Moves::mouthClose);
      case MOUTH_FUNNEL ->
          one(
              even(
                  v(-0.85, 0, 0.3),
                  v(-0.35, 0.34, 0.5),
                  v(0, 0.42, 0.62),
                  v(-0.35, -0.36, 0.45),
                  v(0, -0.46, 0.55)));
      case MOUTH_PUCKER ->
          one(
              even(
                  v(-1.0, 0, 0.35),
                  v(-0.48, 0.06, 0.6),
                  v(0, 0.08, 0.75),
                  v(-0.48, -0.04, 0.55),
                  v(0, -0.06, 0.7)));
      case MOUTH_LEFT, MOUTH_RIGHT -> sideways(0.7 * side);
      case MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT ->
          new Deform[] {
            oneSided(
                side,
                v(0.68, 0.72, -0.5),
                v(0.34, 0.24, -0.16),
                v(0.04, 0.03, -0.03),
                v(0.34, 0.26, -0.16),
                v(0.04, 0.06, -0.03)),
            patch(side * 4.0, -3.2, 7.0, 1.7, v(0.1 * side, 0.38, 0.22))
          };
      case MOUTH_FROWN_LEFT, MOUTH_FROWN_RIGHT ->
          one(oneSided(side, v(0.12, -0.62, -0.1), v(0.04, -0.16, 0), O, v(0.04, -0.2, 0), O));
      case MOUTH_DIMPLE_LEFT, MOUTH_DIMPLE_RIGHT ->
          one(oneSided(side, v(0.4, 0.12, -0.5), v(0.16, 0.02, -0.14), O, v(0.16, 0.04, -0.14), O));
      case MOUTH_STRETCH_LEFT, MOUTH_STRETCH_RIGHT ->
          one(
              oneSided(
                  side,
                  v(0.75, -0.3, -0.45),
                  v(0.34, -0.04, -0.12),
                  O,
                  v(0.36, -0.26, -0.14),
                  v(0, -0.08, 0)));
      default -> lips(shape, side);
    };
  }

  private static Deform[] lips(ArkitShape shape, int side) {
    return switch (shape) {
      case MOUTH_ROLL_LOWER ->
          one(even(O, O, O, v(0, 0.14, -0.4), v(0, 0.2, -0.5)).reaching(0.9, 1.2));
      case MOUTH_ROLL_UPPER ->
          one(even(O, v(0, -0.12, -0.38), v(0, -0.16, -0.46), O, O).reaching(1.0, 0.9));
      case MOUTH_SHRUG_LOWER ->
          new Deform[] {
            even(O, v(0, 0.1, 0.08), v(0, 0.14, 0.12), v(0, 0.26, 0.2), v(0, 0.36, 0.28)),
            patch(0, -8.6, 8.4, 1.4, v(0, 0.3, 0.1))
          };
      case MOUTH_SHRUG_UPPER ->
          one(even(O, v(0, 0.2, 0.16), v(0, 0.3, 0.26), v(0, 0.14, 0.08), v(0, 0.2, 0.12)));
      case MOUTH_PRESS_LEFT, MOUTH_PRESS_RIGHT ->
          one(
              oneSided(
                      side,
                      v(0.16, 0.06, -0.16),
                      v(0.04, -0.1, -0.22),
                      v(0, -0.04, -0.1),
                      v(0.04, 0.16, -0.22),
                      v(0, 0.06, -0.1))
                  .reaching(1.1, 1.3));
      case MOUTH_LOWER_DOWN_LEFT, MOUTH_LOWER_DOWN_RIGHT ->
          one(oneSided(side, v(0.06, -0.1, 0), O, O, v(0.08, -0.58, 0.06), v(0, -0.36, 0.04)));
      case MOUTH_UPPER_UP_LEFT, MOUTH_UPPER_UP_RIGHT ->
          one(oneSided(side, v(0.06, 0.12, 0), v(0.06, 0.48, 0.06), v(0, 0.26, 0.04), O, O));
      default -> throw new IllegalArgumentException(shape.arkitName() + " has no pose");
    };
  }

  private static Deform[] one(Deform move) {
    return new Deform[] {move};
  }

  private static Deform[] sideways(double x) {
    Vec3 middle = v(x, 0, 0);
    Vec3 near = v(x * 0.9, 0.04, -0.12);
    Vec3 far = v(x * 0.75, -0.03, 0.05);
    Vec3[] edge =
        x > 0
            ? new Vec3[] {far, middle, middle, middle, near}
            : new Vec3[] {near, middle, middle, middle, far};
    return one(new MouthMove(edge, edge, 2.3, 3.2));
  }
}
