package dev.afterglow.capture.merge;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a frame together channel by channel, each from the first source in its order that has it,
 * and passes from one source to the next over 200 ms, from what was given out last. A shape that
 * nobody has any more fades to 0, and is absent then; a pose that nobody has is held for as long.
 * For one thread.
 */
final class Fades {
  /** From one source to the next, microseconds. */
  static final long FADE_US = 200_000;

  private static final int NOBODY = -1;
  private static final int UNKNOWN = -2;
  private static final ArkitShape[] SHAPES = ArkitShape.values();
  private static final HumanoidBone[] BONES = HumanoidBone.values();

  private final Fade[] shapeFades = fades(SHAPES.length);
  private final Fade[] boneFades = fades(BONES.length);
  private final Fade headFade = new Fade();
  private final float[] shapeFrom = new float[SHAPES.length];
  private final float[] shapeLast = new float[SHAPES.length];
  private final Rotation[] boneFrom = new Rotation[BONES.length];
  private final Rotation[] boneLast = new Rotation[BONES.length];
  private final WristFade left = new WristFade(it -> it.left().orElse(null));
  private final WristFade right = new WristFade(it -> it.right().orElse(null));
  private @Nullable HeadPose headFrom;
  private @Nullable HeadPose headLast;

  Fades() {
    Arrays.fill(boneFrom, Rotation.IDENTITY);
    Arrays.fill(boneLast, Rotation.IDENTITY);
  }

  /** Whose a channel is, and since when. */
  private static final class Fade {
    private int owner = UNKNOWN;
    private long sinceUs = Long.MIN_VALUE;

    /** Notes the owner; true when a fade begins, from what was given out last. */
    boolean passesTo(int newOwner, long atUs) {
      boolean passes = owner != newOwner && owner != UNKNOWN;
      sinceUs = passes ? atUs : sinceUs;
      owner = newOwner == NOBODY && owner == UNKNOWN ? UNKNOWN : newOwner;
      return passes;
    }

    /** How far the fade has come, 0 to 1, without a corner at either end. */
    float share(long atUs) {
      if (sinceUs == Long.MIN_VALUE) {
        return 1;
      }
      double way = Math.clamp((atUs - sinceUs) / (double) FADE_US, 0, 1);
      return (float) (way * way * (3 - 2 * way));
    }

    boolean gone(long atUs) {
      return owner == UNKNOWN || (owner == NOBODY && share(atUs) >= 1);
    }
  }

  /** One wrist, from the first body that has it. */
  private static final class WristFade {
    private final Function<Wrists, @Nullable WristPose> side;
    private final Fade fade = new Fade();
    private @Nullable WristPose from;
    private @Nullable WristPose last;

    WristFade(Function<Wrists, @Nullable WristPose> side) {
      this.side = side;
    }

    @Nullable WristPose compose(long atUs, @Nullable MotionFrame[] frames, int[] order) {
      int owner = NOBODY;
      WristPose target = last;
      for (int source : order) {
        MotionFrame frame = frames[source];
        WristPose pose = frame == null ? null : side.apply(frame.wrists());
        if (pose != null) {
          owner = source;
          target = pose;
          break;
        }
      }
      if (fade.passesTo(owner, atUs)) {
        from = last;
      }
      if (fade.gone(atUs) || target == null) {
        return null;
      }
      float share = fade.share(atUs);
      last = from == null || share >= 1 ? target : from.lerp(target, share);
      return last;
    }
  }

  /**
   * A frame of several sources.
   *
   * @param frames by source; null for one that has nothing to say
   * @param orders by part of the drive: the sources to ask, first to last
   */
  MotionFrame compose(long atUs, @Nullable MotionFrame[] frames, Orders orders) {
    return new MotionFrame(
        atUs,
        shapes(atUs, frames, orders.face()),
        head(atUs, frames, orders.head()),
        bones(atUs, frames, orders.body()),
        Wrists.of(
            left.compose(atUs, frames, orders.body()), right.compose(atUs, frames, orders.body())));
  }

  private ShapeWeights shapes(long atUs, @Nullable MotionFrame[] frames, int[] order) {
    ShapeWeights.Builder weights = ShapeWeights.builder();
    for (int i = 0; i < SHAPES.length; i++) {
      int owner = NOBODY;
      float target = 0;
      for (int source : order) {
        MotionFrame frame = frames[source];
        if (frame != null && frame.shapes().has(SHAPES[i])) {
          owner = source;
          target = frame.shapes().get(SHAPES[i]);
          break;
        }
      }
      Fade fade = shapeFades[i];
      if (fade.passesTo(owner, atUs)) {
        shapeFrom[i] = shapeLast[i];
      }
      if (!fade.gone(atUs)) {
        float share = fade.share(atUs);
        shapeLast[i] = Math.clamp(shapeFrom[i] + (target - shapeFrom[i]) * share, 0f, 1f);
        weights.set(SHAPES[i], shapeLast[i]);
      }
    }
    return weights.build();
  }

  private Optional<HeadPose> head(long atUs, @Nullable MotionFrame[] frames, int[] order) {
    int owner = NOBODY;
    HeadPose target = headLast;
    for (int source : order) {
      MotionFrame frame = frames[source];
      if (frame != null && frame.head().isPresent()) {
        owner = source;
        target = frame.head().get();
        break;
      }
    }
    if (headFade.passesTo(owner, atUs)) {
      headFrom = headLast;
    }
    if (headFade.gone(atUs) || target == null) {
      return Optional.empty();
    }
    float share = headFade.share(atUs);
    headLast = headFrom == null || share >= 1 ? target : headFrom.lerp(target, share);
    return Optional.of(headLast);
  }

  private Map<HumanoidBone, Rotation> bones(
      long atUs, @Nullable MotionFrame[] frames, int[] order) {
    Map<HumanoidBone, Rotation> rotations = new EnumMap<>(HumanoidBone.class);
    for (int i = 0; i < BONES.length; i++) {
      int owner = NOBODY;
      Rotation target = boneLast[i];
      for (int source : order) {
        MotionFrame frame = frames[source];
        Rotation rotation = frame == null ? null : frame.bones().get(BONES[i]);
        if (rotation != null) {
          owner = source;
          target = rotation;
          break;
        }
      }
      Fade fade = boneFades[i];
      if (fade.passesTo(owner, atUs)) {
        boneFrom[i] = boneLast[i];
      }
      if (!fade.gone(atUs)) {
        float share = fade.share(atUs);
        boneLast[i] = share >= 1 ? target : boneFrom[i].lerp(target, share);
        rotations.put(BONES[i], boneLast[i]);
      }
    }
    return rotations;
  }

  private static Fade[] fades(int count) {
    Fade[] fades = new Fade[count];
    for (int i = 0; i < count; i++) {
      fades[i] = new Fade();
    }
    return fades;
  }
}
