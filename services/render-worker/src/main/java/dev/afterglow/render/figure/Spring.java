package dev.afterglow.render.figure;

import java.util.List;

/**
 * Joints that swing by themselves, hair or ribbons, and what they may not swing through. It holds
 * what {@code VRMC_springBone} 1.0 and VRM 0.x's {@code secondaryAnimation} say, in one form.
 *
 * @param center index of the node in whose space inertia is felt, or -1 for the world
 * @param joints every parent stands before its children
 */
public record Spring(int center, List<Joint> joints, List<Collider> colliders) {
  public Spring {
    joints = List.copyOf(joints);
    colliders = List.copyOf(colliders);
  }

  /**
   * A joint that turns so that its tail swings.
   *
   * @param node index of the node
   * @param tail 3 values: where the tail rests in the node's own space, metres; never the origin
   * @param stiffness how strongly the tail is drawn back to its rest, 0 or more
   * @param gravity 3 values: direction times power
   * @param drag the share of the inertia that is lost each step, 0 to 1
   * @param hitRadius of the tail, metres
   */
  @SuppressWarnings("ArrayRecordComponent") // shared with the rig, never written
  public record Joint(
      int node, float[] tail, float stiffness, float[] gravity, float drag, float hitRadius) {
    public Joint {
      if (!(length(tail) > 1e-6)) {
        throw new IllegalArgumentException("a spring joint needs a tail away from itself");
      }
      if (!(stiffness >= 0 && drag >= 0 && drag <= 1 && hitRadius >= 0)) {
        throw new IllegalArgumentException(
            "stiffness " + stiffness + ", drag " + drag + ", radius " + hitRadius);
      }
    }

    private static double length(float[] v) {
      return Math.sqrt((double) v[0] * v[0] + (double) v[1] * v[1] + (double) v[2] * v[2]);
    }
  }

  /**
   * A sphere, or a capsule where the two ends differ.
   *
   * @param node index of the node that carries it
   * @param from 3 values in the node's own space, metres
   * @param to 3 values in the node's own space, metres
   * @param radius metres
   */
  @SuppressWarnings("ArrayRecordComponent") // shared with the rig, never written
  public record Collider(int node, float[] from, float[] to, float radius) {
    public Collider {
      if (!(radius >= 0)) {
        throw new IllegalArgumentException("radius " + radius);
      }
    }
  }
}
