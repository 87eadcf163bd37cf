package dev.afterglow.render.preflight;

import org.jspecify.annotations.Nullable;

/**
 * What is looked at, what is good, and the one thing to change where it is not. The limits of sound
 * and picture are EBU R37's; those of looks were set by what the house presenter has, and are to be
 * moved by whoever has viewers to ask.
 */
public enum Check {
  FACE_SHARE(
      0.18,
      0.55,
      "Change the layout or the camera: the head wants a fifth to a half of the height."),
  BACKGROUND_CLUTTER(null, 6.0, "Take a plain wall or a quieter picture."),
  LIP_CONTRAST(1.4, null, "Give the avatar darker lips, or more key light."),
  TEETH_CONTRAST(3.0, null, "Raise the fill light, so that teeth show in the open mouth."),
  BROW_CONTRAST(1.5, null, "Darken the brows, or lower the fill light."),
  HAIR_CONTRAST(1.3, null, "Raise the rim light, or take a wall unlike the hair."),
  JAW_RANGE(0.25, null, "Open the mouth wider when speaking, or calibrate again."),
  BROW_RANGE(0.12, null, "Use the brows more, or calibrate again."),
  EYE_CONTACT(0.6, null, "Put the script beside the camera and look into it."),
  SKEW(-60.0, 40.0, "Look after the clock of the capture device."),
  DROPPED(null, 1.0, "Take a smaller size or a lower rate."),
  HEADROOM(0.2, null, "Take a smaller size, a lower rate or a worker with more room.");

  private final @Nullable Double least;
  private final @Nullable Double most;
  private final String advice;

  Check(@Nullable Double least, @Nullable Double most, String advice) {
    this.least = least;
    this.most = most;
    this.advice = advice;
  }

  /** The least that is good, or null. */
  public @Nullable Double least() {
    return least;
  }

  /** The most that is good, or null. */
  public @Nullable Double most() {
    return most;
  }

  /** The one thing to change. */
  public String advice() {
    return advice;
  }

  /** Of two values the one that lies further out, or less far within. */
  public double worse(double one, double other) {
    return excess(one) > excess(other) ? one : other;
  }

  private double excess(double value) {
    double under = least == null ? Double.NEGATIVE_INFINITY : least - value;
    double over = most == null ? Double.NEGATIVE_INFINITY : value - most;
    return Math.max(under, over);
  }

  /** Whether a value is good. */
  public boolean good(double value) {
    return (least == null || value >= least) && (most == null || value <= most);
  }
}
