package dev.afterglow.capture.liveness.attack;

import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Liveness;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A take on its way to its judge: each packet at its end, frames at their time. For one thread. */
final class Playing {
  private static final int PACKET = 960;

  private final Take take;
  private final Liveness liveness;
  private final List<DriveWindow> windows = new ArrayList<>();
  private int frames;
  private int samples;

  Playing(Take take, Liveness liveness) {
    this.take = take;
    this.liveness = liveness;
  }

  /** Plays what lies before a time of the take's. */
  void until(long us) {
    while (frames < take.frames().size() && take.frames().get(frames).timeUs() < us) {
      MotionFrame frame = take.frames().get(frames);
      speak(frame.timeUs());
      liveness.motion(frame).ifPresent(windows::add);
      frames++;
    }
  }

  /** Whether all was played. */
  boolean over() {
    return frames == take.frames().size();
  }

  /** What was judged so far. */
  List<DriveWindow> windows() {
    return List.copyOf(windows);
  }

  private void speak(long us) {
    short[] voice = take.voice();
    while (samples + PACKET <= voice.length && (samples + PACKET) * 1e6 / Take.VOICE_HZ <= us) {
      long atUs = samples * 1_000_000L / Take.VOICE_HZ;
      short[] packet = Arrays.copyOfRange(voice, samples, samples + PACKET);
      liveness.voice(new VoicePacket(atUs, Take.VOICE_HZ, packet));
      samples += PACKET;
    }
  }
}
