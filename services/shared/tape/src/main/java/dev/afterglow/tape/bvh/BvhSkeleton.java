package dev.afterglow.tape.bvh;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.tape.TapeFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The joints of a BVH file, parents before children.
 *
 * @param joints 1 to 1,000
 */
record BvhSkeleton(List<BvhJoint> joints) {
  private static final int MOST_JOINTS = 1_000;
  private static final int DEEPEST = 200;
  private static final int MOST_CHANNELS = 6;
  private static final char POSITION = 'p';
  private static final double FARTHEST = 1e6;

  BvhSkeleton {
    joints = List.copyOf(joints);
  }

  /** Reads the part before {@code MOTION}, and that word. */
  static BvhSkeleton read(BvhWords words) throws IOException {
    String first = words.nextOrNull();
    if (first == null || !first.equalsIgnoreCase("HIERARCHY")) {
      throw words.fault(TapeFault.UNKNOWN_FORMAT, "a BVH file begins with HIERARCHY.");
    }
    words.expect("ROOT");
    List<BvhJoint> joints = new ArrayList<>();
    Set<HumanoidBone> bones = EnumSet.noneOf(HumanoidBone.class);
    joint(words, joints, bones, -1, 1);
    words.expect("MOTION");
    if (bones.isEmpty()) {
      throw words.fault(
          TapeFault.UNKNOWN_BONE, "no joint of the file has a name that the alias table holds.");
    }
    return new BvhSkeleton(joints);
  }

  /** How many numbers a frame has. */
  int channels() {
    return joints.stream().mapToInt(it -> it.channels().size()).sum();
  }

  private static void joint(
      BvhWords words, List<BvhJoint> joints, Set<HumanoidBone> bones, int parent, int depth)
      throws IOException {
    if (joints.size() == MOST_JOINTS || depth > DEEPEST) {
      throw words.fault(TapeFault.TOO_LONG, "the skeleton has too many joints.");
    }
    // Where two joints have a name of one bone, the one nearer to the root is it.
    Optional<HumanoidBone> bone = BvhNames.find(words.next()).filter(bones::add);
    words.expect("{");
    words.expect("OFFSET");
    double x = offset(words);
    double y = offset(words);
    double z = offset(words);
    words.expect("CHANNELS");
    int place = joints.size();
    joints.add(new BvhJoint(bone, parent, x, y, z, channels(words)));
    for (String word = words.next(); !word.equals("}"); word = words.next()) {
      if (word.equalsIgnoreCase("JOINT")) {
        joint(words, joints, bones, place, depth + 1);
      } else if (word.equalsIgnoreCase("End")) {
        end(words);
      } else {
        throw words.fault(TapeFault.MALFORMED, "there should be JOINT, End Site or }.");
      }
    }
  }

  private static List<Character> channels(BvhWords words) throws IOException {
    double count = words.number();
    if (count != Math.rint(count) || count < 0 || count > MOST_CHANNELS) {
      throw words.fault(TapeFault.OUT_OF_RANGE, "a joint has 0 to 6 channels.");
    }
    List<Character> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      channels.add(
          switch (words.next().toLowerCase(Locale.ROOT)) {
            case "xrotation" -> 'X';
            case "yrotation" -> 'Y';
            case "zrotation" -> 'Z';
            case "xposition", "yposition", "zposition" -> POSITION;
            default -> throw words.fault(TapeFault.MALFORMED, "a channel has an unknown name.");
          });
    }
    return channels;
  }

  private static void end(BvhWords words) throws IOException {
    words.expect("Site");
    words.expect("{");
    words.expect("OFFSET");
    for (int i = 0; i < 3; i++) {
      offset(words);
    }
    words.expect("}");
  }

  private static double offset(BvhWords words) throws IOException {
    double offset = words.number();
    if (Math.abs(offset) > FARTHEST) {
      throw words.fault(TapeFault.OUT_OF_RANGE, "an offset is too great.");
    }
    return offset;
  }
}
