package dev.afterglow.house.face;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Curves;
import dev.afterglow.house.mesh.Occlusion;
import dev.afterglow.house.mesh.Piece;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Surface.Morph;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.mesh.Weights;
import dev.afterglow.house.paint.Canvas;
import dev.afterglow.house.paint.Complexion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The presenter's face and eyes with all their shapes, ready to be drawn. */
public final class FaceSculpt {
  private static final double STILL_M = 2e-6;

  /** In front of this depth two vertices in one place may be two lips or two lids. */
  private static final double SEAM_BEHIND_Z = 0.02;

  private final HeadSkin skin = new HeadSkin();
  private final Features features;

  /** The face of one person. */
  public FaceSculpt(Features features) {
    this.features = features;
  }

  /** The face's picture, with the soft shadows that hair and collar throw on it baked in. */
  public Canvas picture(Occlusion occlusion, Complexion tones) {
    return FacePainter.paint(skin, skin.openness(occlusion, features), tones);
  }

  /** Skin, lashes, ears and the inside of the mouth as one surface. */
  public Surface face() {
    List<FacePiece> pieces =
        List.of(
            skin,
            new Lashes(1, features.lash()),
            new Lashes(-1, features.lash()),
            new Ear(1),
            new Ear(-1),
            new MouthInside());
    return surface("Face", Surface.Material.SKIN, pieces, ArkitShape.values(), this::weights);
  }

  /** Both eyeballs; their shapes are the eight that turn the gaze. */
  public Surface eyes() {
    List<ArkitShape> looks = new ArrayList<>();
    for (ArkitShape shape : ArkitShape.values()) {
      if (shape.name().startsWith("EYE_LOOK")) {
        looks.add(shape);
      }
    }
    EyeBall left = new EyeBall(1);
    EyeBall right = new EyeBall(-1);
    int count = left.points(FacePose.REST).length;
    return surface(
        "Eyes",
        Surface.Material.EYE,
        List.of(left, right),
        looks.toArray(ArkitShape[]::new),
        (i, p) ->
            (i < count ? left.turns(i) : right.turns(i - count))
                ? Weights.all(i < count ? HumanoidBone.LEFT_EYE : HumanoidBone.RIGHT_EYE)
                : Weights.all(HumanoidBone.HEAD));
  }

  private interface Follow {
    Weights at(int vertex, Vec3 cm);
  }

  private Surface surface(
      String name,
      Surface.Material material,
      List<FacePiece> pieces,
      ArkitShape[] shapes,
      Follow follow) {
    Piece mesh = new Piece();
    int first = 0;
    for (FacePiece piece : pieces) {
      Vec3[] points = piece.points(FacePose.REST);
      double[][] uvs = piece.uvs();
      for (int i = 0; i < points.length; i++) {
        mesh.add(features.world(points[i]), uvs[i], follow.at(mesh.points.size(), points[i]));
      }
      for (int[] t : piece.triangles()) {
        mesh.triangles.add(new int[] {t[0] + first, t[1] + first, t[2] + first});
      }
      first += points.length;
    }
    Vec3[] normals = normals(mesh.points, mesh.triangles);
    Map<ArkitShape, Morph> morphs = new EnumMap<>(ArkitShape.class);
    for (ArkitShape shape : shapes) {
      morphs.put(shape, morph(mesh, normals, pieces, FaceShapes.pose(shape)));
    }
    return new Surface(name, material, mesh, normals, morphs);
  }

  private static Vec3[] normals(List<Vec3> points, List<int[]> triangles) {
    return Surface.normals(points, triangles, p -> p.z() < SEAM_BEHIND_Z);
  }

  private Morph morph(Piece mesh, Vec3[] normals, List<FacePiece> pieces, FacePose pose) {
    List<Vec3> moved = new ArrayList<>();
    for (FacePiece piece : pieces) {
      for (Vec3 p : piece.points(pose)) {
        moved.add(features.world(p));
      }
    }
    Vec3[] moves = new Vec3[moved.size()];
    for (int i = 0; i < moves.length; i++) {
      Vec3 d = moved.get(i).minus(mesh.points.get(i));
      moves[i] = d.length() < STILL_M ? Vec3.ZERO : d;
    }
    Vec3[] turned = normals(moved, mesh.triangles);
    Vec3[] turns = new Vec3[moves.length];
    for (int i = 0; i < turns.length; i++) {
      Vec3 d = turned[i].minus(normals[i]);
      turns[i] = d.length() < 0.004 ? Vec3.ZERO : d;
    }
    return new Morph(moves, turns);
  }

  private Weights weights(int vertex, Vec3 cm) {
    double head = Curves.smoothStep(-13.5, -8.5, cm.y() + 0.25 * Math.max(0, cm.z()));
    double chest = Curves.smoothStep(-15.5, -20.0, cm.y());
    Map<HumanoidBone, Double> w = new EnumMap<>(HumanoidBone.class);
    w.put(HumanoidBone.HEAD, head);
    w.put(HumanoidBone.NECK, (1 - head) * (1 - chest));
    w.put(HumanoidBone.CHEST, (1 - head) * chest);
    return Weights.of(w);
  }
}
