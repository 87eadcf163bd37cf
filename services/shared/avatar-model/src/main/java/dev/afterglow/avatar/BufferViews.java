package dev.afterglow.avatar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The buffer views of a document over its one buffer, the BIN chunk. */
final class BufferViews {
  /**
   * One checked view.
   *
   * @param offset where it starts in the BIN chunk, bytes
   * @param length bytes; offset + length lies within the buffer
   * @param stride bytes from element to element, 4 to 252; 0 = packed
   */
  record View(int offset, int length, int stride) {}

  private final ByteBuffer bin;
  private final List<View> views;

  private BufferViews(ByteBuffer bin, List<View> views) {
    this.bin = bin;
    this.views = views;
  }

  static BufferViews read(Json document, ByteBuffer bin) throws Refusal {
    List<Json> buffers = document.get("buffers").items();
    if (buffers.size() != 1) {
      throw new Refusal(
          AvatarRule.BUFFER_RANGE, buffers.size() + " buffers; the BIN chunk is the only one");
    }
    long length = buffers.getFirst().get("byteLength").integer(1, Integer.MAX_VALUE);
    if (length > bin.limit() || bin.limit() - length > 3) {
      throw new Refusal(
          AvatarRule.BUFFER_RANGE, "the buffer has " + length + " bytes, BIN " + bin.limit());
    }
    List<View> views = new ArrayList<>();
    for (Json view : document.items("bufferViews", AvatarLimits.MAX_ACCESSORS)) {
      views.add(view(view, (int) length));
    }
    return new BufferViews(bin, views);
  }

  private static View view(Json json, int bufferLength) throws Refusal {
    json.get("buffer").reference(1);
    long offset = json.get("byteOffset").integer(0, Long.MAX_VALUE, 0);
    long length = json.get("byteLength").integer(1, Long.MAX_VALUE);
    if (offset > bufferLength || length > bufferLength - offset) {
      throw new Refusal(
          AvatarRule.BUFFER_VIEW_RANGE,
          json.path() + " takes " + length + " from " + offset + " of " + bufferLength);
    }
    int stride = (int) json.get("byteStride").integer(4, 252, 0);
    if (stride % 4 != 0) {
      throw new Refusal(AvatarRule.JSON_VALUE, json.path() + "/byteStride is " + stride);
    }
    return new View((int) offset, (int) length, stride);
  }

  int size() {
    return views.size();
  }

  /** The view that {@code reference} names. */
  View view(Json reference) throws Refusal {
    return views.get(reference.reference(views.size()));
  }

  /** The bytes of the view, little-endian. */
  ByteBuffer bytes(View view) {
    return bin.slice(view.offset(), view.length()).order(ByteOrder.LITTLE_ENDIAN);
  }

  ByteBuffer bin() {
    return bin;
  }
}
