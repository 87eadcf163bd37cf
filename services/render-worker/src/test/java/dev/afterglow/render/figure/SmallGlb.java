package dev.afterglow.render.figure;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Binary glTF out of a JSON text and numbers, for tests that need a file of a few bytes. */
public final class SmallGlb {
  private SmallGlb() {}

  /** A file of the two chunks; {@code BIN_BYTES} in the text becomes the second one's length. */
  public static byte[] of(String json, byte[] bin) {
    byte[] binary = Arrays.copyOf(bin, (bin.length + 3) / 4 * 4);
    byte[] text =
        json.replace("BIN_BYTES", Integer.toString(bin.length)).getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(text, (text.length + 3) / 4 * 4);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    ByteBuffer out =
        ByteBuffer.allocate(28 + padded.length + binary.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(out.capacity());
    out.putInt(padded.length).putInt(0x4E4F534A).put(padded);
    out.putInt(binary.length).putInt(0x004E4942).put(binary);
    return out.array();
  }

  /** The numbers, little-endian. */
  public static byte[] floats(float... values) {
    ByteBuffer out = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      out.putFloat(value);
    }
    return out.array();
  }

  /**
   * A triangle on node 1 of a chain of nodes 0 to 4, each 0.1 m above the one before.
   *
   * @param members further members of the file, without a comma at the end
   */
  public static byte[] chain(String members) {
    return chain(members, "");
  }

  /**
   * The same.
   *
   * @param surface further members of its material's surface, each with a comma behind it
   */
  static byte[] chain(String members, String surface) {
    return of(
        """
        {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],
         "nodes":[{"name":"a","children":[1]},
          {"name":"b","mesh":0,"translation":[0,0.1,0],"children":[2]},
          {"name":"c","translation":[0,0.1,0],"children":[3]},
          {"name":"d","translation":[0,0.1,0],"children":[4]},
          {"name":"e","translation":[0,0.1,0]}],
         "materials":[{"name":"skin","pbrMetallicRoughness":{SURFACE"baseColorFactor":[0.5,0.25,0.125,1]}}],
         "meshes":[{"primitives":[{"attributes":{"POSITION":0},"material":0,
           "targets":[{"POSITION":1},{"POSITION":1}]}]}],
         "buffers":[{"byteLength":BIN_BYTES}],
         "bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":36}],
         "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3,
           "min":[0,0,0],"max":[1,1,0]},
          {"bufferView":1,"componentType":5126,"type":"VEC3","count":3}],
        """
                .replace("SURFACE", surface)
            + members
            + "}",
        floats(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1));
  }
}
