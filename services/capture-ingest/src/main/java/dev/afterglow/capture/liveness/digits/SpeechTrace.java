package dev.afterglow.capture.liveness.digits;

import dev.afterglow.drive.VoicePacket;
import dev.afterglow.drive.sound.MelCepstrum;
import dev.afterglow.drive.sound.Resampler;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;

/**
 * The newest seconds of a voice as frames of 10 ms: its cepstra, not its sound. At most {@link
 * #MOST_FRAMES} frames, 40 kB. For one thread.
 */
public final class SpeechTrace {
  /** Frames kept: eight seconds. */
  static final int MOST_FRAMES = 800;

  private static final int HOP = SpeechForm.RATE_HZ / 100;
  private static final int HOLE_US = 60_000;
  private static final float FULL = 32_768;

  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Frame(float[] cepstrum, float level) {}

  private final MelCepstrum mel = SpeechForm.cepstrum();
  private final ArrayDeque<Frame> frames = new ArrayDeque<>(MOST_FRAMES);
  private Resampler down = down();
  private float[] waiting = new float[0];
  private long firstUs;
  private long nextUs = Long.MIN_VALUE;

  /**
   * Takes a packet of 48,000 samples a second. One that does not follow the last one within 60 ms
   * starts afresh: no word is pieced together over a hole.
   *
   * @throws IllegalArgumentException at another rate
   */
  public void take(VoicePacket packet) {
    if (packet.sampleRateHz() != 3 * SpeechForm.RATE_HZ) {
      throw new IllegalArgumentException(
          "the voice comes at 48,000 samples a second here, was " + packet.sampleRateHz());
    }
    if (nextUs == Long.MIN_VALUE || Math.abs(packet.timeUs() - nextUs) > HOLE_US) {
      clear();
      firstUs = packet.timeUs();
    }
    nextUs = packet.timeUs() + packet.durationUs();
    float[] block = new float[packet.length()];
    for (int i = 0; i < block.length; i++) {
      block[i] = packet.sample(i) / FULL;
    }
    add(down.push(block));
  }

  /** Forgets all. */
  public void clear() {
    frames.clear();
    waiting = new float[0];
    down = down();
    nextUs = Long.MIN_VALUE;
  }

  /** What is kept. */
  public Speech speech() {
    float[][] cepstra = new float[frames.size()][];
    float[] levels = new float[frames.size()];
    Iterator<Frame> each = frames.iterator();
    for (int t = 0; t < levels.length; t++) {
      Frame frame = each.next();
      cepstra[t] = frame.cepstrum();
      levels[t] = frame.level();
    }
    return new Speech(firstUs, cepstra, levels);
  }

  private void add(float[] samples) {
    float[] all = Arrays.copyOf(waiting, waiting.length + samples.length);
    System.arraycopy(samples, 0, all, waiting.length, samples.length);
    int at = 0;
    while (at + SpeechForm.FRAME <= all.length) {
      if (frames.size() == MOST_FRAMES) {
        frames.removeFirst();
        firstUs += Speech.FRAME_US;
      }
      frames.addLast(new Frame(mel.of(all, at), level(all, at)));
      at += HOP;
    }
    waiting = Arrays.copyOfRange(all, at, all.length);
  }

  private static float level(float[] samples, int from) {
    double squares = 0;
    for (int i = from; i < from + SpeechForm.FRAME; i++) {
      squares += (double) samples[i] * samples[i];
    }
    return (float) (10 * Math.log10(squares / SpeechForm.FRAME + 1e-9));
  }

  private static Resampler down() {
    return new Resampler(3 * SpeechForm.RATE_HZ, SpeechForm.RATE_HZ);
  }

  @Override
  public String toString() {
    return "SpeechTrace[" + frames.size() + " frames]";
  }
}
