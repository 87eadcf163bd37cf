package dev.afterglow.tape.vrma;

import dev.afterglow.codec.BodyTree;
import dev.afterglow.codec.Turns;
import dev.afterglow.codec.vmc.VrmExpression;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file's first animation, to be asked for any instant.
 *
 * <p>The nodes at rest stand in a T-pose of the file's own axes. So a bone's turn from the T-pose,
 * in the common frame, is its node's turn times the inverse of its node's turn at rest.
 */
final class Animation {
  private final List<Node> nodes;
  private final List<Integer> order;
  private final List<Rotation> rests;
  private final Map<HumanoidBone, Integer> bones;
  private final Map<Integer, Map<ArkitShape, Float>> expressions;
  private final double lengthS;

  Animation(
      List<Node> nodes,
      Map<HumanoidBone, Integer> bones,
      Map<Integer, Map<ArkitShape, Float>> expressions,
      double lengthS)
      throws TapeException {
    this.nodes = nodes;
    this.order = parentsFirst(nodes);
    this.bones = bones;
    this.expressions = expressions;
    this.lengthS = lengthS;
    this.rests = commons(-1);
  }

  /** Seconds from the first frame to the last key. */
  double lengthS() {
    return lengthS;
  }

  MotionFrame at(double seconds, long timeUs) throws TapeException {
    List<Rotation> turns = commons(seconds);
    Map<HumanoidBone, Rotation> commons = new EnumMap<>(HumanoidBone.class);
    bones.forEach(
        (bone, node) ->
            commons.put(bone, Turns.times(turns.get(node), Turns.inverse(rests.get(node)))));
    return new MotionFrame(timeUs, shapes(seconds), Optional.empty(), BodyTree.locals(commons));
  }

  private ShapeWeights shapes(double seconds) {
    Map<ArkitShape, Float> sums = new EnumMap<>(ArkitShape.class);
    expressions.forEach(
        (node, parts) -> {
          Track track = nodes.get(node).translation;
          // An expression's weight is its node's x.
          double weight = track == null ? 0 : Math.clamp(track.at(seconds, false)[0], 0, 1);
          parts.forEach((shape, part) -> sums.merge(shape, (float) (part * weight), Float::sum));
        });
    ShapeWeights.Builder weights = ShapeWeights.builder();
    sums.forEach((shape, sum) -> weights.set(shape, Math.clamp(sum, 0f, 1f)));
    return weights.build();
  }

  /** Every node's turn in the common frame; at rest for a negative time. */
  private List<Rotation> commons(double seconds) throws TapeException {
    Rotation[] commons = new Rotation[nodes.size()];
    for (int i : order) {
      Node node = nodes.get(i);
      Rotation own = node.rest;
      if (seconds >= 0 && node.rotation != null) {
        own = rotation(node.rotation.at(seconds, true));
      }
      commons[i] = node.parent < 0 ? own : Turns.times(commons[node.parent], own);
    }
    return List.of(commons);
  }

  static Rotation rotation(double[] q) throws TapeException {
    Rotation rotation = Turns.of((float) q[0], (float) q[1], (float) q[2], (float) q[3]);
    if (rotation == null) {
      throw new TapeException(
          TapeFault.OUT_OF_RANGE, "The VRMA file holds a rotation that cannot be one.");
    }
    return rotation;
  }

  /** What an expression of that name moves; empty for one that has no place among the shapes. */
  static Map<ArkitShape, Float> parts(String name) {
    return ShapeAliases.find(name)
        .map(shape -> Map.of(shape, 1f))
        .or(() -> VrmExpression.find(name).map(VrmExpression::parts))
        .orElse(Map.of());
  }

  private static List<Integer> parentsFirst(List<Node> nodes) throws TapeException {
    List<Integer> order = new ArrayList<>();
    boolean[] placed = new boolean[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      List<Integer> way = new ArrayList<>();
      for (int at = i; at >= 0 && !placed[at]; at = nodes.get(at).parent) {
        if (way.size() > nodes.size()) {
          throw Json.malformed("its nodes hang in a ring");
        }
        way.add(at);
      }
      for (int at : way.reversed()) {
        placed[at] = true;
        order.add(at);
      }
    }
    return order;
  }
}
