package dev.afterglow.house.body;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Affine;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Vec3;
import java.util.Arrays;
import java.util.Map;

/** The presenter's outfit and hands, carried from the stance they are sculpted in to the T-pose. */
public final class BodySculpt {
  private BodySculpt() {}

  public static Surface outfit(Skeleton skeleton) {
    Map<HumanoidBone, Affine> stance = skeleton.posed(Stance.turns());
    Piece outfit = Outfit.build();
    outfit.join(Sleeve.build(skeleton, stance, 1));
    outfit.join(Sleeve.build(skeleton, stance, -1));
    Vec3[] normals = Surface.normals(outfit.points, outfit.triangles, p -> true);
    for (int i = 0; i < normals.length; i++) {
      Affine back = Skeleton.blend(stance, outfit.weights.get(i)).inverse();
      Vec3 origin = back.apply(Vec3.ZERO);
      normals[i] = back.apply(normals[i]).minus(origin).unit();
      outfit.points.set(i, back.apply(outfit.points.get(i)));
    }
    return new Surface("Outfit", Surface.Material.OUTFIT, outfit, normals, Map.of());
  }

  /** Both hands; they are sculpted in the T-pose itself. */
  public static Surface hands(Skeleton skeleton) {
    Piece left = Hand.build(skeleton, 1);
    Piece right = Hand.build(skeleton, -1);
    Vec3[] leftNormals = Hand.normals(left, skeleton, 1);
    Vec3[] rightNormals = Hand.normals(right, skeleton, -1);
    left.join(right);
    Vec3[] normals = Arrays.copyOf(leftNormals, left.points.size());
    System.arraycopy(rightNormals, 0, normals, leftNormals.length, rightNormals.length);
    return new Surface("Hands", Surface.Material.SKIN, left, normals, Map.of());
  }
}
