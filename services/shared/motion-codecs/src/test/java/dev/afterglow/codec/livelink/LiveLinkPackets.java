package dev.afterglow.codec.livelink;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes packets as the engine's publishers of each version do. */
final class LiveLinkPackets {
  static final String DEVICE = "01234567-89AB-CDEF-0123-456789ABCDEF";

  private LiveLinkPackets() {}

  interface Part {
    void write(DataOutputStream out) throws IOException;
  }

  static byte[] packet(int version, Part header, float... values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(version);
      if (version >= 4) {
        text(out, DEVICE);
      }
      text(out, "iPhone");
      header.write(out);
      if (values.length > 0) {
        out.writeByte(values.length);
      }
      for (float value : values) {
        out.writeFloat(value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] v6(float... values) {
    return packet(6, qualified(120, 0.5f, 60, 1), values);
  }

  static Part qualified(int frame, float part, int numerator, int denominator) {
    return out -> {
      out.writeInt(frame);
      out.writeFloat(part);
      out.writeInt(numerator);
      out.writeInt(denominator);
    };
  }

  /** 61 values, all 0 but one. */
  static float[] only(int index, float value) {
    float[] values = new float[61];
    values[index] = value;
    return values;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
