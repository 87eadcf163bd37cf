package dev.afterglow.avatar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The two chunks of a GLB file.
 *
 * <pre>
 *   0  magic "glTF"   4  version 2   8  total length
 *  12  JSON length   16  "JSON"     20  JSON …
 *      BIN length        "BIN\0"        BIN …
 * </pre>
 *
 * <p>All lengths are unsigned 32-bit little-endian. They are judged before a byte behind them is
 * touched, so a declared giant costs nothing.
 */
record GlbContainer(ByteBuffer json, ByteBuffer bin) {
  private static final int MAGIC = 0x46546C67;
  private static final int JSON = 0x4E4F534A;
  private static final int BIN = 0x004E4942;
  private static final int HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;

  static GlbContainer split(ByteBuffer file) throws Refusal {
    ByteBuffer bytes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int size = bytes.limit();
    if (size < HEADER_BYTES) {
      throw new Refusal(AvatarRule.GLB_TRUNCATED, "the header takes 12 bytes, file has " + size);
    }
    if (bytes.getInt(0) != MAGIC) {
      throw new Refusal(AvatarRule.GLB_MAGIC, "the file does not start with glTF");
    }
    long version = unsigned(bytes, 4);
    if (version != 2) {
      throw new Refusal(AvatarRule.GLB_VERSION, "container version " + version);
    }
    ByteBuffer json = chunk(bytes, HEADER_BYTES, JSON, 0);
    int binAt = HEADER_BYTES + CHUNK_HEADER_BYTES + json.limit();
    if (binAt == size) {
      throw new Refusal(AvatarRule.GLB_CHUNKS, "no BIN chunk");
    }
    ByteBuffer bin = chunk(bytes, binAt, BIN, 1);
    long end = (long) binAt + CHUNK_HEADER_BYTES + bin.limit();
    if (end != size) {
      throw new Refusal(AvatarRule.GLB_CHUNKS, "chunks end at " + end + ", file at " + size);
    }
    if (unsigned(bytes, 8) != size) {
      throw new Refusal(
          AvatarRule.GLB_LENGTH, "declares " + unsigned(bytes, 8) + " bytes, file has " + size);
    }
    return new GlbContainer(json, bin);
  }

  private static ByteBuffer chunk(ByteBuffer bytes, int at, int type, int number) throws Refusal {
    int size = bytes.limit();
    if (size - at < CHUNK_HEADER_BYTES) {
      throw new Refusal(
          AvatarRule.GLB_TRUNCATED,
          "header of chunk " + number + " at " + at + ", file at " + size);
    }
    if (bytes.getInt(at + 4) != type) {
      throw new Refusal(AvatarRule.GLB_CHUNKS, "chunk " + number + " is of another type");
    }
    long length = unsigned(bytes, at);
    if (type == JSON && length > AvatarLimits.MAX_JSON_BYTES) {
      throw new Refusal(AvatarRule.JSON_TOO_LARGE, "the JSON chunk declares " + length + " bytes");
    }
    long end = at + CHUNK_HEADER_BYTES + length;
    if (end > size) {
      throw new Refusal(
          AvatarRule.GLB_TRUNCATED, "chunk " + number + " ends at " + end + ", file at " + size);
    }
    if (length % 4 != 0) {
      throw new Refusal(AvatarRule.GLB_LENGTH, "chunk " + number + " is not padded to 4 bytes");
    }
    return bytes.slice(at + CHUNK_HEADER_BYTES, (int) length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long unsigned(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }
}
