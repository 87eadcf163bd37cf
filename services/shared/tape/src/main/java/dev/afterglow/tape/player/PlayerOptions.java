package dev.afterglow.tape.player;

import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.sound.VoiceTape;
import dev.afterglow.uplink.DeviceClock;
import java.util.Optional;

/**
 * What to play, and how.
 *
 * @param motion the motion
 * @param voice the voice beside it; where it is shorter than the motion, silence follows, and where
 *     it is longer, the end of the motion cuts it off
 * @param loop whether to begin again at the end; the device's clock runs on
 * @param mirrored whether the tape's left and right are those of a mirror
 * @param producer what the header names as the capturing program, at most 128 characters
 * @param clock the device's clock
 */
public record PlayerOptions(
    MotionTape motion,
    Optional<VoiceTape> voice,
    boolean loop,
    boolean mirrored,
    String producer,
    DeviceClock clock) {
  // Any epoch will do; one far from zero and from UTC shows at once who mistakes it for either.
  private static final long EPOCH_US = 7_000_000_000L;

  public PlayerOptions {
    if (producer.length() > 128) {
      throw new IllegalArgumentException("a producer's name has at most 128 characters");
    }
  }

  /** Plays once, motion alone, on this machine's clock. */
  public static PlayerOptions of(MotionTape motion) {
    return new PlayerOptions(
        motion,
        Optional.empty(),
        false,
        false,
        "afterglow-tape",
        DeviceClock.monotonic(EPOCH_US, 0));
  }

  /** The same with a voice. */
  public PlayerOptions withVoice(VoiceTape newVoice) {
    return new PlayerOptions(motion, Optional.of(newVoice), loop, mirrored, producer, clock);
  }

  /** The same, looping or not. */
  public PlayerOptions withLoop(boolean newLoop) {
    return new PlayerOptions(motion, voice, newLoop, mirrored, producer, clock);
  }

  /** The same on a device whose clock runs faster by so many parts per million. */
  public PlayerOptions withSkewPpm(double skewPpm) {
    return withClock(DeviceClock.monotonic(EPOCH_US, skewPpm));
  }

  /** The same on another clock. */
  public PlayerOptions withClock(DeviceClock newClock) {
    return new PlayerOptions(motion, voice, loop, mirrored, producer, newClock);
  }
}
