package dev.afterglow.render.rig;

import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Spring;
import dev.afterglow.render.space.Mat4;
import dev.afterglow.render.space.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes spring bones swing. Each joint keeps where its tail was at the last two steps; a step is
 * the Verlet integration that VRM publishes:
 *
 * <pre>
 *   tail' = tail + (tail - before) (1 - drag) + rest direction * stiffness * dt + gravity * dt
 *   tail' = joint + length * unit(tail' - joint), then out of the colliders
 * </pre>
 *
 * <p>Steps stand on a fixed grid of times, {@link #DEFAULT_RATE_HZ} a second where nobody asks for
 * another rate; what the joints hang from is taken between the two poses around a step. The same
 * motion so gives the same swing at every frame rate. At half the rate a swing costs half and looks
 * the same to a glance, though not by the number: the published formula damps by the step.
 *
 * <p>A jump of the figure or of the time, and any number that is not finite, starts the springs
 * again from their rest. Nothing is allocated after construction.
 */
public final class Springs {
  /** Steps a second at which VRM's own viewers run, and their parameters are tuned. */
  public static final int DEFAULT_RATE_HZ = 60;

  /** A longer gap has no motion to follow in between. */
  private static final long LONGEST_GAP_US = 250_000;

  /** Further than any head moves from one picture to the next. */
  private static final float JUMP_METRES = 0.5f;

  private final Joint[] joints;
  private final SpringColliders colliders;
  private final int[] driverNode;
  private final float[] then;
  private final float[] now;
  private final float[] at;
  private final float[] tail;
  private final float[] before;
  private final float[] placed;
  private final float[] swing;
  private final float[] upright = new float[16];
  private final float[] next = new float[3];
  private final float[] last = new float[3];
  private final float[] point = new float[3];
  private final float[] quaternion = new float[4];
  private int rateHz = DEFAULT_RATE_HZ;
  private boolean resting = true;
  private long beganUs;
  private long nowUs;
  private long steps;

  /** What never changes of one joint; {@code above} is a joint, or -1 for {@code driver}. */
  @SuppressWarnings("ArrayRecordComponent") // private, never written
  private record Joint(
      int node,
      int above,
      int driver,
      int center,
      float[] link,
      float[] axis,
      float length,
      Spring.Joint spring,
      int[] colliders) {}

  /**
   * @param restWorld where the nodes rest, 16 values each
   */
  Springs(Model figure, float[] restWorld) {
    List<Integer> drivers = new ArrayList<>();
    List<Joint> ordered = new ArrayList<>();
    int count = figure.springs().stream().mapToInt(s -> s.colliders().size()).sum();
    colliders = new SpringColliders(count);
    int first = 0;
    int[] jointOf = new int[figure.nodes().size()];
    Arrays.fill(jointOf, -1);
    for (Spring spring : figure.springs()) {
      int[] which = new int[spring.colliders().size()];
      for (int i = 0; i < which.length; i++) {
        Spring.Collider c = spring.colliders().get(i);
        which[i] = first + i;
        colliders.set(which[i], driver(drivers, c.node()), c.from(), c.to(), c.radius());
      }
      first += which.length;
      int center = spring.center() < 0 ? -1 : driver(drivers, spring.center());
      for (Spring.Joint joint : spring.joints()) {
        jointOf[joint.node()] = ordered.size();
        ordered.add(joint(figure, joint, jointOf, drivers, center, which, restWorld));
      }
    }
    joints = ordered.toArray(Joint[]::new);
    driverNode = drivers.stream().mapToInt(Integer::intValue).toArray();
    then = new float[driverNode.length * 16];
    now = new float[then.length];
    at = new float[then.length];
    tail = new float[joints.length * 3];
    before = new float[tail.length];
    placed = new float[joints.length * 16];
    swing = new float[joints.length * 4];
  }

  /** How many joints swing. */
  int count() {
    return joints.length;
  }

  /** The node of a joint; parents stand before their children. */
  int node(int joint) {
    return joints[joint].node;
  }

  /** 4 values a joint: how far its node is turned after its own rest rotation. */
  float[] swing() {
    return swing;
  }

  /** World place of a joint's tail, 3 values. */
  void tail(int joint, float[] out) {
    toWorld(joints[joint].center, tail, joint * 3, out);
  }

  /**
   * Sets how many steps a second are made. What swings goes on swinging: where it is stays, and how
   * far it came in a step is stretched to the new step.
   *
   * @param hz 15 to 240; 0 holds the springs at rest
   */
  void rate(int hz) {
    if (hz != 0 && (hz < 15 || hz > 240)) {
      throw new IllegalArgumentException("a spring rate is 0 or 15 to 240 Hz, was " + hz);
    }
    if (hz == rateHz) {
      return; // said at each picture
    }
    if (hz == 0 || rateHz == 0) {
      resting = true;
    } else {
      float longer = (float) rateHz / hz;
      for (int k = 0; k < before.length; k++) {
        before[k] = tail[k] - (tail[k] - before[k]) * longer;
      }
      beganUs = nowUs;
      steps = 0;
    }
    rateHz = hz;
  }

  /** Forgets all motion: the next call of {@link #advance} starts from rest. */
  void reset() {
    resting = true;
  }

  /**
   * Swings on to an instant.
   *
   * @param timeUs of the pose; may stand still
   * @param world where the nodes are, 16 values each, with the joints at rest
   */
  void advance(long timeUs, float[] world) {
    if (joints.length == 0) {
      return;
    }
    System.arraycopy(now, 0, then, 0, now.length);
    for (int d = 0; d < driverNode.length; d++) {
      System.arraycopy(world, driverNode[d] * 16, now, d * 16, 16);
    }
    long gapUs = timeUs - nowUs;
    if (resting || rateHz == 0 || gapUs < 0 || gapUs > LONGEST_GAP_US || jumped()) {
      rest(timeUs);
      return;
    }
    nowUs = timeUs;
    long stepUs = 1_000_000 / rateHz;
    // Frame times are rounded: a step that is due within an eighth of itself is made now.
    long due = ((timeUs - beganUs) * rateHz + 125_000) / 1_000_000;
    while (steps < due) {
      steps++;
      long sinceUs = beganUs + steps * 1_000_000 / rateHz - (timeUs - gapUs);
      float share = gapUs == 0 ? 1 : Math.clamp((float) sinceUs / gapUs, 0, 1);
      between(share);
      step(stepUs / 1e6f);
    }
  }

  private void rest(long timeUs) {
    resting = rateHz == 0;
    beganUs = timeUs;
    nowUs = timeUs;
    steps = 0;
    between(1);
    for (int j = 0; j < joints.length; j++) {
      stand(joints[j]);
      settle(j);
    }
  }

  private boolean jumped() {
    for (int m = 0; m < now.length; m += 16) {
      float x = now[m + 12] - then[m + 12];
      float y = now[m + 13] - then[m + 13];
      float z = now[m + 14] - then[m + 14];
      if (!(x * x + y * y + z * z < JUMP_METRES * JUMP_METRES)) {
        return true;
      }
    }
    return false;
  }

  private void between(float share) {
    for (int k = 0; k < at.length; k++) {
      at[k] = then[k] + (now[k] - then[k]) * share;
    }
    if (share == 1) {
      System.arraycopy(now, 0, at, 0, at.length);
    }
    colliders.place(at);
  }

  private void step(float seconds) {
    for (int j = 0; j < joints.length; j++) {
      Joint joint = joints[j];
      stand(joint);
      toWorld(joint.center, tail, j * 3, next);
      toWorld(joint.center, before, j * 3, last);
      point[0] = next[0];
      point[1] = next[1];
      point[2] = next[2];
      Spring.Joint spring = joint.spring;
      float kept = 1 - spring.drag();
      float pull = spring.stiffness() * seconds;
      float[] a = joint.axis;
      float x = upright[0] * a[0] + upright[4] * a[1] + upright[8] * a[2];
      float y = upright[1] * a[0] + upright[5] * a[1] + upright[9] * a[2];
      float z = upright[2] * a[0] + upright[6] * a[1] + upright[10] * a[2];
      float size = (float) Math.sqrt(x * x + y * y + z * z);
      pull = size > 1e-9f ? pull / size : 0;
      next[0] += (next[0] - last[0]) * kept + x * pull + spring.gravity()[0] * seconds;
      next[1] += (next[1] - last[1]) * kept + y * pull + spring.gravity()[1] * seconds;
      next[2] += (next[2] - last[2]) * kept + z * pull + spring.gravity()[2] * seconds;
      if (!SpringColliders.toLength(next, upright, 12, joint.length)) {
        settle(j);
        continue;
      }
      colliders.keepOut(joint.colliders, next, upright, 12, joint.length, spring.hitRadius());
      turn(j);
      if (!Float.isFinite(next[0] + next[1] + next[2])) {
        settle(j);
        continue;
      }
      toCenter(joint.center, point, before, j * 3);
      toCenter(joint.center, next, tail, j * 3);
    }
  }

  /** Where the joint would be if it did not swing: {@link #upright}. */
  private void stand(Joint joint) {
    if (joint.above < 0) {
      Mat4.multiply(at, joint.driver * 16, joint.link, 0, upright, 0);
    } else {
      Mat4.multiply(placed, joint.above * 16, joint.link, 0, upright, 0);
    }
  }

  /** Puts one tail to its rest, without speed. */
  private void settle(int j) {
    Joint joint = joints[j];
    float[] t = joint.spring.tail();
    Mat4.point(upright, 0, t[0], t[1], t[2], next);
    toCenter(joint.center, next, tail, j * 3);
    toCenter(joint.center, next, before, j * 3);
    System.arraycopy(upright, 0, placed, j * 16, 16);
    swing[j * 4] = 0;
    swing[j * 4 + 1] = 0;
    swing[j * 4 + 2] = 0;
    swing[j * 4 + 3] = 1;
  }

  /** The shortest turn that brings the joint's axis to its tail. */
  private void turn(int j) {
    float dx = next[0] - upright[12];
    float dy = next[1] - upright[13];
    float dz = next[2] - upright[14];
    float x = upright[0] * dx + upright[1] * dy + upright[2] * dz;
    float y = upright[4] * dx + upright[5] * dy + upright[6] * dz;
    float z = upright[8] * dx + upright[9] * dy + upright[10] * dz;
    float[] a = joints[j].axis;
    Turn.fromTo(a[0], a[1], a[2], x, y, z, quaternion);
    System.arraycopy(quaternion, 0, swing, j * 4, 4);
    Mat4.turned(upright, quaternion, placed, j * 16);
  }

  private void toWorld(int center, float[] from, int offset, float[] out) {
    if (center < 0) {
      System.arraycopy(from, offset, out, 0, 3);
      return;
    }
    Mat4.point(at, center * 16, from[offset], from[offset + 1], from[offset + 2], out);
  }

  /** Back into the space of a matrix that turns, moves and scales alike in all directions. */
  private void toCenter(int center, float[] world, float[] out, int offset) {
    if (center < 0) {
      System.arraycopy(world, 0, out, offset, 3);
      return;
    }
    int m = center * 16;
    float x = world[0] - at[m + 12];
    float y = world[1] - at[m + 13];
    float z = world[2] - at[m + 14];
    float size2 = at[m] * at[m] + at[m + 1] * at[m + 1] + at[m + 2] * at[m + 2];
    for (int k = 0; k < 3; k++) {
      int column = m + 4 * k;
      out[offset + k] = (at[column] * x + at[column + 1] * y + at[column + 2] * z) / size2;
    }
  }

  private static Joint joint(
      Model figure,
      Spring.Joint joint,
      int[] jointOf,
      List<Integer> drivers,
      int center,
      int[] which,
      float[] restWorld) {
    float[] link = Mat4.identity();
    float[] local = new float[16];
    int n = joint.node();
    int above;
    do {
      FigureNode node = figure.nodes().get(n);
      Mat4.compose(node.translation(), node.rotation(), node.scale(), local, 0);
      float[] longer = new float[16];
      Mat4.multiply(local, link, longer);
      link = longer;
      n = node.parent();
      above = n < 0 ? -1 : jointOf[n];
    } while (above < 0 && n >= 0 && hangsBelowJoint(figure, n, jointOf));
    float[] t = joint.tail();
    float[] head = new float[3];
    float[] end = new float[3];
    Mat4.point(restWorld, joint.node() * 16, 0, 0, 0, head);
    Mat4.point(restWorld, joint.node() * 16, t[0], t[1], t[2], end);
    double length = Math.hypot(Math.hypot(end[0] - head[0], end[1] - head[1]), end[2] - head[2]);
    double own = Math.hypot(Math.hypot(t[0], t[1]), t[2]);
    float[] axis = {(float) (t[0] / own), (float) (t[1] / own), (float) (t[2] / own)};
    int driver = above >= 0 ? -1 : driver(drivers, n);
    return new Joint(joint.node(), above, driver, center, link, axis, (float) length, joint, which);
  }

  private static boolean hangsBelowJoint(Model figure, int node, int[] jointOf) {
    for (int n = node; n >= 0; n = figure.nodes().get(n).parent()) {
      if (jointOf[n] >= 0) {
        return true;
      }
    }
    return false;
  }

  private static int driver(List<Integer> drivers, int node) {
    if (!drivers.contains(node)) {
      drivers.add(node);
    }
    return drivers.indexOf(node);
  }
}
