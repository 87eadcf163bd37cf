package dev.afterglow.house.tape;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.house.body.Stance;
import dev.afterglow.house.voice.Pcm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A tape that measures how far sound and picture have drifted apart: each second the mouth is wide
 * open for a tenth of a second and a 1 kHz tone sounds for exactly that time.
 */
public final class FlashBeep {
  public static final int FRAMES_PER_SECOND = 60;
  public static final int PERIOD_MS = 1000;
  public static final int FIRST_MS = 500;
  public static final int LENGTH_MS = 100;
  private static final int RATE_HZ = 48_000;
  private static final int TONE_HZ = 1000;
  private static final double LOUD = 20_000;
  private static final double[] HEAD = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, -40, 1};

  private FlashBeep() {}

  /**
   * Whether mouth and tone are on at a moment: from the start of a flash up to, not at, its end.
   */
  public static boolean on(double ms) {
    double since = ms - FIRST_MS;
    return since >= 0 && since % PERIOD_MS < LENGTH_MS;
  }

  /** The motion for so many whole seconds. */
  public static List<HouseFrame> frames(int seconds) {
    List<HouseFrame> frames = new ArrayList<>();
    for (int i = 0; i < seconds * FRAMES_PER_SECOND; i++) {
      double ms = i * 1000.0 / FRAMES_PER_SECOND;
      Map<ArkitShape, Double> shapes =
          on(ms + 1e-6)
              ? Map.of(
                  ArkitShape.JAW_OPEN, 1.0,
                  ArkitShape.MOUTH_LOWER_DOWN_LEFT, 1.0,
                  ArkitShape.MOUTH_LOWER_DOWN_RIGHT, 1.0,
                  ArkitShape.MOUTH_UPPER_UP_LEFT, 1.0,
                  ArkitShape.MOUTH_UPPER_UP_RIGHT, 1.0)
              : Map.of();
      frames.add(new HouseFrame(ms, shapes, HEAD, Stance.turns()));
    }
    return frames;
  }

  /** The sound for so many whole seconds, 48 kHz. */
  public static Pcm voice(int seconds) {
    short[] samples = new short[seconds * RATE_HZ];
    for (int i = 0; i < samples.length; i++) {
      double ms = i * 1000.0 / RATE_HZ;
      if (on(ms)) {
        samples[i] = (short) Math.round(LOUD * Math.sin(2 * Math.PI * TONE_HZ * i / RATE_HZ));
      }
    }
    return new Pcm(RATE_HZ, samples);
  }
}
