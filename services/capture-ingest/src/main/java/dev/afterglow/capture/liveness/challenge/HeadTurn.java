package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.capture.liveness.motion.MotionChannel;

/** Where to turn the head; left and right are the person's own. */
public enum HeadTurn {
  /** To the person's left. */
  LEFT("left", MotionChannel.YAW, 1),
  /** To the person's right. */
  RIGHT("right", MotionChannel.YAW, -1),
  /** Chin up. */
  UP("up", MotionChannel.PITCH, -1),
  /** Chin down. */
  DOWN("down", MotionChannel.PITCH, 1),
  /** Left ear to the shoulder. */
  TILT_LEFT("tilt-left", MotionChannel.ROLL, -1),
  /** Right ear to the shoulder. */
  TILT_RIGHT("tilt-right", MotionChannel.ROLL, 1);

  private final String wireName;
  private final MotionChannel channel;
  private final int sign;

  HeadTurn(String wireName, MotionChannel channel, int sign) {
    this.wireName = wireName;
    this.channel = channel;
    this.sign = sign;
  }

  /** The word for it in the contract. */
  public String wireName() {
    return wireName;
  }

  /**
   * How far the head is turned that way, radians; negative for the other way.
   *
   * @param channels as {@link MotionChannel#read} gives them. In its frame, right-handed and Y-up
   *     with +Z out of the face, a positive turn about Y is to the person's left, about X chin
   *     down, about Z (to the viewer) right ear down
   */
  double of(float[] channels) {
    return sign * channels[channel.ordinal()];
  }
}
