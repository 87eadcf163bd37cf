package dev.afterglow.avatar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The buffer views of a document over its one buffer, the BIN chunk, and over what packed views
 * unpack to.
 */
final class BufferViews {
  /**
   * One checked view.
   *
   * @param bytes what it lies in: the BIN chunk, or the unpacked bytes
   * @param offset where it starts there, bytes
   * @param length bytes; offset + length lies within those bytes
   * @param stride bytes from element to element, 4 to 252; 0 = packed
   */
  record View(ByteBuffer bytes, int offset, int length, int stride) {}

  private final List<View> views;

  private BufferViews(List<View> views) {
    this.views = views;
  }

  static BufferViews read(Json document, ByteBuffer bin) throws Refusal {
    List<Json> buffers = document.items("buffers", 2);
    if (buffers.isEmpty()) {
      throw new Refusal(AvatarRule.BUFFER_RANGE, "no buffer; the BIN chunk is the only one");
    }
    if (buffers.size() == 2) {
      PackedViews.requireFallback(buffers.get(1));
    }
    long length = buffers.getFirst().get("byteLength").integer(1, Integer.MAX_VALUE);
    if (length > bin.limit() || bin.limit() - length > 3) {
      throw new Refusal(
          AvatarRule.BUFFER_RANGE, "the buffer has " + length + " bytes, BIN " + bin.limit());
    }
    List<Json> list = document.items("bufferViews", AvatarLimits.MAX_ACCESSORS);
    PackedViews packed = new PackedViews(bin);
    long room = 0;
    for (Json view : list) {
      if (extension(view).present()) {
        room += PackedViews.room(extension(view));
      }
    }
    packed.reserve(room);
    List<View> views = new ArrayList<>();
    for (Json view : list) {
      views.add(view(view, bin, (int) length, buffers.size(), packed));
    }
    return new BufferViews(views);
  }

  private static View view(Json json, ByteBuffer bin, int binBytes, int buffers, PackedViews packed)
      throws Refusal {
    int stride = (int) json.get("byteStride").integer(4, 252, 0);
    if (stride % 4 != 0) {
      throw new Refusal(AvatarRule.JSON_VALUE, json.path() + "/byteStride is " + stride);
    }
    long offset = json.get("byteOffset").integer(0, Long.MAX_VALUE, 0);
    long length = json.get("byteLength").integer(1, Long.MAX_VALUE);
    if (extension(json).present()) {
      json.get("buffer").reference(buffers);
      int at = packed.unpack(extension(json), length, binBytes);
      return new View(packed.unpacked(), at, (int) length, stride);
    }
    json.get("buffer").reference(1);
    if (offset > binBytes || length > binBytes - offset) {
      throw new Refusal(
          AvatarRule.BUFFER_VIEW_RANGE,
          json.path() + " takes " + length + " from " + offset + " of " + binBytes);
    }
    return new View(bin, (int) offset, (int) length, stride);
  }

  private static Json extension(Json view) throws Refusal {
    return view.get("extensions").get(PackedViews.EXTENSION);
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
    return view.bytes().slice(view.offset(), view.length()).order(ByteOrder.LITTLE_ENDIAN);
  }
}
