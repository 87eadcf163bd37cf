package dev.afterglow.house.body;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Affine;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Vec3;
import java.util.Map;

/** The presenter's outfit and hands, carried from the stance they are sculpted in to the T-pose. */
public final class BodySculpt {
  private BodySculpt() {}

  /** The outfit in the T-pose. */
  public static Surface outfit(Skeleton skeleton) {
    Map<HumanoidBone, Affine> stance = skeleton.posed(Stance.turns());
    Surface standing = standing(skeleton);
    Piece outfit = standing.piece();
    Vec3[] normals = standing.normals();
    for (int i = 0; i < normals.length; i++) {
      Affine back = Skeleton.blend(stance, outfit.weights.get(i)).inverse();
      Vec3 origin = back.apply(Vec3.ZERO);
      normals[i] = back.apply(normals[i]).minus(origin).unit();
      outfit.points.set(i, back.apply(outfit.points.get(i)));
    }
    return standing;
  }

  /** The outfit as it hangs in the stance. */
  public static Surface standing(Skeleton skeleton) {
    Map<HumanoidBone, Affine> stance = skeleton.posed(Stance.turns());
    Piece outfit = Outfit.build();
    outfit.join(Sleeve.build(skeleton, stance, 1));
    outfit.join(Sleeve.build(skeleton, stance, -1));
    Vec3[] normals = Surface.normals(outfit.points, outfit.triangles, p -> true);
    return new Surface("Outfit", Surface.Material.OUTFIT, outfit, normals, Map.of());
  }

  /** Both hands; they are sculpted in the T-pose itself. */
  public static Surface hands(Skeleton skeleton) {
    Piece hands = Hand.build(skeleton, 1);
    hands.join(Hand.build(skeleton, -1));
    Vec3[] normals = Surface.normals(hands.points, hands.triangles, p -> true);
    return new Surface("Hands", Surface.Material.SKIN, hands, normals, Map.of());
  }
}
