package dev.afterglow.agent.cli;

import dev.afterglow.agent.voice.SoundCard;
import dev.afterglow.agent.voice.SoundInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Two microphones; the second one is taken by another program. */
final class FakeSoundCard implements SoundCard {
  static final String DESK = "Desk microphone";
  static final String TAKEN = "Headset";
  static final short LEVEL = 8_192;

  @Override
  public List<String> microphones() {
    return List.of(DESK, TAKEN);
  }

  @Override
  public SoundInput open(String name) throws IOException {
    if (name.equals(TAKEN)) {
      throw new IOException("The microphone " + name + " cannot be opened: it is taken.");
    }
    return new Desk();
  }

  /** A steady level, a packet every 20 ms. */
  private static final class Desk implements SoundInput {
    private volatile boolean closed;

    @Override
    public int read(short[] packet) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        return 0;
      }
      Arrays.fill(packet, LEVEL);
      return closed ? 0 : packet.length;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
