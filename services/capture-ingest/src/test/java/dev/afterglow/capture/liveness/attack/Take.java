package dev.afterglow.capture.liveness.attack;

import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Liveness;
import dev.afterglow.capture.liveness.LivenessThresholds;
import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import dev.afterglow.drive.MotionFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A drive to be judged.
 *
 * @param frames in order of time, from 0
 * @param voice 48,000 samples a second from time 0; empty for a drive without sound
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Take(List<MotionFrame> frames, short[] voice) {
  static final int VOICE_HZ = 48_000;

  Take {
    frames = List.copyOf(frames);
  }

  /** How a run went. */
  record Judged(List<DriveWindow> windows, MotionFingerprint fingerprint) {}

  /** The end of the last frame, seconds. */
  double seconds() {
    return frames.getLast().timeUs() / 1e6;
  }

  /** Another sound beside the same motion, repeated or cut to its length. */
  Take with(short[] other) {
    return new Take(frames, fitted(other, (int) (seconds() * VOICE_HZ)));
  }

  /** A stretch, its times from 0. */
  Take cut(double fromS, double toS) {
    long fromUs = Math.round(fromS * 1e6);
    List<MotionFrame> kept = new ArrayList<>();
    for (MotionFrame frame : frames) {
      if (frame.timeUs() >= fromUs && frame.timeUs() < toS * 1e6) {
        kept.add(frame.at(frame.timeUs() - fromUs));
      }
    }
    int from = Math.min(voice.length, (int) (fromS * VOICE_HZ));
    int to = Math.min(voice.length, (int) (toS * VOICE_HZ));
    return new Take(kept, Arrays.copyOfRange(voice, from, to));
  }

  Judged judge(List<MotionFingerprint> earlier) {
    return judge(LivenessThresholds.DEFAULTS, earlier);
  }

  /** Plays it as it would come. */
  Judged judge(LivenessThresholds thresholds, List<MotionFingerprint> earlier) {
    Liveness liveness = new Liveness(thresholds, DeviceAttestation.SOFT, earlier);
    Playing playing = new Playing(this, liveness);
    playing.until(Long.MAX_VALUE);
    return new Judged(playing.windows(), liveness.fingerprint());
  }

  static short[] fitted(short[] voice, int length) {
    short[] fitted = new short[length];
    for (int i = 0; i < length && voice.length > 0; i++) {
      fitted[i] = voice[i % voice.length];
    }
    return fitted;
  }
}
