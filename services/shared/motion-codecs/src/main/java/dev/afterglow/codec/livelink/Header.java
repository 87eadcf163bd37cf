package dev.afterglow.codec.livelink;

import dev.afterglow.codec.PacketReader;
import java.util.OptionalLong;

/**
 * What stands between a packet's names and its values: when the frame was taken.
 *
 * @param sequence the frame's number where the version has one
 * @param senderTimeUs on the phone's clock, microseconds, where the version has a time
 */
record Header(OptionalLong sequence, OptionalLong senderTimeUs) {
  private static final Header EMPTY = new Header(OptionalLong.empty(), OptionalLong.empty());
  private static final double MICROS = 1e6;
  private static final double LONGEST_US = 1e15;

  /**
   * Whether a header of that version can have that many bytes.
   *
   * <ul>
   *   <li>6: frame number, sub-frame, rate as numerator and denominator.
   *   <li>5: hours, minutes, seconds, frames, rate; the engine's drop-frame flag may stand before
   *       the rate, as one byte or four. No source settles that, so the length decides.
   *   <li>3, 4: nothing, or the frame number; no source settles that either.
   *   <li>1, 2: seconds and the frame number.
   * </ul>
   */
  static boolean fits(int version, int bytes) {
    return switch (version) {
      case 6 -> bytes == 16;
      case 5 -> bytes == 20 || bytes == 21 || bytes == 24;
      case 3, 4 -> bytes == 0 || bytes == 4;
      case 1, 2 -> bytes == 12;
      default -> false;
    };
  }

  static Header read(PacketReader reader, int version, int bytes) {
    return switch (version) {
      case 6 -> qualified(reader);
      case 5 -> timecode(reader, bytes);
      case 3, 4 -> bytes == 0 ? EMPTY : new Header(number(reader), OptionalLong.empty());
      default -> stamped(reader);
    };
  }

  private static Header qualified(PacketReader reader) {
    int frame = reader.i32();
    float part = reader.f32();
    int numerator = reader.i32();
    int denominator = reader.i32();
    boolean timed = numerator > 0 && denominator > 0;
    return new Header(
        OptionalLong.of(frame & 0xFFFF_FFFFL),
        timed ? micros(((double) frame + part) * denominator / numerator) : OptionalLong.empty());
  }

  private static Header timecode(PacketReader reader, int bytes) {
    long seconds = reader.i32() * 3_600L + reader.i32() * 60L + reader.i32();
    int frames = reader.i32();
    reader.skip(bytes - 20);
    long rate = reader.u32();
    return new Header(
        OptionalLong.empty(),
        rate == 0 ? OptionalLong.empty() : micros(seconds + (double) frames / rate));
  }

  private static Header stamped(PacketReader reader) {
    double seconds = reader.f64();
    return new Header(number(reader), micros(seconds));
  }

  private static OptionalLong number(PacketReader reader) {
    return OptionalLong.of(reader.u32());
  }

  private static OptionalLong micros(double seconds) {
    double us = seconds * MICROS;
    return Math.abs(us) <= LONGEST_US ? OptionalLong.of(Math.round(us)) : OptionalLong.empty();
  }
}
