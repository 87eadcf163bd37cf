package dev.afterglow.render.rig;

import dev.afterglow.render.figure.Constraint;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.space.Turn;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Lets nodes follow others, as {@code VRMC_node_constraint} publishes it, once a frame after the
 * body is posed and before anything swings. Parents are followed through before their children; a
 * chain of followers of followers sees the frame's own values only where the source stands nearer
 * to the root.
 */
final class Constraints {
  private final Constraint[] constraints;
  private final NodePose pose;
  private final float[] delta = new float[4];
  private final float[] back = new float[4];
  private final float[] target = new float[4];
  private final float[] above = new float[4];
  private final float[] vector = new float[3];

  Constraints(Model figure, NodePose pose) {
    this.pose = pose;
    constraints = figure.constraints().toArray(Constraint[]::new);
    Arrays.sort(constraints, Comparator.comparingInt(Constraint::node));
  }

  /** Turns the followers. The places of all nodes must be worked out, and are again afterwards. */
  void apply() {
    for (Constraint constraint : constraints) {
      switch (constraint.kind()) {
        case ROTATION -> {
          change(constraint.source());
          follow(constraint);
        }
        case ROLL -> {
          roll(constraint);
          follow(constraint);
        }
        case AIM -> {
          aim(constraint);
          follow(constraint);
        }
      }
    }
    if (constraints.length > 0) {
      pose.place();
    }
  }

  /** {@link #delta}: how the source has turned away from its rest, in its own space. */
  private void change(int source) {
    Turn.conjugate(pose.restOf(source), back);
    Turn.multiply(back, pose.turnOf(source), delta);
  }

  /** The part of the source's turn that is about the axis, in the follower's space. */
  private void roll(Constraint c) {
    change(c.source());
    float[] sourceRest = pose.restOf(c.source());
    float[] rest = pose.restOf(c.node());
    Turn.multiply(sourceRest, delta, delta);
    Turn.conjugate(sourceRest, back);
    Turn.multiply(delta, back, delta);
    Turn.conjugate(rest, back);
    Turn.multiply(back, delta, delta);
    Turn.multiply(delta, rest, delta);
    float[] a = c.axis();
    Turn.apply(delta, a[0], a[1], a[2], vector);
    Turn.fromTo(a[0], a[1], a[2], vector[0], vector[1], vector[2], target);
    Turn.conjugate(target, target);
    Turn.multiply(target, delta, delta);
  }

  /** The turn, in the follower's space, that points its axis at the source. */
  private void aim(Constraint c) {
    float[] world = pose.world();
    int parent = pose.parent(c.node());
    above[0] = 0;
    above[1] = 0;
    above[2] = 0;
    above[3] = 1;
    if (parent >= 0) {
      Turn.ofMatrix(world, parent * 16, above);
    }
    float[] rest = pose.restOf(c.node());
    Turn.multiply(above, rest, target);
    int from = c.node() * 16 + 12;
    int to = c.source() * 16 + 12;
    float dx = world[to] - world[from];
    float dy = world[to + 1] - world[from + 1];
    float dz = world[to + 2] - world[from + 2];
    Turn.conjugate(target, back);
    Turn.apply(back, dx, dy, dz, vector);
    float[] a = c.axis();
    Turn.fromTo(a[0], a[1], a[2], vector[0], vector[1], vector[2], delta);
  }

  /** Gives the follower its share of {@link #delta}, after its own rest. */
  private void follow(Constraint c) {
    Turn.share(delta, c.weight(), target);
    pose.turnAfterRest(c.node(), target, 0);
  }
}
