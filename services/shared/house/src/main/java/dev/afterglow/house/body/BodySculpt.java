package dev.afterglow.house.body;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Affine;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Vec3;
import java.util.Arrays;
import java.util.Map;

/** Clothes and hands of a presenter, carried from the stance they are sculpted in to the T-pose. */
public final class BodySculpt {
  private final Skeleton skeleton;
  private final Build build;

  public BodySculpt(Skeleton skeleton, Build build) {
    this.skeleton = skeleton;
    this.build = build;
  }

  /**
   * Clothes.
   *
   * @param name of their surface
   */
  public Surface clothes(Garment garment, String name) {
    Map<HumanoidBone, Affine> stance = skeleton.posed(Stance.turns());
    Piece clothes = garment.trunk(build);
    clothes.join(sleeve(garment, stance, 1));
    clothes.join(sleeve(garment, stance, -1));
    Vec3[] normals = Surface.normals(clothes.points, clothes.triangles, p -> true);
    Shoulders.soften(clothes.points, normals, build.torso().shoulderX());
    for (int i = 0; i < normals.length; i++) {
      Affine back = Skeleton.blend(stance, clothes.weights.get(i)).inverse();
      Vec3 origin = back.apply(Vec3.ZERO);
      normals[i] = back.apply(normals[i]).minus(origin).unit();
      clothes.points.set(i, back.apply(clothes.points.get(i)));
    }
    return new Surface(name, Surface.Material.OUTFIT, clothes, normals, Map.of());
  }

  private Piece sleeve(Garment garment, Map<HumanoidBone, Affine> stance, int side) {
    double girth = build.arm() * garment.girth();
    return Sleeve.build(skeleton, stance, side, build.torso(), girth, garment.sleeve());
  }

  /** Both hands; they are sculpted in the T-pose itself. */
  public Surface hands() {
    Piece left = Hand.build(skeleton, 1, build.hand());
    Piece right = Hand.build(skeleton, -1, build.hand());
    Vec3[] leftNormals = Hand.normals(left, skeleton, 1, build.hand());
    Vec3[] rightNormals = Hand.normals(right, skeleton, -1, build.hand());
    left.join(right);
    Vec3[] normals = Arrays.copyOf(leftNormals, left.points.size());
    System.arraycopy(rightNormals, 0, normals, leftNormals.length, rightNormals.length);
    return new Surface("Hands", Surface.Material.SKIN, left, normals, Map.of());
  }
}
