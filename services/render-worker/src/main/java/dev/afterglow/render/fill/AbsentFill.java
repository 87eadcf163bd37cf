package dev.afterglow.render.fill;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.lease.FillRight;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves what the drive does not track, as far as the lease allows it: lids that blink, a chest that
 * breathes, a mouth that follows the voice. What the drive tracks it never touches, and it is asked
 * only while the figure shows, so never for a drive that is lost.
 *
 * <p>Blinks and breath follow the media time and the drive's id alone, so the same drive gives the
 * same pictures again, and a worker that takes over goes on with them. Lids that come into its
 * hands wait until the next blink begins; breath and mouth fade in.
 *
 * <p>It works behind the drive: what judges the driver sees captured motion only. For one thread.
 */
public final class AbsentFill {
  /** Of the spine, backwards, when the chest is full: with the chest 4 mm at the breastbone. */
  private static final double SPINE_RADIANS = Math.toRadians(0.4);

  private static final double CHEST_RADIANS = Math.toRadians(0.8);
  private static final double SHOULDER_RADIANS = Math.toRadians(1.0);
  private static final long BREATH_FADE_US = 2_000_000;
  private static final long MOUTH_FADE_US = 100_000;
  private static final long NEVER = Long.MIN_VALUE;

  private final IdleBlinks blinks;
  private final IdleBreath breath;
  private final EnumSet<FillPart> filled = EnumSet.noneOf(FillPart.class);
  private boolean lidsHeld;
  private long breathSinceUs = NEVER;
  private long mouthSinceUs = NEVER;

  /**
   * @param driveId whose drive it fills; the seed of blinks and breath
   */
  public AbsentFill(String driveId) {
    long seed = Chance.seed(driveId);
    blinks = new IdleBlinks(seed);
    breath = new IdleBreath(seed);
  }

  /** The figure does not show: nothing is filled, and what comes next begins anew. */
  public void rest() {
    filled.clear();
    lidsHeld = false;
    breathSinceUs = NEVER;
    mouthSinceUs = NEVER;
  }

  /** What the newest motion has from here; a view. */
  public Set<FillPart> filled() {
    return filled;
  }

  /**
   * The motion with what it lacks.
   *
   * @param motion as the drive has it
   * @param mediaUs the picture's media time
   * @param right what the lease allows
   * @param mouth what the voice says of the mouth; null where the drive tracks it, or nothing is to
   *     be heard
   * @return the same motion where there is nothing to fill
   */
  public MotionFrame apply(
      MotionFrame motion, long mediaUs, FillRight right, @Nullable MouthShape mouth) {
    filled.clear();
    boolean lids = lids(motion, mediaUs, right);
    boolean chest = chest(motion, mediaUs, right);
    MouthShape lips = right.mouthFromVoice() ? mouth : null;
    mouthSinceUs = lips == null ? NEVER : mouthSinceUs == NEVER ? mediaUs : mouthSinceUs;
    if (!lids && !chest && lips == null) {
      return motion;
    }
    ShapeWeights shapes = motion.shapes();
    if (lids || lips != null) {
      ShapeWeights.Builder weights = shapes.toBuilder();
      if (lids) {
        float closed = blinks.closed(mediaUs);
        weights.set(ArkitShape.EYE_BLINK_LEFT, closed).set(ArkitShape.EYE_BLINK_RIGHT, closed);
        filled.add(FillPart.EYELIDS);
      }
      if (lips != null) {
        lips.put(weights, faded(mediaUs - mouthSinceUs, MOUTH_FADE_US));
        filled.add(FillPart.MOUTH);
      }
      shapes = weights.build();
    }
    Map<HumanoidBone, Rotation> bones = chest ? breathing(motion, mediaUs) : motion.bones();
    return new MotionFrame(motion.timeUs(), shapes, motion.head(), bones, motion.wrists());
  }

  private boolean lids(MotionFrame motion, long mediaUs, FillRight right) {
    boolean free = right.idleMotion() && !motion.shapes().tracksEyelids();
    lidsHeld = free && (lidsHeld || blinks.closed(mediaUs) == 0);
    return lidsHeld;
  }

  private boolean chest(MotionFrame motion, long mediaUs, FillRight right) {
    boolean free = right.idleMotion() && !motion.tracksTorso();
    breathSinceUs = !free ? NEVER : breathSinceUs == NEVER ? mediaUs : breathSinceUs;
    return free;
  }

  /**
   * The neck goes back by what spine and chest lean, so that the head looks where it did; a
   * shoulder whose arm is tracked stays.
   */
  private Map<HumanoidBone, Rotation> breathing(MotionFrame motion, long mediaUs) {
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    bones.putAll(motion.bones());
    double full = breath.fullness(mediaUs) * faded(mediaUs - breathSinceUs, BREATH_FADE_US);
    bones.put(HumanoidBone.SPINE, aboutX(-full * SPINE_RADIANS));
    bones.put(HumanoidBone.CHEST, aboutX(-full * CHEST_RADIANS));
    bones.putIfAbsent(HumanoidBone.NECK, aboutX(full * (SPINE_RADIANS + CHEST_RADIANS)));
    if (!motion.bones().containsKey(HumanoidBone.LEFT_UPPER_ARM)) {
      bones.putIfAbsent(HumanoidBone.LEFT_SHOULDER, aboutZ(full * SHOULDER_RADIANS));
    }
    if (!motion.bones().containsKey(HumanoidBone.RIGHT_UPPER_ARM)) {
      bones.putIfAbsent(HumanoidBone.RIGHT_SHOULDER, aboutZ(-full * SHOULDER_RADIANS));
    }
    filled.add(FillPart.CHEST);
    return bones;
  }

  private static float faded(long us, long overUs) {
    float share = Math.clamp((float) us / overUs, 0f, 1f);
    return share * share * (3 - 2 * share);
  }

  private static Rotation aboutX(double radians) {
    return new Rotation((float) Math.sin(radians / 2), 0, 0, (float) Math.cos(radians / 2));
  }

  private static Rotation aboutZ(double radians) {
    return new Rotation(0, 0, (float) Math.sin(radians / 2), (float) Math.cos(radians / 2));
  }
}
