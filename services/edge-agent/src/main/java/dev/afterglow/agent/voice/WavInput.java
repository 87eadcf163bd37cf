package dev.afterglow.agent.voice;

import dev.afterglow.tape.sound.VoiceCursor;
import dev.afterglow.tape.sound.VoiceTape;
import dev.afterglow.uplink.DeviceClock;
import java.io.IOException;

/** A file that stands for a microphone: it is heard at its own pace, once. */
public final class WavInput implements SoundInput {
  private final VoiceCursor cursor;
  private final DeviceClock clock;
  private final long begunUs;
  private long samples;
  private volatile boolean closed;

  /** Begins with the first sample, now. */
  public WavInput(VoiceTape tape, DeviceClock clock) throws IOException {
    this.cursor = tape.open();
    this.clock = clock;
    this.begunUs = clock.nowUs();
  }

  @Override
  public int read(short[] packet) throws IOException {
    if (closed) {
      return 0;
    }
    int count = cursor.read(packet);
    samples += count;
    long waitUs = begunUs + samples * 1_000_000 / VoiceFeed.RATE_HZ - clock.nowUs();
    try {
      if (waitUs > 0) {
        clock.sleepUs(waitUs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
    return count;
  }

  @Override
  public void close() {
    closed = true;
    try {
      cursor.close();
    } catch (IOException e) {
      // It was read only: nothing is lost.
      return;
    }
  }
}
