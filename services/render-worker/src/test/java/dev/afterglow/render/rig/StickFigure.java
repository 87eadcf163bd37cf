package dev.afterglow.render.rig;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A trunk, a head and two arms of round lengths in the T-pose; no bone is turned at rest. */
public final class StickFigure {
  private static final float[][] LEFT = {
    {0.05f, 1.4f, 0}, {0.15f, 1.4f, 0}, {0.4f, 1.4f, 0}, {0.65f, 1.4f, 0}, {0.7363f, 1.4f, 0}
  };
  private static final String[] ARM = {
    "SHOULDER", "UPPER_ARM", "LOWER_ARM", "HAND", "MIDDLE_PROXIMAL"
  };

  private StickFigure() {}

  /** With both hands and nothing to be seen. */
  public static Model bare() {
    return of(List.of(), Map.of(), false);
  }

  /** The same as VRM 0.x has it: it looks along -Z. */
  static Model backwards() {
    return of(List.of(), Map.of(), true);
  }

  /**
   * With solids on some bones.
   *
   * @param parts in the bone's own space, one after the other
   */
  public static Model of(
      List<Material> materials, Map<HumanoidBone, List<MeshPart>> parts, boolean backwards) {
    List<FigureNode> nodes = new ArrayList<>();
    Map<HumanoidBone, Integer> bones = new EnumMap<>(HumanoidBone.class);
    float turned = backwards ? -1 : 1;
    add(nodes, bones, HumanoidBone.HIPS, -1, 0, 1, 0);
    add(nodes, bones, HumanoidBone.CHEST, 0, 0, 0.2f, 0);
    add(nodes, bones, HumanoidBone.HEAD, 1, 0, 0.25f, 0);
    for (int side = 1; side >= -1; side -= 2) {
      int parent = 1;
      float[] from = {0, 1.2f, 0};
      for (int i = 0; i < ARM.length; i++) {
        HumanoidBone bone = HumanoidBone.valueOf((side > 0 ? "LEFT_" : "RIGHT_") + ARM[i]);
        float[] to = {LEFT[i][0] * side * turned, LEFT[i][1], LEFT[i][2]};
        add(nodes, bones, bone, parent, to[0] - from[0], to[1] - from[1], to[2] - from[2]);
        parent = nodes.size() - 1;
        from = to;
      }
    }
    List<FigureMesh> meshes = new ArrayList<>();
    parts.forEach(
        (bone, solids) ->
            meshes.add(
                new FigureMesh(bones.getOrDefault(bone, 0), -1, List.of(), new float[0], solids)));
    return new Model(
        nodes,
        meshes,
        List.of(),
        materials,
        List.of(),
        bones,
        List.of(),
        List.of(),
        List.of(),
        LookAt.USUAL,
        backwards);
  }

  private static void add(
      List<FigureNode> nodes,
      Map<HumanoidBone, Integer> bones,
      HumanoidBone bone,
      int parent,
      float x,
      float y,
      float z) {
    bones.put(bone, nodes.size());
    nodes.add(
        new FigureNode(
            bone.vrmName(),
            parent,
            new float[] {x, y, z},
            new float[] {0, 0, 0, 1},
            new float[] {1, 1, 1}));
  }
}
