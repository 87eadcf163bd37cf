package dev.afterglow.codec.xsens;

import dev.afterglow.codec.BodyTree;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One character's sample in the making: with fingers it is too long for one datagram and comes in
 * several, in any order. A datagram of another sample ends the one before, finished or not.
 */
final class Sample {
  private static final int DONE = -2;

  private final @Nullable Rotation[] rotations = new @Nullable Rotation[Segments.PLACES];
  private long number = -1;
  private int kind;
  private long arrived;
  private int last = -1;

  /**
   * Takes a datagram's segments in.
   *
   * @param index the datagram's place in the sample, 0 to 63
   * @param isLast whether the sample has no higher index
   * @return whether the sample is now complete
   */
  boolean take(long sample, int type, int index, boolean isLast, @Nullable Rotation[] segments) {
    if (sample != number || type != kind) {
      begin(sample, type);
    }
    if (last == DONE) {
      return false;
    }
    for (int i = 0; i < rotations.length; i++) {
      if (segments[i] != null) {
        rotations[i] = segments[i];
      }
    }
    arrived |= 1L << index;
    if (isLast) {
      last = index;
    }
    boolean complete = last >= 0 && arrived == -1L >>> (63 - last);
    if (complete) {
      last = DONE;
    }
    return complete;
  }

  /** The sample's bones. */
  Map<HumanoidBone, Rotation> bones() {
    Map<HumanoidBone, Rotation> commons = new EnumMap<>(HumanoidBone.class);
    for (int place = 0; place < rotations.length; place++) {
      Rotation rotation = rotations[place];
      HumanoidBone bone = Segments.bone(place);
      if (rotation != null && bone != null) {
        commons.put(bone, rotation);
      }
    }
    return BodyTree.locals(commons);
  }

  private void begin(long sample, int type) {
    Arrays.fill(rotations, null);
    number = sample;
    kind = type;
    arrived = 0;
    last = -1;
  }
}
