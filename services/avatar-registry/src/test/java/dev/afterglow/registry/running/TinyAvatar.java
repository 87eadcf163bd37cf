package dev.afterglow.registry.running;

import dev.afterglow.drive.HumanoidBone;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A valid file of one triangle with one morph target; {@code salt} makes files distinct. */
public final class TinyAvatar {
  private TinyAvatar() {}

  /** A plain GLB, which says nothing of commerce. */
  public static byte[] glb(int salt) {
    return file(salt, "", "");
  }

  /** A VRM 1.0 with what its metadata says when nobody chose: personal, non-profit. */
  public static byte[] vrm(int salt) {
    AtomicInteger node = new AtomicInteger(1);
    String bones =
        Stream.of(HumanoidBone.values())
            .filter(HumanoidBone::required)
            .map(bone -> "\"%s\":{\"node\":%d}".formatted(bone.vrmName(), node.getAndIncrement()))
            .collect(Collectors.joining(","));
    String extension =
        """
        "extensions":{"VRMC_vrm":{"specVersion":"1.0","meta":{"name":"A","authors":["B"],
        "licenseUrl":"https://vrm.dev/licenses/1.0/"},"humanoid":{"humanBones":{%s}}}},
        """
            .formatted(bones);
    return file(salt, extension, ",{}".repeat(node.get()));
  }

  private static byte[] file(int salt, String extension, String nodes) {
    String json =
        """
        {"asset":{"version":"2.0","generator":"%08d"},%s"scene":0,"scenes":[{"nodes":[0]}],
        "nodes":[{"mesh":0}%s],"meshes":[{"primitives":[{"attributes":{"POSITION":0},
        "targets":[{"POSITION":0}]}],"extras":{"targetNames":["jawOpen"]}}],
        "buffers":[{"byteLength":36}],"bufferViews":[{"buffer":0,"byteLength":36}],
        "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3}]}
        """
            .formatted(salt, extension, nodes);
    byte[] text = (json + " ".repeat((4 - json.length() % 4) % 4)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(28 + text.length + 36).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(out.capacity());
    out.putInt(text.length).putInt(0x4E4F534A).put(text).putInt(36).putInt(0x004E4942);
    return out.array();
  }
}
