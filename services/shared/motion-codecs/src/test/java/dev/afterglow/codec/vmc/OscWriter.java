package dev.afterglow.codec.vmc;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes OSC as the specification says. */
final class OscWriter {
  private OscWriter() {}

  static byte[] message(String address, Object... arguments) {
    StringBuilder tags = new StringBuilder(",");
    for (Object argument : arguments) {
      tags.append(
          switch (argument) {
            case String s -> 's';
            case Integer i -> 'i';
            case Float f -> 'f';
            case Double d -> 'd';
            default -> throw new IllegalArgumentException(String.valueOf(argument));
          });
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, address);
      text(out, tags.toString());
      for (Object argument : arguments) {
        switch (argument) {
          case String s -> text(out, s);
          case Integer i -> out.writeInt(i);
          case Float f -> out.writeFloat(f);
          case Double d -> out.writeDouble(d);
          default -> throw new IllegalArgumentException(String.valueOf(argument));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] bundle(byte[]... elements) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, "#bundle");
      out.writeLong(1);
      for (byte[] element : elements) {
        out.writeInt(element.length);
        out.write(element);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] blend(String name, float value) {
    return message("/VMC/Ext/Blend/Val", name, value);
  }

  static byte[] apply() {
    return message("/VMC/Ext/Blend/Apply");
  }

  static byte[] bone(String name, float x, float y, float z, float w) {
    return message("/VMC/Ext/Bone/Pos", name, 0f, 1f, 0f, x, y, z, w);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    out.write(new byte[4 - bytes.length % 4]);
  }
}
