package dev.afterglow.house.glb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.hair.HairBones;
import dev.afterglow.house.mesh.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The hair's own nodes, skin and springs ({@code VRMC_springBone} 1.0).
 *
 * <p>The numbers of the bob make a swing of about two a second that dies down within one: per step
 * of a sixtieth a tail of 5 cm is drawn back by stiffness / 60 and loses the drag's share of its
 * speed.
 */
final class HairSprings {
  private static final double HIT_RADIUS = 0.008;

  private final Skeleton skeleton;
  private final HairBones bones;
  private final List<int[]> strands = new ArrayList<>();

  HairSprings(Skeleton skeleton, HairBones bones) {
    this.bones = bones;
    this.skeleton = skeleton;
  }

  /** Hangs the strands' nodes below the head. */
  void nodes(ArrayNode nodes, int head) {
    ObjectNode parent = (ObjectNode) nodes.get(head);
    ArrayNode children =
        parent.has("children") ? (ArrayNode) parent.get("children") : parent.putArray("children");
    Vec3 above = skeleton.place(HumanoidBone.HEAD);
    int number = 0;
    for (HairBones.Strand strand : bones.strands()) {
      String name = "hair" + ++number;
      int tip = node(nodes, name + "Tip", strand.tip().minus(strand.lower()), -1);
      int lower = node(nodes, name + "Lower", strand.lower().minus(strand.upper()), tip);
      int upper = node(nodes, name + "Upper", strand.upper().minus(above), lower);
      children.add(upper);
      strands.add(new int[] {upper, lower, tip});
    }
  }

  /** A skin of the head and the strands, in the order of {@link HairBones}. */
  void skin(ObjectNode skin, GlbBuffer buffer, int head) {
    ArrayNode joints = skin.putArray("joints").add(head);
    float[] inverse = new float[bones.joints() * 16];
    back(inverse, 0, skeleton.place(HumanoidBone.HEAD));
    for (int s = 0; s < strands.size(); s++) {
      joints.add(strands.get(s)[0]).add(strands.get(s)[1]);
      back(inverse, 1 + 2 * s, bones.strands().get(s).upper());
      back(inverse, 2 + 2 * s, bones.strands().get(s).lower());
    }
    skin.put("inverseBindMatrices", buffer.matrices(inverse));
    skin.put("skeleton", head);
  }

  /** What the hair's vertices follow. */
  void weights(ObjectNode attributes, List<Vec3> points, GlbBuffer buffer) {
    byte[] joints = new byte[points.size() * HairBones.MOST];
    float[] weights = new float[joints.length];
    int[] follows = new int[HairBones.MOST];
    double[] shares = new double[HairBones.MOST];
    Integer[] order = {0, 1, 2, 3};
    for (int v = 0; v < points.size(); v++) {
      bones.follow(points.get(v), follows, shares);
      Arrays.sort(order, Comparator.comparingDouble(k -> -shares[k]));
      float sum = 0;
      for (int k = HairBones.MOST - 1; k >= 0; k--) {
        float share = k == 0 ? 1 - sum : (float) shares[order[k]];
        weights[v * HairBones.MOST + k] = share;
        joints[v * HairBones.MOST + k] = (byte) (share == 0 ? 0 : follows[order[k]]);
        sum += share;
      }
    }
    attributes.put("JOINTS_0", buffer.joints(joints));
    attributes.put("WEIGHTS_0", buffer.weights(weights));
  }

  void write(ObjectNode extension, Map<HumanoidBone, Integer> nodes) {
    extension.put("specVersion", "1.0");
    ArrayNode colliders = extension.putArray("colliders");
    Vec3 skull = Skeleton.headToWorld(new Vec3(0, 2.4, -0.9));
    Vec3 jaw = Skeleton.headToWorld(new Vec3(0, -2.6, 1.0));
    collider(colliders, nodes, HumanoidBone.HEAD, skull, skull, 7.2 * Skeleton.HEAD_CM);
    collider(colliders, nodes, HumanoidBone.HEAD, jaw, jaw, 5.4 * Skeleton.HEAD_CM);
    Vec3 throat = Skeleton.headToWorld(new Vec3(0, -6, -1.8));
    collider(colliders, nodes, HumanoidBone.NECK, skeleton.place(HumanoidBone.NECK), throat, 0.042);
    Vec3 left = skeleton.place(HumanoidBone.LEFT_UPPER_ARM).plus(new Vec3(0, -0.005, 0));
    collider(colliders, nodes, HumanoidBone.CHEST, left, left.mirrored(), 0.045);
    ArrayNode groups = extension.putArray("colliderGroups");
    ArrayNode members = groups.addObject().put("name", "headAndShoulders").putArray("colliders");
    for (int c = 0; c < colliders.size(); c++) {
      members.add(c);
    }
    ArrayNode springs = extension.putArray("springs");
    for (int s = 0; s < strands.size(); s++) {
      ObjectNode spring = springs.addObject().put("name", "hair" + (s + 1));
      ArrayNode joints = spring.putArray("joints");
      joint(joints, strands.get(s)[0], bones.swing().upperStiffness());
      joint(joints, strands.get(s)[1], bones.swing().lowerStiffness());
      joints.addObject().put("node", strands.get(s)[2]);
      spring.putArray("colliderGroups").add(0);
    }
  }

  private void collider(
      ArrayNode colliders,
      Map<HumanoidBone, Integer> nodes,
      HumanoidBone bone,
      Vec3 from,
      Vec3 to,
      double radius) {
    Integer node = nodes.get(bone);
    if (node == null) {
      throw new IllegalStateException("no node for " + bone);
    }
    ObjectNode shape = colliders.addObject().put("node", node).putObject("shape");
    boolean round = from.equals(to);
    ObjectNode form = shape.putObject(round ? "sphere" : "capsule");
    vector(form.putArray("offset"), from.minus(skeleton.place(bone)));
    form.put("radius", (float) radius);
    if (!round) {
      vector(form.putArray("tail"), to.minus(skeleton.place(bone)));
    }
  }

  private void joint(ArrayNode joints, int node, double stiffness) {
    ObjectNode joint = joints.addObject();
    joint.put("node", node);
    joint.put("hitRadius", HIT_RADIUS);
    joint.put("stiffness", stiffness);
    joint.put("gravityPower", bones.swing().gravity());
    joint.putArray("gravityDir").add(0).add(-1).add(0);
    joint.put("dragForce", bones.swing().drag());
  }

  private static int node(ArrayNode nodes, String name, Vec3 place, int child) {
    ObjectNode node = nodes.addObject().put("name", name);
    vector(node.putArray("translation"), place);
    if (child >= 0) {
      node.putArray("children").add(child);
    }
    return nodes.size() - 1;
  }

  private static void vector(ArrayNode out, Vec3 v) {
    out.add((float) v.x()).add((float) v.y()).add((float) v.z());
  }

  private static void back(float[] inverse, int joint, Vec3 place) {
    for (int k = 0; k < 4; k++) {
      inverse[joint * 16 + k * 5] = 1;
    }
    inverse[joint * 16 + 12] = (float) -place.x();
    inverse[joint * 16 + 13] = (float) -place.y();
    inverse[joint * 16 + 14] = (float) -place.z();
  }
}
