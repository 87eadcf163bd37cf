package dev.afterglow.avatar;

import dev.afterglow.avatar.picture.MadePicture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A small valid avatar to break: a skinned triangle with two morph targets (one sparse), two bones
 * and one image. Edits are texts in the JSON or bytes in the chunk; an edit that finds nothing
 * fails.
 */
final class SmallAvatar {
  static final int POSITIONS = 0;
  static final int INDICES = 36;
  static final int SPARSE_INDICES = 80;
  static final int SPARSE_VALUES = 84;
  static final int JOINTS = 108;
  static final int WEIGHTS = 120;
  static final int MATRICES = 168;
  static final int IMAGE = 296;
  private static final int BIN_BYTES = 368;

  private static final String JSON =
      """
      {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],
       "nodes":[{"children":[1,2]},{"mesh":0,"skin":0},{"children":[3]},{"translation":[0,1,0]}],
       "meshes":[{"primitives":[{"attributes":{"POSITION":0,"JOINTS_0":4,"WEIGHTS_0":5},
         "indices":1,"material":0,"targets":[{"POSITION":2},{"POSITION":3}]}],
         "extras":{"targetNames":["jawOpen","mouthSmile_L"]}}],
       "skins":[{"joints":[2,3],"inverseBindMatrices":6}],
       "materials":[{"pbrMetallicRoughness":{"baseColorTexture":{"index":0}}}],
       "textures":[{"source":0}],"images":[{"bufferView":7,"mimeType":"image/png"}],
       "buffers":[{"byteLength":368}],
       "bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":6},
         {"buffer":0,"byteOffset":44,"byteLength":36},{"buffer":0,"byteOffset":80,"byteLength":28},
         {"buffer":0,"byteOffset":108,"byteLength":12},{"buffer":0,"byteOffset":120,"byteLength":48},
         {"buffer":0,"byteOffset":168,"byteLength":128},
         {"buffer":0,"byteOffset":296,"byteLength":72}],
       "accessors":[
         {"bufferView":0,"componentType":5126,"type":"VEC3","count":3,"min":[0,0,0],"max":[1,1,0]},
         {"bufferView":1,"componentType":5123,"type":"SCALAR","count":3},
         {"bufferView":2,"componentType":5126,"type":"VEC3","count":3},
         {"componentType":5126,"type":"VEC3","count":3,"sparse":{"count":2,
           "indices":{"bufferView":3,"componentType":5123},
           "values":{"bufferView":3,"byteOffset":4}}},
         {"bufferView":4,"componentType":5121,"type":"VEC4","count":3},
         {"bufferView":5,"componentType":5126,"type":"VEC4","count":3},
         {"bufferView":6,"componentType":5126,"type":"MAT4","count":2}]}
      """;

  private String json = JSON;
  private final ByteBuffer bin = ByteBuffer.allocate(BIN_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  SmallAvatar() {
    bin.putFloat(12, 1).putFloat(28, 1);
    bin.putShort(INDICES + 2, (short) 1).putShort(INDICES + 4, (short) 2);
    bin.putFloat(44, 0.25f);
    bin.putShort(SPARSE_INDICES + 2, (short) 2);
    bin.putFloat(SPARSE_VALUES, 0.5f);
    for (int vertex = 0; vertex < 3; vertex++) {
      bin.put(JOINTS + 4 * vertex + 1, (byte) 1);
      bin.putFloat(WEIGHTS + 16 * vertex, 0.75f).putFloat(WEIGHTS + 16 * vertex + 4, 0.25f);
    }
    for (int diagonal = 0; diagonal < 8; diagonal++) {
      bin.putFloat(MATRICES + 64 * (diagonal / 4) + 20 * (diagonal % 4), 1);
    }
    image(1, 1);
  }

  /** Has the image's header declare a size; what lies behind it is one pixel all the same. */
  SmallAvatar image(int width, int height) {
    byte[] pixel = MadePicture.pixel();
    bin.put(IMAGE, width == 1 && height == 1 ? pixel : MadePicture.declaring(pixel, width, height));
    return this;
  }

  /** Another image, within the JSON. */
  SmallAvatar image(String mimeType, byte[] bytes) {
    return edit(
        "{\"bufferView\":7,\"mimeType\":\"image/png\"}",
        "{\"uri\":\"data:"
            + mimeType
            + ";base64,"
            + Base64.getEncoder().encodeToString(bytes)
            + "\"}");
  }

  SmallAvatar edit(String old, String fresh) {
    if (!json.contains(old)) {
      throw new IllegalArgumentException("nothing to edit: " + old);
    }
    int at = json.indexOf(old);
    json = json.substring(0, at) + fresh + json.substring(at + old.length());
    return this;
  }

  SmallAvatar with(String members) {
    return edit("\"scene\":0,", "\"scene\":0," + members + ",");
  }

  SmallAvatar putFloat(int at, float value) {
    bin.putFloat(at, value);
    return this;
  }

  SmallAvatar putShort(int at, int value) {
    bin.putShort(at, (short) value);
    return this;
  }

  SmallAvatar putByte(int at, int value) {
    bin.put(at, (byte) value);
    return this;
  }

  byte[] glb() {
    return glb(json.getBytes(StandardCharsets.UTF_8));
  }

  byte[] glb(byte[] text) {
    byte[] padded = Arrays.copyOf(text, (text.length + 3) / 4 * 4);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    ByteBuffer out =
        ByteBuffer.allocate(28 + padded.length + BIN_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(out.capacity());
    out.putInt(padded.length).putInt(0x4E4F534A).put(padded);
    out.putInt(BIN_BYTES).putInt(0x004E4942).put(bin.array());
    return out.array();
  }

  Verdict judge() {
    return GlbValidator.validate(glb());
  }
}
