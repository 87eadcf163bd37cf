package dev.afterglow.house.tape;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.house.voice.Loudness;
import dev.afterglow.house.voice.Pcm;
import dev.afterglow.house.voice.PhonemeTrack;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes the motion of the house tape from the house voice: synthetic, and the same every time. */
public final class HouseTape {
  public static final int FRAMES_PER_SECOND = 60;
  private static final long SEED = 52L;

  private HouseTape() {}

  /** One frame each 1/60 s from the voice's start to its end. */
  public static List<HouseFrame> frames(Pcm voice, PhonemeTrack track) {
    Loudness loudness = Loudness.of(voice);
    double length = voice.lengthMs();
    MouthTrack mouth = new MouthTrack(track, loudness);
    FaceTrack face = new FaceTrack(track, length, new SplittableRandom(SEED));
    BodyTrack body = new BodyTrack(track, loudness, length);
    List<HouseFrame> frames = new ArrayList<>();
    for (int i = 0; ; i++) {
      double ms = i * 1000.0 / FRAMES_PER_SECOND;
      if (ms > length) {
        return frames;
      }
      Map<ArkitShape, Double> shapes = new EnumMap<>(ArkitShape.class);
      face.addTo(shapes, ms);
      mouth.addTo(shapes, ms);
      frames.add(new HouseFrame(ms, shapes, body.head(ms), body.bones(ms)));
    }
  }
}
