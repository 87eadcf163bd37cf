package dev.afterglow.tape.bvh;

import dev.afterglow.codec.BodyTree;
import dev.afterglow.codec.Turns;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.tape.TapeFault;
import dev.afterglow.tape.TapeHeader;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frames after {@code MOTION}. A joint's turn is the product of its angles in the order of its
 * channels; positions are passed over.
 */
final class BvhMotion {
  private static final double MOST_DEGREES = 100_000;
  private static final double SHORTEST_S = 1.0 / 1_000;
  private static final double LONGEST_S = 10;

  private final BvhWords words;
  private final BvhSkeleton skeleton;
  private final RestPose rest;
  private final Rotation[] turns;
  private final int frames;
  private final double frameUs;
  private int next;

  BvhMotion(BvhWords words, BvhSkeleton skeleton) throws IOException {
    this.words = words;
    this.skeleton = skeleton;
    this.rest = RestPose.of(skeleton);
    this.turns = new Rotation[skeleton.joints().size()];
    words.expect("Frames:");
    double count = words.number();
    if (count != Math.rint(count) || count < 1 || count > TapeHeader.MOST_FRAMES) {
      throw words.fault(TapeFault.OUT_OF_RANGE, "a tape has 1 to 1,000,000 frames.");
    }
    this.frames = (int) count;
    words.expect("Frame");
    words.expect("Time:");
    double seconds = words.number();
    if (seconds < SHORTEST_S || seconds > LONGEST_S) {
      throw words.fault(TapeFault.OUT_OF_RANGE, "a frame takes 0.001 to 10 seconds.");
    }
    this.frameUs = seconds * 1e6;
  }

  @Nullable MotionFrame next() throws IOException {
    if (next == frames) {
      if (words.nextOrNull() != null) {
        throw words.fault(TapeFault.MALFORMED, "there is more than the frames that were promised.");
      }
      return null;
    }
    List<BvhJoint> joints = skeleton.joints();
    Map<HumanoidBone, Rotation> commons = new EnumMap<>(HumanoidBone.class);
    for (int i = 0; i < turns.length; i++) {
      BvhJoint joint = joints.get(i);
      Rotation own = turn(joint);
      Rotation turn = joint.parent() < 0 ? own : Turns.times(turns[joint.parent()], own);
      turns[i] = turn;
      joint.bone().ifPresent(bone -> commons.put(bone, Turns.times(turn, rest.turn(bone))));
    }
    long timeUs = Math.round(next * frameUs);
    next++;
    return new MotionFrame(timeUs, ShapeWeights.NONE, Optional.empty(), BodyTree.locals(commons));
  }

  private Rotation turn(BvhJoint joint) throws IOException {
    Rotation turn = Rotation.IDENTITY;
    for (char channel : joint.channels()) {
      double number = words.number();
      if (Math.abs(number) > MOST_DEGREES) {
        throw words.fault(TapeFault.OUT_OF_RANGE, "a number is too great.");
      }
      double radians = Math.toRadians(number);
      turn =
          switch (channel) {
            case 'X' -> Turns.times(turn, Turns.aboutX(radians));
            case 'Y' -> Turns.times(turn, Turns.aboutY(radians));
            case 'Z' -> Turns.times(turn, Turns.aboutZ(radians));
            default -> turn;
          };
    }
    return turn;
  }
}
