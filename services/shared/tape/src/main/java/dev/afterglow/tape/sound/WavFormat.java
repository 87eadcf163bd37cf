package dev.afterglow.tape.sound;

import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How the samples of a WAV file are laid out.
 *
 * @param encoding what a sample is
 * @param channels 1 to 8, interleaved
 * @param rateHz samples a second and channel, 8,000 to 192,000
 */
record WavFormat(Encoding encoding, int channels, int rateHz) {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int SUBFORMAT_AT = 24;

  /** What one sample of one channel is; little-endian. */
  enum Encoding {
    /** Unsigned, 128 is silence. */
    PCM_8(1),
    PCM_16(2),
    PCM_24(3),
    PCM_32(4),
    FLOAT_32(4),
    FLOAT_64(8);

    final int bytes;

    Encoding(int bytes) {
      this.bytes = bytes;
    }

    /** The sample at the buffer's position, -1 to 1; may be NaN for the floats. */
    double read(ByteBuffer in) {
      return switch (this) {
        case PCM_8 -> ((in.get() & 0xFF) - 128) / 128.0;
        case PCM_16 -> in.getShort() / 32_768.0;
        case PCM_24 -> ((in.get() & 0xFF) | (in.get() & 0xFF) << 8 | in.get() << 16) / 8_388_608.0;
        case PCM_32 -> in.getInt() / 2_147_483_648.0;
        case FLOAT_32 -> in.getFloat();
        case FLOAT_64 -> in.getDouble();
      };
    }
  }

  /** Bytes of one instant: one sample of each channel. */
  int frameBytes() {
    return channels * encoding.bytes;
  }

  /**
   * Reads the body of a {@code fmt } chunk.
   *
   * @throws TapeException when the layout is not one that is read here
   */
  static WavFormat of(byte[] chunk) throws TapeException {
    if (chunk.length < 16) {
      throw new TapeException(TapeFault.MALFORMED, "The WAV file's format chunk is too short.");
    }
    ByteBuffer in = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    int tag = in.getShort() & 0xFFFF;
    int channels = in.getShort() & 0xFFFF;
    int rateHz = in.getInt();
    int bits = in.getShort(14) & 0xFFFF;
    if (tag == EXTENSIBLE && chunk.length >= SUBFORMAT_AT + 2) {
      tag = in.getShort(SUBFORMAT_AT) & 0xFFFF;
    }
    if (channels < 1 || channels > 8) {
      throw new TapeException(
          TapeFault.OUT_OF_RANGE, "The WAV file has " + channels + " channels; 1 to 8 are read.");
    }
    if (rateHz < 8_000 || rateHz > 192_000) {
      throw new TapeException(
          TapeFault.OUT_OF_RANGE,
          "The WAV file runs at "
              + Integer.toUnsignedString(rateHz)
              + " Hz; 8,000 to 192,000 are read.");
    }
    return new WavFormat(encoding(tag, bits), channels, rateHz);
  }

  private static Encoding encoding(int tag, int bits) throws TapeException {
    if (tag == PCM) {
      switch (bits) {
        case 8:
          return Encoding.PCM_8;
        case 16:
          return Encoding.PCM_16;
        case 24:
          return Encoding.PCM_24;
        case 32:
          return Encoding.PCM_32;
        default:
          break;
      }
    } else if (tag == FLOAT && (bits == 32 || bits == 64)) {
      return bits == 32 ? Encoding.FLOAT_32 : Encoding.FLOAT_64;
    }
    throw new TapeException(
        TapeFault.UNKNOWN_FORMAT,
        "The WAV file's encoding " + tag + " at " + bits + " bits is not read; use PCM or float.");
  }
}
