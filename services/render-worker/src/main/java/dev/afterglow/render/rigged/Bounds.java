package dev.afterglow.render.rigged;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Skin;
import dev.afterglow.render.presence.Extents;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.space.Mat4;
import java.util.Optional;

/** The box around a model as its rig has posed it. */
final class Bounds {
  private final float[] low = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
  private final float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};

  private Bounds() {}

  /** Goes through every vertex. */
  static Bounds of(Model model, BodyRig rig) {
    Bounds out = new Bounds();
    float[] place = new float[3];
    for (FigureMesh mesh : model.meshes()) {
      for (MeshPart part : mesh.parts()) {
        for (int v = 0; v < part.vertexCount(); v++) {
          place(model, rig, mesh, part, v, place);
          out.add(place);
        }
      }
    }
    return out;
  }

  /** What the stage frames a model by. */
  static Extents extents(Model model, BodyRig rig) {
    int node = rig.nodeOf(HumanoidBone.HEAD);
    boolean body = node >= 0 && model.nodes().get(node).parent() >= 0;
    Bounds all = of(model, rig);
    return new Extents(
        point(all.low, 0),
        point(all.high, 0),
        body ? Optional.of(point(rig.world(), node * 16 + 12)) : Optional.empty());
  }

  /** 3 values: the point about which a model without a humanoid turns, low in its neck. */
  float[] pivot() {
    return new float[] {
      (low[0] + high[0]) / 2, low[1] + 0.3f * (high[1] - low[1]), low[2] + 0.4f * (high[2] - low[2])
    };
  }

  /** 3 values: the middle of its upper end. */
  float[] top() {
    return new float[] {(low[0] + high[0]) / 2, high[1], (low[2] + high[2]) / 2};
  }

  /** About where a vertex stands in the world. */
  static void place(Model model, BodyRig rig, FigureMesh mesh, MeshPart part, int v, float[] out) {
    int at = v * MeshPart.STRIDE;
    float x = part.base()[at];
    float y = part.base()[at + 1];
    float z = part.base()[at + 2];
    if (mesh.skin() < 0 || part.joints().length == 0) {
      Mat4.point(rig.world(), mesh.node() * 16, x, y, z, out);
      return;
    }
    // The heaviest joint alone is near enough for a box.
    Skin skin = model.skins().get(mesh.skin());
    int j = part.joints()[heaviest(part, v)];
    Mat4.point(skin.inverseBind(), j * 16, x, y, z, out);
    Mat4.point(rig.world(), skin.joints()[j] * 16, out[0], out[1], out[2], out);
  }

  private static int heaviest(MeshPart part, int vertex) {
    int each = part.influences();
    int best = vertex * each;
    for (int k = best + 1; k < (vertex + 1) * each; k++) {
      if (part.weights()[k] > part.weights()[best]) {
        best = k;
      }
    }
    return best;
  }

  private static Extents.Point point(float[] values, int at) {
    return new Extents.Point(values[at], values[at + 1], values[at + 2]);
  }

  private void add(float[] p) {
    for (int k = 0; k < 3; k++) {
      low[k] = Math.min(low[k], p[k]);
      high[k] = Math.max(high[k], p[k]);
    }
  }
}
