package dev.afterglow.tape.sound;

import dev.afterglow.drive.sound.Resampler;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;

/** Walks a WAV file: channels mixed to one by their mean, then resampled. */
final class WavCursor implements VoiceCursor {
  private static final int BLOCK_FRAMES = 4_096;

  private final WavFormat format;
  private final SeekableByteChannel in;
  private final Resampler resampler;
  private final ByteBuffer block;
  private long framesLeft;
  private float[] ready = new float[0];
  private int position;
  private boolean flushed;

  WavCursor(WavTape tape) throws IOException {
    this.format = tape.format();
    this.in = Files.newByteChannel(tape.path()).position(tape.dataAt());
    this.resampler = new Resampler(format.rateHz(), VoiceTape.RATE_HZ);
    this.block =
        ByteBuffer.allocate(BLOCK_FRAMES * format.frameBytes()).order(ByteOrder.LITTLE_ENDIAN);
    this.framesLeft = tape.frames();
  }

  @Override
  public int read(short[] into) throws IOException {
    int written = 0;
    while (written < into.length && (position < ready.length || refill())) {
      into[written++] = toPcm(ready[position++]);
    }
    return written;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean refill() throws IOException {
    position = 0;
    ready = new float[0];
    while (ready.length == 0 && !flushed) {
      if (framesLeft > 0) {
        ready = resampler.push(mono());
      } else {
        ready = resampler.flush();
        flushed = true;
      }
    }
    return ready.length > 0;
  }

  private float[] mono() throws IOException {
    int frames = (int) Math.min(BLOCK_FRAMES, framesLeft);
    block.clear().limit(frames * format.frameBytes());
    while (block.hasRemaining()) {
      if (in.read(block) < 0) {
        throw new TapeException(
            TapeFault.TRUNCATED, "The WAV file became shorter while it played.");
      }
    }
    block.flip();
    framesLeft -= frames;
    float[] mono = new float[frames];
    for (int i = 0; i < frames; i++) {
      double sum = 0;
      for (int channel = 0; channel < format.channels(); channel++) {
        sum += format.encoding().read(block);
      }
      mono[i] = finite(sum / format.channels());
    }
    return mono;
  }

  private static float finite(double sample) throws TapeException {
    if (!Double.isFinite(sample)) {
      throw new TapeException(TapeFault.NOT_A_NUMBER, "The WAV file holds a sample that is NaN.");
    }
    return (float) sample;
  }

  private static short toPcm(float sample) {
    return (short) Math.clamp(Math.round(sample * 32_768.0), Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
