package dev.afterglow.agent.voice;

import dev.afterglow.uplink.DeviceClock;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads an input in packets of 20 ms, puts each on the agent's clock and hands it on. A thread of
 * its own waits for the sound; nothing is queued here.
 */
public final class VoiceFeed implements AutoCloseable {
  /** Samples a second. */
  public static final int RATE_HZ = 48_000;

  /** Samples of a packet: 20 ms. */
  public static final int PACKET = RATE_HZ / 50;

  private static final double FULL_SCALE = 32_768;
  private static final int PEAK_PACKETS = 50;

  private final String name;
  private final SoundInput input;
  private final DeviceClock clock;
  private final Sink sink;
  private final Thread thread;
  private final int[] peaks = new int[PEAK_PACKETS];
  private volatile VoiceReading reading;
  private volatile boolean closed;

  /** Takes packets. */
  @FunctionalInterface
  public interface Sink {
    /**
     * A packet.
     *
     * @param pcm its samples, not used again
     * @param timeUs when the first was recorded, on the agent's clock
     */
    void packet(short[] pcm, long timeUs);
  }

  private VoiceFeed(String name, SoundInput input, DeviceClock clock, Sink sink) {
    this.name = name;
    this.input = input;
    this.clock = clock;
    this.sink = sink;
    this.reading = new VoiceReading(name, 0, Double.NEGATIVE_INFINITY, false, "");
    this.thread = Thread.ofPlatform().daemon().name("voice").unstarted(this::run);
  }

  /**
   * Begins.
   *
   * @param name what the input is called
   * @param input closed with the feed
   */
  public static VoiceFeed start(String name, SoundInput input, DeviceClock clock, Sink sink) {
    VoiceFeed feed = new VoiceFeed(name, input, clock, sink);
    feed.thread.start();
    return feed;
  }

  /** The figures now. */
  public VoiceReading reading() {
    return reading;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    input.close();
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    SampleClock samples = new SampleClock(RATE_HZ);
    long packets = 0;
    String fault = "";
    try {
      while (!closed) {
        short[] packet = new short[PACKET];
        // A last packet that is not full ends in silence.
        int count = input.read(packet);
        if (count == 0) {
          break;
        }
        sink.packet(packet, samples.timeUs(packets * PACKET, PACKET, clock.nowUs()));
        peaks[(int) (packets % PEAK_PACKETS)] = peak(packet);
        packets++;
        reading = new VoiceReading(name, packets, peakDbfs(), false, "");
        if (count < PACKET) {
          break;
        }
      }
    } catch (IOException e) {
      fault = closed ? "" : String.valueOf(e.getMessage());
    }
    reading = new VoiceReading(name, packets, peakDbfs(), true, fault);
  }

  private double peakDbfs() {
    return 20 * Math.log10(Arrays.stream(peaks).max().orElse(0) / FULL_SCALE);
  }

  private static int peak(short[] packet) {
    int peak = 0;
    for (short sample : packet) {
      peak = Math.max(peak, Math.abs((int) sample));
    }
    return peak;
  }
}
