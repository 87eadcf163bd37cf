package dev.afterglow.agent.voice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/** The microphones that the Java platform finds. */
public final class JavaSoundCard implements SoundCard {
  private static final AudioFormat FORMAT =
      new AudioFormat(VoiceFeed.RATE_HZ, Short.SIZE, 1, true, false);
  private static final DataLine.Info LINE = new DataLine.Info(TargetDataLine.class, FORMAT);

  // A tenth of a second: what comes while the agent is kept from reading is not lost.
  private static final int LINE_BYTES = VoiceFeed.RATE_HZ / 10 * Short.BYTES;

  @Override
  public List<String> microphones() {
    return mixers().stream().map(Mixer.Info::getName).distinct().toList();
  }

  @Override
  public SoundInput open(String name) throws IOException {
    Mixer.Info mixer =
        mixers().stream()
            .filter(it -> it.getName().equals(name))
            .findFirst()
            .orElseThrow(() -> new IOException("There is no microphone " + name + "."));
    try {
      TargetDataLine line = (TargetDataLine) AudioSystem.getMixer(mixer).getLine(LINE);
      line.open(FORMAT, LINE_BYTES);
      line.start();
      return new Line(line);
    } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
      throw new IOException("The microphone " + name + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static List<Mixer.Info> mixers() {
    return Arrays.stream(AudioSystem.getMixerInfo())
        .filter(it -> AudioSystem.getMixer(it).isLineSupported(LINE))
        .toList();
  }

  private record Line(TargetDataLine line) implements SoundInput {
    @Override
    public int read(short[] packet) {
      byte[] bytes = new byte[packet.length * Short.BYTES];
      // Fewer only when the line was closed meanwhile.
      int read = line.read(bytes, 0, bytes.length);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(packet);
      return read / Short.BYTES;
    }

    @Override
    public void close() {
      line.stop();
      line.close();
    }
  }
}
