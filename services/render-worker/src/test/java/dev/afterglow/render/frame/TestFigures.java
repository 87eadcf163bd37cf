package dev.afterglow.render.frame;

import dev.afterglow.render.capacity.Ball;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.Look;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.figure.Maps;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.MorphTarget;
import dev.afterglow.render.figure.Picture;
import dev.afterglow.render.figure.Spring;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.rigged.RiggedFigure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Figures small enough to read. */
final class TestFigures {
  private static final Picture NO_PICTURE =
      new Picture(1, 1, ByteBuffer.allocateDirect(4), false, false);

  private TestFigures() {}

  /**
   * A dark upright square; {@code jawOpen} swings a green plate from behind it to the front. Green
   * is in no slate, no wall and no label.
   */
  static Figure flashing() {
    return RiggedFigure.of(plate());
  }

  private static Model plate() {
    MeshPart wall = square(0, -0.5f, 0, MorphTarget.STILL);
    float[] forward = new float[24];
    for (int v = 0; v < 4; v++) {
      forward[v * 6 + 2] = 0.4f;
    }
    MeshPart plate = square(-0.2f, -0.5f, 1, MorphTarget.pack(forward));
    return new Model(
        List.of(
            new FigureNode(
                "Body", -1, new float[3], new float[] {0, 0, 0, 1}, new float[] {1, 1, 1})),
        List.of(new FigureMesh(0, -1, List.of("jawOpen"), new float[1], List.of(wall, plate))),
        List.of(),
        List.of(flat(0.02f, 0.02f, 0.02f), flat(0, 1, 0)),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        LookAt.USUAL,
        false);
  }

  /**
   * A dark upright square before which one look hangs a green plate and the other one a grey plate;
   * {@code jawOpen} moves nothing.
   */
  static Figure dressed() {
    FigureMesh body = mesh(square(0, -0.5f, 0, MorphTarget.STILL));
    FigureMesh green = mesh(square(0.1f, -0.4f, 1, MorphTarget.STILL));
    FigureMesh grey = mesh(square(0.1f, -0.4f, 2, MorphTarget.STILL));
    Model bare = plate();
    return RiggedFigure.of(
        new Model(
            bare.nodes(),
            List.of(body, green, grey),
            List.of(),
            List.of(flat(0.02f, 0.02f, 0.02f), flat(0, 1, 0), flat(0.3f, 0.3f, 0.3f)),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            LookAt.USUAL,
            false,
            List.of(new Look("grey", Set.of(0, 2)), new Look("green", Set.of(0, 1)))));
  }

  /**
   * A dark upright square with a green ball that hangs from a spring behind it. Gravity pulls it
   * forward: where the spring swings it comes to the front, where it rests it stays hidden.
   */
  static Figure swinging() {
    Model bare = plate();
    FigureMesh wall = mesh(square(0, -0.5f, 0, MorphTarget.STILL));
    float[] behind = {0, -0.1f, -0.25f};
    Spring.Joint joint = new Spring.Joint(1, behind, 0.1f, new float[] {0, 0, 9}, 0.4f, 0);
    return RiggedFigure.of(
        new Model(
            List.of(
                bare.nodes().getFirst(),
                new FigureNode(
                    "Tassel", 0, new float[3], new float[] {0, 0, 0, 1}, new float[] {1, 1, 1})),
            List.of(wall, new FigureMesh(1, -1, List.of(), new float[0], List.of(ball(behind)))),
            List.of(),
            bare.materials(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(new Spring(-1, List.of(joint), List.of())),
            List.of(),
            LookAt.USUAL,
            false));
  }

  private static MeshPart ball(float[] at) {
    MeshPart ball = Ball.of(12, 12, NO_PICTURE).meshes().getFirst().parts().getFirst();
    float[] base = ball.base().clone();
    for (int v = 0; v < base.length; v += MeshPart.STRIDE) {
      for (int k = 0; k < 3; k++) {
        base[v + k] = at[k] + 0.2f * base[v + k];
      }
    }
    return new MeshPart(base, ball.uv(), new short[0], new float[0], ball.indices(), 1, List.of());
  }

  private static FigureMesh mesh(MeshPart part) {
    return new FigureMesh(0, -1, List.of("jawOpen"), new float[1], List.of(part));
  }

  private static MeshPart square(float z, float low, int material, MorphTarget morph) {
    float high = -low;
    float[] base = {
      low, low, z, 0, 0, 1, high, low, z, 0, 0, 1, high, high, z, 0, 0, 1, low, high, z, 0, 0, 1
    };
    return new MeshPart(
        base,
        new float[8],
        new short[0],
        new float[0],
        new int[] {0, 1, 2, 0, 2, 3},
        material,
        List.of(morph));
  }

  private static Material flat(float r, float g, float b) {
    return new Material(
        "flat",
        new float[] {r, g, b, 1},
        -1,
        0,
        1,
        new float[3],
        Maps.NONE,
        Material.Alpha.OPAQUE,
        0.5f,
        false,
        Material.Look.FLAT,
        null);
  }
}
