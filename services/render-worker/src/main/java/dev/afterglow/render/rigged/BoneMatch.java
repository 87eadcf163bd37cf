package dev.afterglow.render.rigged;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Skin;
import dev.afterglow.render.figure.Spring;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.space.Mat4;
import dev.afterglow.render.space.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which node of the whole each node of a part is: a humanoid bone is the avatar's bone of that
 * name, never the one at the same place in a list; what hangs from a bone, hair or a skirt, is a
 * node of its own below it.
 *
 * <p>A mesh follows the avatar's bones where they are, so that a part made for longer arms fits
 * shorter ones. Where a bone's axes rest otherwise in both files, what is below it is turned by the
 * difference: {@code C = B^-1 P}, of the rest turns in the world of the avatar's bone B and the
 * part's P; an inverse bind matrix M becomes {@code C M}.
 */
final class BoneMatch {
  private static final float[] NONE = {0, 0, 0, 1};

  private final int[] places;
  private final float[][] corrections;
  private final List<FigureNode> added = new ArrayList<>();

  private BoneMatch(int count) {
    places = new int[count];
    corrections = new float[count][];
  }

  /**
   * Matches.
   *
   * @param bones the avatar's
   * @param from the place of the first node that is added
   * @throws FigureException where the part names no bone that the avatar has
   */
  static BoneMatch of(Model base, Map<HumanoidBone, Integer> bones, Model part, int from)
      throws FigureException {
    BoneMatch out = new BoneMatch(part.nodes().size());
    Map<Integer, HumanoidBone> named = new HashMap<>();
    BodyRig.bones(part).forEach((bone, node) -> named.put(node, bone));
    float[][] rests = rests(base);
    float[][] partRests = rests(part);
    boolean any = false;
    for (int n = 0; n < part.nodes().size(); n++) {
      HumanoidBone bone = named.get(n);
      Integer same = bone == null ? null : bones.get(bone);
      if (same != null) {
        out.places[n] = same;
        out.corrections[n] = difference(rests[same], partRests[n]);
        any = true;
      } else {
        out.add(part.nodes().get(n), n, from);
      }
    }
    if (!any) {
      throw new FigureException("a part names no bone of the avatar's skeleton");
    }
    return out;
  }

  /** The nodes that no bone of the avatar stands for, parents first. */
  List<FigureNode> added() {
    return added;
  }

  /** Where a node of the part stands in the whole; -1 stays none. */
  int node(int node) {
    return node < 0 ? -1 : places[node];
  }

  /** The part's skin on the avatar's joints. */
  Skin onto(Skin skin) {
    int[] joints = new int[skin.joints().length];
    float[] inverse = skin.inverseBind().clone();
    float[] turned = new float[16];
    float[] one = {1, 1, 1};
    for (int j = 0; j < joints.length; j++) {
      int node = skin.joints()[j];
      joints[j] = places[node];
      if (corrections[node] != NONE) {
        Mat4.compose(new float[3], corrections[node], one, turned, 0);
        Mat4.multiply(turned, 0, skin.inverseBind(), j * 16, inverse, j * 16);
      }
    }
    return new Skin(joints, inverse);
  }

  /** A part's swinging hair or cloth on the nodes of the whole. */
  Spring onto(Spring spring) {
    return new Spring(
        node(spring.center()),
        spring.joints().stream()
            .map(
                it ->
                    new Spring.Joint(
                        places[it.node()],
                        turned(it.node(), it.tail()),
                        it.stiffness(),
                        it.gravity(),
                        it.drag(),
                        it.hitRadius()))
            .toList(),
        spring.colliders().stream()
            .map(
                it ->
                    new Spring.Collider(
                        places[it.node()],
                        turned(it.node(), it.from()),
                        turned(it.node(), it.to()),
                        it.radius()))
            .toList());
  }

  private void add(FigureNode node, int index, int from) {
    int parent = node.parent();
    float[] above = parent < 0 ? NONE : corrections[parent];
    float[] place = new float[3];
    float[] t = node.translation();
    Turn.apply(above, t[0], t[1], t[2], place);
    float[] turn = new float[4];
    Turn.multiply(above, node.rotation(), turn);
    places[index] = from + added.size();
    corrections[index] = NONE;
    added.add(
        new FigureNode(node.name(), parent < 0 ? -1 : places[parent], place, turn, node.scale()));
  }

  private float[] turned(int node, float[] v) {
    if (corrections[node] == NONE) {
      return v;
    }
    float[] out = new float[3];
    Turn.apply(corrections[node], v[0], v[1], v[2], out);
    return out;
  }

  private static float[] difference(float[] base, float[] part) {
    float[] out = new float[4];
    Turn.conjugate(base, out);
    Turn.multiply(out, part, out);
    return Math.abs(out[3]) > 1 - 1e-9 ? NONE : out;
  }

  /** How every node rests in the world, 4 values each. */
  private static float[][] rests(Model model) {
    float[][] out = new float[model.nodes().size()][4];
    for (int n = 0; n < out.length; n++) {
      FigureNode node = model.nodes().get(n);
      if (node.parent() < 0) {
        System.arraycopy(node.rotation(), 0, out[n], 0, 4);
      } else {
        Turn.multiply(out[node.parent()], node.rotation(), out[n]);
      }
    }
    return out;
  }
}
