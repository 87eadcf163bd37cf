package dev.afterglow.house.tape;

import static dev.afterglow.house.mesh.Curves.smoothStep;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Rotation;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.voice.Loudness;
import dev.afterglow.house.voice.PhonemeTrack;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Head, trunk and arms over time: breath, sway, nods on loud syllables, a gesture a line. */
final class BodyTrack {
  private static final Vec3 X = new Vec3(1, 0, 0);
  private static final Vec3 Y = new Vec3(0, 1, 0);
  private static final Vec3 Z = new Vec3(0, 0, 1);
  private static final double MOVE_MS = 620;
  private static final Gesture[] BY_LINE = {
    Gesture.WAVE,
    Gesture.OPEN,
    Gesture.OFFER,
    Gesture.REST,
    Gesture.SHOW,
    Gesture.OFFER,
    Gesture.OPEN,
    Gesture.POINT
  };
  private static final double HEAD_FAR_CM = -40;

  private final List<Scene> scenes = new ArrayList<>();
  private final Loudness loudness;
  private final double lengthMs;

  private record Scene(double startMs, double endMs, Gesture gesture) {}

  BodyTrack(PhonemeTrack track, Loudness loudness, double lengthMs) {
    this.loudness = loudness;
    this.lengthMs = lengthMs;
    List<Integer> starts = track.lineStartsMs();
    for (int i = 0; i < starts.size() && i < BY_LINE.length; i++) {
      double end = i + 1 < starts.size() ? starts.get(i + 1) : lengthMs;
      double from = starts.get(i) + (i == 0 ? 250 : 60);
      scenes.add(new Scene(from, Math.min(end - 420, from + 3000), BY_LINE[i]));
    }
  }

  /** Slow waves that come round once in the tape, so that it can be looped. */
  private double wave(double ms, int rounds, double phase) {
    return Math.sin(2 * Math.PI * rounds * ms / lengthMs + phase);
  }

  /** The head in the camera's frame, 4x4 by columns, centimetres. */
  double[] head(double ms) {
    double beat = beat(ms);
    double yaw = 3.4 * wave(ms, 5, 0) + 1.6 * wave(ms, 13, 0);
    double pitch = 1.2 * wave(ms, 7, 0) + 3.2 * beat + 0.4;
    double roll = 2.2 * wave(ms, 4, 0) + 1.0 * wave(ms, 11, 0);
    Rotation turn = Rotation.yawPitchRoll(yaw, pitch, roll);
    Vec3 x = turn.apply(X);
    Vec3 y = turn.apply(Y);
    Vec3 z = turn.apply(Z);
    return new double[] {
      x.x(),
      x.y(),
      x.z(),
      0,
      y.x(),
      y.y(),
      y.z(),
      0,
      z.x(),
      z.y(),
      z.z(),
      0,
      0.7 * wave(ms, 4, 0),
      -0.25 * beat + 0.15 * wave(ms, 9, 0),
      HEAD_FAR_CM + 0.5 * beat,
      1
    };
  }

  private double beat(double ms) {
    double sum = 0;
    for (int d = -180; d <= 60; d += 20) {
      sum += loudness.levelAt(ms + d);
    }
    double ends = smoothStep(0, 400, ms) * (1 - smoothStep(lengthMs - 400, lengthMs, ms));
    return ends * Math.max(0, sum / 13 - 0.35);
  }

  /** Local rotations of the bones that are not as in the T-pose. */
  Map<HumanoidBone, Rotation> bones(double ms) {
    Map<HumanoidBone, Rotation> turns = new EnumMap<>(Gesture.REST.turns());
    for (Scene scene : scenes) {
      double on =
          smoothStep(scene.startMs, scene.startMs + MOVE_MS, ms)
              * (1 - smoothStep(scene.endMs - MOVE_MS, scene.endMs, ms));
      if (on > 0) {
        scene.gesture.turns().forEach((bone, to) -> blend(turns, bone, to, on));
        if (scene.gesture == Gesture.WAVE) {
          Rotation wag = Rotation.about(Z, 14 * on * Math.sin((ms - scene.startMs) / 105));
          turns.computeIfPresent(HumanoidBone.RIGHT_HAND, (b, r) -> wag.times(r));
        }
      }
    }
    double breath = wave(ms, 9, 0);
    turns.put(
        HumanoidBone.SPINE,
        Rotation.yawPitchRoll(1.6 * wave(ms, 3, 0), 0.5 * breath, 1.1 * wave(ms, 4, 0)));
    turns.put(
        HumanoidBone.CHEST,
        Rotation.yawPitchRoll(1.2 * wave(ms, 5, 0), -0.7 * breath, -0.7 * wave(ms, 4, 0)));
    sway(turns, HumanoidBone.LEFT_UPPER_ARM, 1.2 * breath);
    sway(turns, HumanoidBone.RIGHT_UPPER_ARM, -1.2 * breath);
    return turns;
  }

  private static void blend(
      Map<HumanoidBone, Rotation> turns, HumanoidBone bone, Rotation to, double share) {
    Rotation from = turns.getOrDefault(bone, Rotation.NONE);
    turns.put(bone, from.toward(to, share));
  }

  private static void sway(Map<HumanoidBone, Rotation> turns, HumanoidBone bone, double degrees) {
    Rotation now = turns.getOrDefault(bone, Rotation.NONE);
    turns.put(bone, Rotation.about(Z, degrees).times(now));
  }
}
