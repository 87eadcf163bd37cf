package dev.afterglow.capture.voice;

import dev.afterglow.capture.loudness.Loudness;
import dev.afterglow.drive.VoicePacket;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Brings one voice to its level: a gate, a slow gain, perhaps an echo guard, and a limiter, over
 * milliseconds of 48 samples.
 *
 * <p>It looks {@link #LOOK_AHEAD_US} ahead and gives each sample out that much after it came, under
 * the time at which it was captured: sound and motion stay together, and a reader that plays by the
 * stamps hears no shift. The same packets give the same sound, however they are cut. A packet that
 * does not follow the one before within 20 ms starts afresh, after what was held back. Memory 7 kB;
 * nothing is allocated but the packets that go out. For one thread.
 */
public final class VoiceLevel {
  /** How far it looks ahead, microseconds. */
  public static final long LOOK_AHEAD_US = 4_000;

  private static final int MS = 48;
  private static final int LOOK_AHEAD = 4 * MS;
  // What the gate and the limiter hold; the last millisecond is for packets that end within one.
  private static final int CHAIN = MS + Limiter.LOOK_AHEAD;
  private static final long SEAM_US = 20_000;
  private static final float SCALE = 32_768;
  private static final float STEP = 1 / SCALE;

  private final NoiseGate gate;
  private final SlowGain gain;
  private final Limiter limiter;
  private final EchoGuard echo = new EchoGuard();
  private final boolean guarded;
  private final Loudness loudness = new Loudness();
  private final VoiceWatch watch = new VoiceWatch();

  private float[] block = new float[MS];
  private float[] held = new float[MS];
  private final float[] ready = new float[2 * MS];
  private int filled;
  // The greatest magnitude in the block so far, steps of 16 bits.
  private int peak;
  // The greatest magnitude held, before any gain.
  private float heldPeak;
  private int readyCount;
  private int toSkip;
  private boolean started;
  private long expectedUs;
  private long taken;
  private long given;
  private float factor = 1;

  private short[] out = {};
  private int outCount;

  /** A voice that has not begun. */
  public VoiceLevel(VoiceSettings settings) {
    gate = new NoiseGate(settings);
    gain = new SlowGain(settings);
    limiter = new Limiter(settings.ceilingDbtp());
    guarded = settings.echoGuard();
    restart();
  }

  /**
   * Takes the next packet.
   *
   * @param asSent what the device sent
   * @param captured the same at 48,000 samples a second
   * @param sink gets the sound that is decided by now, at the times at which it was captured
   */
  public void take(Sound asSent, VoicePacket captured, Consumer<VoicePacket> sink) {
    long timeUs = captured.timeUs();
    if (started && Math.abs(timeUs - expectedUs) > SEAM_US) {
      watch.hole(timeUs - expectedUs);
      finish(sink);
    }
    started = true;
    watch.take(asSent(asSent, captured), captured);
    begin(taken + captured.length() - LOOK_AHEAD);
    int at = 0;
    while (at < captured.length()) {
      int part = Math.min(MS - filled, captured.length() - at);
      for (int i = 0; i < part; i++) {
        int sample = captured.sample(at + i);
        block[filled + i] = sample * STEP;
        peak = Math.max(peak, Math.abs(sample));
      }
      at += part;
      filled += part;
      if (filled == MS) {
        pass();
      }
    }
    long firstUs = timeUs + (given - taken) * 1_000_000L / VoicePath.RATE_HZ;
    taken += captured.length();
    expectedUs = timeUs + captured.durationUs();
    give(firstUs, sink);
  }

  /** Gives what is held back; the next packet starts afresh. */
  public void finish(Consumer<VoicePacket> sink) {
    if (started) {
      long firstUs = expectedUs + (given - taken) * 1_000_000L / VoicePath.RATE_HZ;
      begin(taken);
      while (outCount < out.length) {
        Arrays.fill(block, filled, MS, 0);
        filled = MS;
        pass();
      }
      give(firstUs, sink);
      restart();
    }
  }

  /** How it does. */
  public VoiceHealth health(boolean missing) {
    return watch.health(missing, loudness.lufs(), gain.db(), gate.open());
  }

  private static VoicePacket asSent(Sound sound, VoicePacket captured) {
    return sound instanceof Sound.Pcm pcm && pcm.rateHz() != VoicePath.RATE_HZ
        ? VoicePacket.owning(captured.timeUs(), pcm.rateHz(), pcm.samples())
        : captured;
  }

  private void begin(long until) {
    out = new short[(int) Math.max(0, until - given)];
    outCount = 0;
    int from = Math.min(readyCount, out.length);
    pcm(ready, 0, from);
    System.arraycopy(ready, from, ready, 0, readyCount - from);
    readyCount -= from;
  }

  private void give(long firstUs, Consumer<VoicePacket> sink) {
    given += out.length;
    if (out.length > 0) {
      sink.accept(VoicePacket.owning(firstUs, VoicePath.RATE_HZ, out));
    }
  }

  /** A millisecond is full. */
  private void pass() {
    float loudest = peak * STEP;
    peak = 0;
    if (loudness.take(block, MS, loudest)) {
      gain.measured(loudness.lufs(), loudness.heardS());
    }
    double next = gate.pass(loudest);
    next *= gain.pass(gate.open());
    next *= guarded ? echo.pass(meanSquare(block)) : 1;
    // The millisecond before: what comes after it is known, so the gate opens in time.
    float slope = ((float) next - factor) / MS;
    for (int i = 0; i < MS; i++) {
      held[i] *= factor + slope * (i + 1);
    }
    float bound = heldPeak * Math.max(factor, (float) next);
    factor = (float) next;
    heldPeak = loudest;
    limiter.pass(held, MS, bound);
    watch.levelled(gate.open(), limiter.takeDeepest());
    put(held);
    float[] full = block;
    block = held;
    held = full;
    filled = 0;
  }

  private static float meanSquare(float[] samples) {
    float squares = 0;
    for (float sample : samples) {
      squares += sample * sample;
    }
    return squares / samples.length;
  }

  private void put(float[] samples) {
    int skipped = Math.min(toSkip, MS);
    toSkip -= skipped;
    int now = Math.min(MS - skipped, out.length - outCount);
    pcm(samples, skipped, now);
    int later = MS - skipped - now;
    System.arraycopy(samples, skipped + now, ready, readyCount, later);
    readyCount += later;
  }

  private void restart() {
    started = false;
    filled = 0;
    peak = 0;
    readyCount = 0;
    toSkip = CHAIN;
    taken = 0;
    given = 0;
    limiter.clear();
    heldPeak = 0;
    Arrays.fill(held, 0);
  }

  /** Puts samples out; adding a whole scale first makes the cut to an integer a rounding. */
  private void pcm(float[] samples, int from, int count) {
    for (int i = 0; i < count; i++) {
      int value = (int) (samples[from + i] * SCALE + (SCALE + 0.5f)) - Short.MAX_VALUE - 1;
      out[outCount + i] = (short) Math.min(Math.max(value, Short.MIN_VALUE), Short.MAX_VALUE);
    }
    outCount += count;
  }
}
