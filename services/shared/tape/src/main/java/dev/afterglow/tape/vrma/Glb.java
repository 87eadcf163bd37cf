package dev.afterglow.tape.vrma;

import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A binary glTF file: its JSON, and the one buffer behind it.
 *
 * @param json the document
 * @param binary little-endian; empty where there is none
 */
record Glb(Json json, ByteBuffer binary) {
  private static final int MAGIC = 0x46546C67;
  private static final int JSON = 0x4E4F534A;
  private static final int BIN = 0x004E4942;
  private static final int HEAD_BYTES = 12;

  static Glb read(byte[] file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < HEAD_BYTES || in.getInt() != MAGIC || in.getInt() != 2) {
      throw new TapeException(
          TapeFault.UNKNOWN_FORMAT, "A VRMA file is a binary glTF 2.0 file; this is none.");
    }
    if (in.getInt() != file.length) {
      throw new TapeException(
          TapeFault.TRUNCATED, "The VRMA file is not as long as it says it is.");
    }
    Json json = Json.parse(bytes(chunk(in, JSON)));
    ByteBuffer binary = in.hasRemaining() ? chunk(in, BIN) : ByteBuffer.allocate(0);
    return new Glb(json, binary.order(ByteOrder.LITTLE_ENDIAN));
  }

  /** The floats of an accessor, {@code width} of them a value. */
  float[] floats(int accessor, String type, int width) throws TapeException {
    Json described = at("accessors", accessor);
    Json view = at("bufferViews", described.get("bufferView").index(-1));
    int count = described.get("count").index(0);
    int stride = view.get("byteStride").index(width * Float.BYTES);
    long from = (long) view.get("byteOffset").index(0) + described.get("byteOffset").index(0);
    long end = from + (count - 1L) * stride + (long) width * Float.BYTES;
    if (described.get("componentType").index(0) != 5_126
        || !described.get("type").text("").equals(type)
        || described.get("sparse").there()
        || view.get("buffer").index(0) != 0) {
      throw Json.malformed("an animation is in a form that is not read here");
    }
    if (count < 1 || stride < width * Float.BYTES || end > binary.limit()) {
      throw Json.malformed("an animation lies outside of the file");
    }
    float[] values = new float[count * width];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < width; k++) {
        float value = binary.getFloat((int) from + i * stride + k * Float.BYTES);
        if (!Float.isFinite(value)) {
          throw new TapeException(
              TapeFault.NOT_A_NUMBER, "The VRMA file holds a number that is NaN or infinite.");
        }
        values[i * width + k] = value;
      }
    }
    return values;
  }

  /** An element of one of the document's arrays. */
  Json at(String array, int index) throws TapeException {
    var all = json.get(array).list();
    if (index < 0 || index >= all.size()) {
      throw Json.malformed("it refers to something that is not there");
    }
    return all.get(index);
  }

  private static ByteBuffer chunk(ByteBuffer in, int type) throws TapeException {
    if (in.remaining() < 2 * Integer.BYTES) {
      throw Json.malformed("a part is cut off");
    }
    int length = in.getInt();
    if (in.getInt() != type || length < 0 || length > in.remaining()) {
      throw Json.malformed("a part is not what it should be");
    }
    ByteBuffer chunk = in.slice(in.position(), length);
    in.position(in.position() + length);
    return chunk;
  }

  private static byte[] bytes(ByteBuffer chunk) {
    byte[] bytes = new byte[chunk.remaining()];
    chunk.get(bytes);
    return bytes;
  }
}
