package dev.afterglow.render.stage;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.render.figure.Figure;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.space.Mat4;
import org.jspecify.annotations.Nullable;

/**
 * Where the camera stands, so that any figure is shown head and shoulders. It stands straight in
 * front of the figure with the narrow field of view of a portrait lens.
 *
 * @param centerX world x in the middle of the picture
 * @param centerY world y in the middle of the picture
 * @param planeZ world z of the plane that {@code viewHeight} is measured in
 * @param viewHeight world height of that plane in the picture, metres
 * @param fadeLow world y where a figure without a body has faded out; NaN where none fades
 * @param fadeHigh world y from which it is whole; NaN where none fades
 */
public record Framing(
    float centerX, float centerY, float planeZ, float viewHeight, float fadeLow, float fadeHigh) {
  /** About an 85 mm lens on full frame, held upright: faces look neither bulged nor flat. */
  private static final float VERTICAL_RADIANS = (float) Math.toRadians(24);

  /** Of a head with its neck, and of eyes above the floor. */
  private static final float HEAD_METRES = 0.3f;

  private static final float EYES_METRES = 1.5f;

  /**
   * Frames a figure.
   *
   * @param rig the figure's rig, in its waiting pose
   * @param aspect width over height of the picture
   * @param closeness 1 is the usual head and shoulders; 2 shows half as much, 0.5 twice as much
   */
  public static Framing of(Figure figure, BodyRig rig, float aspect, float closeness) {
    return Subject.of(figure, rig).framed(aspect, closeness);
  }

  /** What is framed: measured once, however many ways it is framed. */
  static final class Subject {
    private final Bounds all;
    private final float @Nullable [] head;

    private Subject(Bounds all, float @Nullable [] head) {
      this.all = all;
      this.head = head;
    }

    /** Measures a figure in its waiting pose. */
    static Subject of(Figure figure, BodyRig rig) {
      int node = rig.nodeOf(HumanoidBone.HEAD);
      boolean body = node >= 0 && figure.nodes().get(node).parent() >= 0;
      float[] head =
          body
              ? new float[] {
                rig.world()[node * 16 + 12],
                rig.world()[node * 16 + 13],
                rig.world()[node * 16 + 14]
              }
              : null;
      return new Subject(bounds(figure, rig), head);
    }

    /** See {@link Framing#of}. */
    Framing framed(float aspect, float closeness) {
      float[] at = head;
      if (at == null) {
        return ofHeadOnly(all, aspect, closeness);
      }
      float headHeight = headHeight(at);
      float viewHeight = 2.75f * headHeight / closeness;
      float centerY = all.maxY + 0.44f * headHeight / closeness - viewHeight / 2;
      return new Framing(at[0], centerY, at[2], viewHeight, Float.NaN, Float.NaN);
    }

    /**
     * Where a set's origin lies: on the floor below the head of a figure with a body, else as far
     * below a head as a floor usually is.
     *
     * @return 4 values: x, y, z, and how long a metre of the set is in the figure's own
     */
    float[] floor() {
      float[] at = head;
      if (at != null) {
        return new float[] {at[0], all.minY, at[2], 1};
      }
      float metre = (all.maxY - all.minY) / HEAD_METRES;
      return new float[] {
        (all.minX + all.maxX) / 2,
        (all.minY + all.maxY) / 2 - EYES_METRES * metre,
        (all.minZ + all.maxZ) / 2,
        metre
      };
    }

    private float headHeight(float[] at) {
      return Math.max(all.maxY - at[1], 0.05f * (all.maxY - all.minY));
    }
  }

  /** 3 values: the point about which a figure without a humanoid turns, low in its neck. */
  public static float[] pivotOf(Figure figure, BodyRig rig) {
    Bounds all = bounds(figure, rig);
    return new float[] {
      (all.minX + all.maxX) / 2,
      all.minY + 0.3f * (all.maxY - all.minY),
      all.minZ + 0.4f * (all.maxZ - all.minZ)
    };
  }

  /** Whether the figure dissolves towards its lower end. */
  public boolean fades() {
    return !Float.isNaN(fadeLow);
  }

  /** How high a world y stands in the picture: 0 at the lower edge, 1 at the upper. */
  public float rowOf(float worldY) {
    return (worldY - centerY) / viewHeight + 0.5f;
  }

  /** 3 values: where the camera stands. */
  public float[] eye() {
    float distance = (float) (viewHeight / 2 / Math.tan(VERTICAL_RADIANS / 2.0));
    return new float[] {centerX, centerY, planeZ + distance};
  }

  /** World to clip space. */
  public float[] viewProjection(float aspect) {
    return viewProjection(aspect, 0.2f, 4);
  }

  /** World to clip space of a whole picture that shows the framing in a box. */
  float[] viewProjection(Box box, int width, int height) {
    return into(viewProjection((float) box.width() / box.height()), box, width, height);
  }

  /** The same for what stands behind the figure, however far. */
  float[] behind(Box box, int width, int height) {
    float[] whole = viewProjection((float) box.width() / box.height(), 1, 40);
    return into(whole, box, width, height);
  }

  private float[] viewProjection(float aspect, float near, float far) {
    float[] eye = eye();
    float distance = eye[2] - planeZ;
    float[] view = Mat4.identity();
    view[12] = -eye[0];
    view[13] = -eye[1];
    view[14] = -eye[2];
    float[] out = new float[16];
    Mat4.multiply(
        Mat4.perspective(VERTICAL_RADIANS, aspect, distance * near, distance * far), view, out);
    return out;
  }

  /** Shrinks what fills a picture into a box of it; what lies beside the box stays visible. */
  static float[] into(float[] viewProjection, Box box, int width, int height) {
    float wide = (float) box.width() / width;
    float high = (float) box.height() / height;
    float across = 2 * (box.left() + box.width() / 2f) / width - 1;
    float up = 1 - 2 * (box.top() + box.height() / 2f) / height;
    for (int column = 0; column < 4; column++) {
      int at = column * 4;
      viewProjection[at] = wide * viewProjection[at] + across * viewProjection[at + 3];
      viewProjection[at + 1] = high * viewProjection[at + 1] + up * viewProjection[at + 3];
    }
    return viewProjection;
  }

  private static Framing ofHeadOnly(Bounds all, float aspect, float closeness) {
    float width = all.maxX - all.minX;
    float height = all.maxY - all.minY;
    float viewHeight = Math.max(1.28f * width / aspect, 1.6f * height) / closeness;
    float centerY = (all.minY + all.maxY) / 2 - 0.01f * viewHeight;
    return new Framing(
        (all.minX + all.maxX) / 2,
        centerY,
        (all.minZ + all.maxZ) / 2,
        viewHeight,
        all.minY + 0.03f * height,
        all.minY + 0.22f * height);
  }

  private static Bounds bounds(Figure figure, BodyRig rig) {
    Bounds out = new Bounds();
    float[] place = new float[3];
    for (FigureMesh mesh : figure.meshes()) {
      for (MeshPart part : mesh.parts()) {
        for (int v = 0; v < part.vertexCount(); v++) {
          place(figure, rig, mesh, part, v, place);
          out.add(place);
        }
      }
    }
    return out;
  }

  /** 3 values: the middle of the figure's upper end. */
  static float[] topOf(Figure figure, BodyRig rig) {
    Bounds all = bounds(figure, rig);
    return new float[] {(all.minX + all.maxX) / 2, all.maxY, (all.minZ + all.maxZ) / 2};
  }

  /** About where a vertex stands in the world. */
  static void place(
      Figure figure, BodyRig rig, FigureMesh mesh, MeshPart part, int v, float[] out) {
    int at = v * MeshPart.STRIDE;
    float x = part.base()[at];
    float y = part.base()[at + 1];
    float z = part.base()[at + 2];
    if (mesh.skin() < 0 || part.joints().length == 0) {
      Mat4.point(rig.world(), mesh.node() * 16, x, y, z, out);
      return;
    }
    // The heaviest joint alone is near enough for a box.
    var skin = figure.skins().get(mesh.skin());
    int j = part.joints()[v * 4 + heaviest(part, v)];
    Mat4.point(skin.inverseBind(), j * 16, x, y, z, out);
    Mat4.point(rig.world(), skin.joints()[j] * 16, out[0], out[1], out[2], out);
  }

  private static int heaviest(MeshPart part, int vertex) {
    int best = 0;
    for (int k = 1; k < 4; k++) {
      if (part.weights()[vertex * 4 + k] > part.weights()[vertex * 4 + best]) {
        best = k;
      }
    }
    return best;
  }

  /** A box that grows. */
  private static final class Bounds {
    private float minX = Float.MAX_VALUE;
    private float minY = Float.MAX_VALUE;
    private float minZ = Float.MAX_VALUE;
    private float maxX = -Float.MAX_VALUE;
    private float maxY = -Float.MAX_VALUE;
    private float maxZ = -Float.MAX_VALUE;

    private void add(float[] p) {
      minX = Math.min(minX, p[0]);
      minY = Math.min(minY, p[1]);
      minZ = Math.min(minZ, p[2]);
      maxX = Math.max(maxX, p[0]);
      maxY = Math.max(maxY, p[1]);
      maxZ = Math.max(maxZ, p[2]);
    }
  }
}
