package dev.afterglow.tape.bvh;

import dev.afterglow.drive.HumanoidBone;
import java.util.List;
import java.util.Optional;

/**
 * A joint.
 *
 * @param bone the humanoid bone that it moves; empty for one between two of them
 * @param parent its parent's place in the list of joints, -1 for the root
 * @param x its offset from its parent at rest, in the file's unit
 * @param y upwards
 * @param z forwards
 * @param channels what the numbers of a frame are, in order; {@code X}, {@code Y} or {@code Z} for
 *     an angle about that axis, anything else for a position
 */
record BvhJoint(
    Optional<HumanoidBone> bone,
    int parent,
    double x,
    double y,
    double z,
    List<Character> channels) {
  BvhJoint {
    channels = List.copyOf(channels);
  }
}
