package dev.afterglow.render.figure;

import de.javagl.jgltf.impl.v2.Buffer;
import de.javagl.jgltf.impl.v2.BufferView;
import de.javagl.jgltf.impl.v2.GlTF;
import de.javagl.jgltf.model.io.v2.GltfAssetV2;
import dev.afterglow.avatar.meshopt.Packed;
import dev.afterglow.avatar.meshopt.Unpacking;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * Turns a file under {@code EXT_meshopt_compression} into one without: the unpacked views stand
 * behind the binary chunk, and the fallback buffer is gone. The validator has bounded their sizes.
 */
final class PackedViews {
  private static final String EXTENSION = "EXT_meshopt_compression";
  private static final int ALIGNMENT = 8;
  private static final long MOST_BYTES = 256L << 20;

  private PackedViews() {}

  /** The file itself where nothing is packed. */
  static GltfAssetV2 unpacked(GltfAssetV2 file) throws FigureException {
    GlTF json = file.getGltf();
    List<BufferView> views = json.getBufferViews();
    if (views == null || views.stream().allMatch(view -> extension(view).isEmpty())) {
      return file;
    }
    ByteBuffer bin = file.getBinaryData().duplicate().rewind().slice();
    long total = aligned(bin.limit());
    for (BufferView view : views) {
      if (!extension(view).isEmpty()) {
        total += aligned(packed(extension(view)).bytes());
      }
    }
    if (total > MOST_BYTES) {
      throw new FigureException("the file unpacks to " + total + " bytes");
    }
    ByteBuffer all = ByteBuffer.allocate((int) total).order(ByteOrder.LITTLE_ENDIAN);
    all.put(bin.duplicate());
    for (BufferView view : views) {
      Map<?, ?> extension = extension(view);
      if (!extension.isEmpty()) {
        all.position((int) aligned(all.position()));
        view.setByteOffset(all.position());
        view.setBuffer(0);
        view.setExtensions(null);
        int from = Math.max(0, JsonTree.index(extension, "byteOffset"));
        int length = JsonTree.index(extension, "byteLength");
        all.put(Unpacking.unpack(packed(extension), bin.slice(from, length)));
      }
    }
    Buffer whole = new Buffer();
    whole.setByteLength(all.capacity());
    json.setBuffers(List.of(whole));
    return new GltfAssetV2(json, all.rewind());
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static Map<?, ?> extension(BufferView view) {
    return JsonTree.object(JsonTree.object(view.getExtensions()), EXTENSION);
  }

  private static Packed packed(Map<?, ?> extension) {
    String filter = JsonTree.text(extension, "filter");
    return new Packed(
        Packed.Mode.valueOf(JsonTree.text(extension, "mode")),
        filter.isEmpty() ? Packed.Filter.NONE : Packed.Filter.valueOf(filter),
        JsonTree.index(extension, "count"),
        JsonTree.index(extension, "byteStride"));
  }
}
