package dev.afterglow.render.figure;

/**
 * A node that follows another one: {@code VRMC_node_constraint} 1.0.
 *
 * @param node index of the node that follows
 * @param source index of the node that is followed
 * @param kind what is followed
 * @param axis 3 values: the axis in the follower's own space that rolls or aims, of length 1
 * @param weight 0 (not at all) to 1 (wholly)
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the rig, never written
public record Constraint(int node, int source, Kind kind, float[] axis, float weight) {
  /** What is followed. */
  public enum Kind {
    /** The source's turn about the axis alone, as a twist bone does. */
    ROLL,
    /** The source's place: the axis points to it. */
    AIM,
    /** The source's whole turn. */
    ROTATION
  }
}
