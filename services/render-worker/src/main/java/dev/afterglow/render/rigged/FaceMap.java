package dev.afterglow.render.rigged;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.render.figure.Expression;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.MorphTarget;
import dev.afterglow.render.preflight.FaceBoxes;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.rig.FaceRig;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.space.Mat4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a figure has its lips, brows and chin: what moves most by the shapes that move them. The
 * places turn with the head.
 */
final class FaceMap {
  private static final Set<ArkitShape> LIPS =
      Set.of(ArkitShape.MOUTH_PUCKER, ArkitShape.MOUTH_FUNNEL);
  private static final Set<ArkitShape> LEFT_BROW = Set.of(ArkitShape.BROW_OUTER_UP_LEFT);
  private static final Set<ArkitShape> RIGHT_BROW = Set.of(ArkitShape.BROW_OUTER_UP_RIGHT);
  private static final Set<ArkitShape> JAW = Set.of(ArkitShape.JAW_OPEN);

  private final Model model;
  private final int reference;
  private final List<float[]> lips;
  private final List<List<float[]>> brows = new ArrayList<>();
  private final List<float[]> head = new ArrayList<>();

  /** Looks for them; goes through every vertex. */
  static FaceMap of(Model model) {
    return new FaceMap(model, new BodyRig(model, new FaceRig(model), new float[3]));
  }

  /**
   * @param rig in its waiting pose
   */
  private FaceMap(Model model, BodyRig rig) {
    this.model = model;
    int node = rig.nodeOf(HumanoidBone.HEAD);
    reference = node >= 0 ? node : model.meshes().isEmpty() ? 0 : model.meshes().getFirst().node();
    lips = moved(rig, LIPS, 0.6f);
    brows.add(moved(rig, LEFT_BROW, 0.5f));
    brows.add(moved(rig, RIGHT_BROW, 0.5f));
    List<float[]> jaw = moved(rig, JAW, 0.55f);
    float[] top = Bounds.of(model, rig).top();
    float[] topLocal = new float[3];
    local(rig.world(), top, topLocal);
    float width = 0.7f * Math.abs(topLocal[1] - lowest(jaw, lips));
    float chin = Math.min(lowest(jaw, lips), topLocal[1]);
    float middle = 0;
    for (float[] point : lips) {
      middle += point[0] / lips.size();
    }
    float front = lips.isEmpty() ? topLocal[2] : lips.getFirst()[2];
    for (int corner = 0; corner < 4; corner++) {
      float x = middle + (corner % 2 == 0 ? -width : width) / 2;
      head.add(new float[] {x, corner < 2 ? topLocal[1] : chin, front / 2});
    }
  }

  /** Where they are now. */
  FaceBoxes at(BodyRig rig, float[] viewProjection, int width, int height) {
    List<Box> two = new ArrayList<>();
    for (List<float[]> brow : brows) {
      if (!brow.isEmpty()) {
        two.add(box(brow, rig, viewProjection, width, height));
      }
    }
    return new FaceBoxes(
        box(head, rig, viewProjection, width, height),
        lips.isEmpty()
            ? Optional.empty()
            : Optional.of(box(lips, rig, viewProjection, width, height)),
        two);
  }

  private Box box(List<float[]> points, BodyRig rig, float[] clip, int width, int height) {
    float[] world = new float[3];
    float left = Float.MAX_VALUE;
    float right = -Float.MAX_VALUE;
    float top = Float.MAX_VALUE;
    float bottom = -Float.MAX_VALUE;
    for (float[] p : points) {
      Mat4.point(rig.world(), reference * 16, p[0], p[1], p[2], world);
      float w = clip[3] * world[0] + clip[7] * world[1] + clip[11] * world[2] + clip[15];
      float x = (clip[0] * world[0] + clip[4] * world[1] + clip[8] * world[2] + clip[12]) / w;
      float y = (clip[1] * world[0] + clip[5] * world[1] + clip[9] * world[2] + clip[13]) / w;
      left = Math.min(left, (x + 1) / 2 * width);
      right = Math.max(right, (x + 1) / 2 * width);
      top = Math.min(top, (1 - y) / 2 * height);
      bottom = Math.max(bottom, (1 - y) / 2 * height);
    }
    return new Box(
        Math.round(left),
        Math.round(top),
        Math.max(1, Math.round(right - left)),
        Math.max(1, Math.round(bottom - top)));
  }

  /** Places, within the reference, of the vertices that any of the shapes moves far. */
  private List<float[]> moved(BodyRig rig, Set<ArkitShape> shapes, float share) {
    List<float[]> found = new ArrayList<>();
    List<Float> distances = new ArrayList<>();
    float most = 0;
    for (int m = 0; m < model.meshes().size(); m++) {
      FigureMesh mesh = model.meshes().get(m);
      for (int target : targets(m, mesh, shapes)) {
        for (MeshPart part : mesh.parts()) {
          float[] moved = new float[part.vertexCount() * MeshPart.STRIDE];
          MorphTarget morph = part.morphs().get(target);
          morph.addTo(moved, 1);
          for (int v = 0; v < part.vertexCount(); v++) {
            int at = v * MeshPart.STRIDE;
            float d = (float) Math.hypot(Math.hypot(moved[at], moved[at + 1]), moved[at + 2]);
            if (d > 1e-5f) {
              float[] world = new float[3];
              Bounds.place(model, rig, mesh, part, v, world);
              float[] place = new float[3];
              local(rig.world(), world, place);
              found.add(place);
              distances.add(d);
              most = Math.max(most, d);
            }
          }
        }
      }
    }
    List<float[]> out = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      if (distances.get(i) >= share * most) {
        out.add(found.get(i));
      }
    }
    return out;
  }

  private List<Integer> targets(int m, FigureMesh mesh, Set<ArkitShape> shapes) {
    List<Integer> out = new ArrayList<>();
    for (int t = 0; t < mesh.morphNames().size(); t++) {
      if (ShapeAliases.find(mesh.morphNames().get(t)).filter(shapes::contains).isPresent()) {
        out.add(t);
      }
    }
    for (Expression expression : model.expressions()) {
      if (ShapeAliases.find(expression.name()).filter(shapes::contains).isPresent()) {
        expression.binds().stream()
            .filter(it -> it.mesh() == m && !out.contains(it.morph()))
            .forEach(it -> out.add(it.morph()));
      }
    }
    return out;
  }

  /** The axes of a joint stand upright on each other. */
  private void local(float[] world, float[] point, float[] out) {
    int at = reference * 16;
    float x = point[0] - world[at + 12];
    float y = point[1] - world[at + 13];
    float z = point[2] - world[at + 14];
    for (int axis = 0; axis < 3; axis++) {
      int c = at + axis * 4;
      float square =
          world[c] * world[c] + world[c + 1] * world[c + 1] + world[c + 2] * world[c + 2];
      out[axis] = (world[c] * x + world[c + 1] * y + world[c + 2] * z) / Math.max(square, 1e-12f);
    }
  }

  private static float lowest(List<float[]> jaw, List<float[]> lips) {
    float low = Float.MAX_VALUE;
    for (float[] point : jaw.isEmpty() ? lips : jaw) {
      low = Math.min(low, point[1]);
    }
    return low == Float.MAX_VALUE ? -0.1f : low;
  }
}
