package dev.afterglow.render.running;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A GLB of one triangle at the height of a head, whose {@code jawOpen} moves it forward. Its look
 * {@code double} shows it twice.
 */
final class TinyFigure {
  private static final float[] CORNERS = {-0.2f, 1.4f, 0, 0.2f, 1.4f, 0, 0, 1.8f, 0};
  private static final float[] MOVES = {0, 0, 0.1f, 0, 0, 0.1f, 0, 0, 0.1f};
  private static final int NUMBERS_BYTES = 72;

  private TinyFigure() {}

  static byte[] glb() {
    String json =
        """
        {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]},{"nodes":[0,1]}],
        "extensionsUsed":["AFTERGLOW_looks"],"extensions":{"AFTERGLOW_looks":{"specVersion":"1.0",
        "looks":[{"name":"plain","scene":0},{"name":"double","scene":1}]}},
        "nodes":[{"mesh":0},{"mesh":0,"translation":[0.1,0,0]}],"meshes":[{"primitives":[{"attributes":{"POSITION":0},
        "targets":[{"POSITION":1}]}],"extras":{"targetNames":["jawOpen"]}}],
        "buffers":[{"byteLength":72}],"bufferViews":[{"buffer":0,"byteLength":36},
        {"buffer":0,"byteOffset":36,"byteLength":36}],
        "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3,
        "min":[-0.2,1.4,0],"max":[0.2,1.8,0]},
        {"bufferView":1,"componentType":5126,"type":"VEC3","count":3}]}
        """;
    byte[] text = (json + " ".repeat((4 - json.length() % 4) % 4)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(28 + text.length + NUMBERS_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(out.capacity());
    out.putInt(text.length).putInt(0x4E4F534A).put(text);
    out.putInt(NUMBERS_BYTES).putInt(0x004E4942);
    for (float value : CORNERS) {
      out.putFloat(value);
    }
    for (float value : MOVES) {
      out.putFloat(value);
    }
    return out.array();
  }
}
