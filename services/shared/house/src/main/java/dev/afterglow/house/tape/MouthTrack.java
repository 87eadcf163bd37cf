package dev.afterglow.house.tape;

import static dev.afterglow.house.mesh.Curves.clamp;
import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.house.voice.Loudness;
import dev.afterglow.house.voice.PhonemeTrack;
import dev.afterglow.house.voice.PhonemeTrack.Sound;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The mouth over time: what the sounds ask for, blended over their borders, opened as far as the
 * voice is loud. The mouth gets there a little before the sound, as people's mouths do.
 */
final class MouthTrack {
  private static final double LEAD_MS = 35;
  private static final double BLEND_MS = 75;

  private final List<Stand> stands = new ArrayList<>();
  private final Loudness loudness;

  private record Stand(double startMs, double endMs, Viseme viseme) {}

  MouthTrack(PhonemeTrack track, Loudness loudness) {
    this.loudness = loudness;
    for (Sound sound : track.sounds()) {
      List<Viseme> parts = Viseme.of(sound.name());
      double step = (sound.endMs() - sound.startMs()) / (double) parts.size();
      for (int i = 0; i < parts.size(); i++) {
        double start = sound.startMs() + i * step;
        stands.add(new Stand(start, start + step, parts.get(i)));
      }
    }
  }

  /** Adds the mouth's weights at a moment. */
  void addTo(Map<ArkitShape, Double> shapes, double ms) {
    double at = ms + LEAD_MS;
    Map<ArkitShape, Double> sum = new EnumMap<>(ArkitShape.class);
    double total = 0;
    for (Stand stand : stands) {
      if (stand.endMs < at - BLEND_MS || stand.startMs > at + BLEND_MS) {
        continue;
      }
      double share =
          smoothStep(stand.startMs - BLEND_MS, stand.startMs + BLEND_MS, at)
              * (1 - smoothStep(stand.endMs - BLEND_MS, stand.endMs + BLEND_MS, at));
      share *= stand.viseme == Viseme.SHUT ? 3.0 : 1.0;
      total += share;
      double weight = share;
      stand.viseme.weights.forEach((shape, w) -> sum.merge(shape, w * weight, Double::sum));
    }
    if (total < 1e-6) {
      return;
    }
    double level = smoothed(at);
    double hiss = loudness.hissAt(at);
    for (Map.Entry<ArkitShape, Double> e : sum.entrySet()) {
      double w = e.getValue() / total;
      if (e.getKey() == ArkitShape.JAW_OPEN) {
        w *= (0.25 + 0.95 * level) * (1 - 0.4 * smoothStep(0.35, 0.8, hiss));
      } else {
        w *= 0.45 + 0.65 * level;
      }
      shapes.merge(e.getKey(), clamp(w, 0, 1), (a, b) -> clamp(a + b, 0, 1));
    }
  }

  private double smoothed(double ms) {
    double sum = 0;
    for (int d = -40; d <= 40; d += 10) {
      sum += loudness.levelAt(ms + d);
    }
    return Math.sqrt(sum / 9);
  }
}
