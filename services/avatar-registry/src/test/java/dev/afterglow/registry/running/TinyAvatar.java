package dev.afterglow.registry.running;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A valid GLB of one triangle with one morph target; {@code salt} makes files distinct. */
public final class TinyAvatar {
  private TinyAvatar() {}

  /** The file. */
  public static byte[] glb(int salt) {
    String json =
        """
        {"asset":{"version":"2.0","generator":"%08d"},"scene":0,"scenes":[{"nodes":[0]}],
        "nodes":[{"mesh":0}],"meshes":[{"primitives":[{"attributes":{"POSITION":0},
        "targets":[{"POSITION":0}]}],"extras":{"targetNames":["jawOpen"]}}],
        "buffers":[{"byteLength":36}],"bufferViews":[{"buffer":0,"byteLength":36}],
        "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3}]}
        """
            .formatted(salt);
    byte[] text = (json + " ".repeat((4 - json.length() % 4) % 4)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(28 + text.length + 36).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(out.capacity());
    out.putInt(text.length).putInt(0x4E4F534A).put(text).putInt(36).putInt(0x004E4942);
    return out.array();
  }
}
