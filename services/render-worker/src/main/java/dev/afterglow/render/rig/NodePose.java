package dev.afterglow.render.rig;

import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.space.Mat4;
import dev.afterglow.render.space.Turn;

/**
 * How every node of a figure is turned at the moment, and where that puts it in the world.
 *
 * <p>Turns arrive relative to the T-pose in a frame that looks along +Z (VRM 1.0's normalised
 * humanoid). For a joint whose parent rests at world rotation P, a turn q becomes {@code P^-1 q P}
 * before the joint's own rest rotation; a figure that looks along -Z mirrors x and z first, and is
 * shown turned round.
 */
final class NodePose {
  private static final float[] NO_TURN = {0, 0, 0, 1};
  private static final float[] HALF_TURN = {0, 1, 0, 0};
  private static final float[] UNSCALED = {1, 1, 1};

  private final Model figure;
  private final float[] pivot;
  private final float[] world;
  private final float[][] restTurn;
  private final float[][] restWorldTurn;
  private final float[][] turn;
  private final float[] scratch = new float[4];
  private final float[] mirrored = new float[4];
  private final float[] parentTurn = new float[4];
  private final float[] whole = NO_TURN.clone();
  private final float[] local = new float[16];
  private final float[] above = new float[16];
  private final float[] point = new float[3];
  private final float[] origin = new float[3];
  private boolean wholeTurns;

  /**
   * @param pivot 3 values: the world point about which {@link #turnWhole} turns
   */
  NodePose(Model figure, float[] pivot) {
    this.figure = figure;
    this.pivot = pivot.clone();
    int count = figure.nodes().size();
    this.world = new float[count * 16];
    this.restTurn = new float[count][];
    this.restWorldTurn = new float[count][4];
    this.turn = new float[count][4];
    for (int n = 0; n < count; n++) {
      FigureNode node = figure.nodes().get(n);
      restTurn[n] = node.rotation();
      if (node.parent() < 0) {
        System.arraycopy(restTurn[n], 0, restWorldTurn[n], 0, 4);
      } else {
        Turn.multiply(restWorldTurn[node.parent()], restTurn[n], restWorldTurn[n]);
      }
    }
    toRest();
  }

  /** World matrices, 16 values a node; what {@link #place} worked out last. */
  float[] world() {
    return world;
  }

  int parent(int node) {
    return figure.nodes().get(node).parent();
  }

  /** How a node rests in its parent's space, 4 values that nobody may change. */
  float[] restOf(int node) {
    return restTurn[node];
  }

  /** How a node is now turned in its parent's space, 4 values that nobody else may change. */
  float[] turnOf(int node) {
    return turn[node];
  }

  /** Every node as the file leaves it. */
  void toRest() {
    for (int n = 0; n < turn.length; n++) {
      System.arraycopy(restTurn[n], 0, turn[n], 0, 4);
    }
    wholeTurns = false;
  }

  /** One node as the file leaves it. */
  void toRest(int node) {
    System.arraycopy(restTurn[node], 0, turn[node], 0, 4);
  }

  /** Adds a T-pose turn to a node, in front of what it already has; -1 is no node. */
  void turn(int node, float[] q) {
    if (node < 0) {
      return;
    }
    System.arraycopy(q, 0, mirrored, 0, 4);
    if (figure.facesBackwards()) {
      mirrored[0] = -q[0];
      mirrored[2] = -q[2];
    }
    int parent = parent(node);
    if (parent < 0) {
      Turn.multiply(mirrored, turn[node], turn[node]);
      return;
    }
    float[] base = restWorldTurn[parent];
    Turn.conjugate(base, scratch);
    Turn.multiply(scratch, mirrored, scratch);
    Turn.multiply(scratch, base, scratch);
    Turn.multiply(scratch, turn[node], turn[node]);
  }

  /** Gives a node its rest rotation and then a turn in its own space, 4 values at an offset. */
  void turnAfterRest(int node, float[] q, int at) {
    System.arraycopy(q, at, scratch, 0, 4);
    Turn.multiply(restTurn[node], scratch, turn[node]);
  }

  /** Turns the figure as a whole about its pivot, in the world, until the next rest. */
  void turnWhole(float[] q) {
    System.arraycopy(q, 0, whole, 0, 4);
    wholeTurns = true;
  }

  /**
   * How a node is turned in the world, as last placed, against the T-pose that looks along +Z.
   *
   * @param out gets 4 values
   */
  void turnedFromRest(int node, float[] out) {
    Turn.ofMatrix(world, node * 16, out);
    Turn.conjugate(restWorldTurn[node], scratch);
    Turn.multiply(out, scratch, out);
    if (figure.facesBackwards()) {
      Turn.multiply(out, HALF_TURN, out);
    }
  }

  /**
   * Turns a node so that {@link #turnedFromRest} says this of it, once it is placed; its parent is
   * placed already.
   */
  void turnTo(int node, float[] wanted) {
    int parent = parent(node);
    if (parent < 0) {
      throw new IllegalArgumentException("a root is not turned to something");
    }
    turnedFromRest(parent, parentTurn);
    Turn.conjugate(parentTurn, parentTurn);
    Turn.multiply(parentTurn, wanted, parentTurn);
    toRest(node);
    turn(node, parentTurn);
  }

  /** From one node to another, 3 values in the world as last placed. */
  double[] between(int from, int to) {
    return new double[] {
      world[to * 16 + 12] - world[from * 16 + 12],
      world[to * 16 + 13] - world[from * 16 + 13],
      world[to * 16 + 14] - world[from * 16 + 14]
    };
  }

  /** Between two nodes in the world as last placed. */
  double distance(int a, int b) {
    double[] v = between(a, b);
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }

  /** Works out where every node is. */
  void place() {
    for (int n = 0; n < turn.length; n++) {
      place(n);
    }
  }

  /** Works out where some nodes are; each stands after those of its ancestors that are named. */
  void place(int[] nodes) {
    for (int n : nodes) {
      place(n);
    }
  }

  private void place(int n) {
    FigureNode node = figure.nodes().get(n);
    Mat4.compose(node.translation(), turn[n], node.scale(), local, 0);
    if (node.parent() < 0) {
      placeRoot(n);
    } else {
      Mat4.multiply(world, node.parent() * 16, local, 0, world, n * 16);
    }
  }

  private void placeRoot(int node) {
    float[] front = figure.facesBackwards() ? HALF_TURN : NO_TURN;
    if (wholeTurns) {
      Turn.multiply(whole, front, scratch);
    } else {
      System.arraycopy(front, 0, scratch, 0, 4);
    }
    Mat4.compose(origin, scratch, UNSCALED, above, 0);
    if (wholeTurns) {
      Mat4.point(above, 0, pivot[0], pivot[1], pivot[2], point);
      for (int k = 0; k < 3; k++) {
        above[12 + k] = pivot[k] - point[k];
      }
    }
    Mat4.multiply(above, 0, local, 0, world, node * 16);
  }
}
