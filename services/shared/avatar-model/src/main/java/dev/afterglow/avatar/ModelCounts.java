package dev.afterglow.avatar;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of everything a file that passed {@link GlbValidator} draws, so that one who shows it in
 * a smaller place than an avatar's can refuse it before any of it is unpacked.
 *
 * @param triangles over all nodes: a mesh that ten nodes show counts ten times
 * @param vertices likewise; a shared vertex buffer counts each time
 * @param pixels of all pictures; one that ten textures name counts ten times, as it is decoded for
 *     each
 * @param moves whether anything in it is made to move by bones or morph targets
 */
public record ModelCounts(long triangles, long vertices, long pixels, boolean moves) {

  /**
   * Counts.
   *
   * @param accepted a file that {@link GlbValidator} accepted
   * @throws IllegalArgumentException when it is not one
   */
  public static ModelCounts of(byte[] accepted) {
    try {
      GlbContainer container = GlbContainer.split(ByteBuffer.wrap(accepted).asReadOnlyBuffer());
      Json document = JsonReader.read(container.json());
      return count(document, BufferViews.read(document, container.bin()));
    } catch (Refusal e) {
      throw new IllegalArgumentException("the file was not validated", e);
    }
  }

  static ModelCounts count(Json document, BufferViews views) throws Refusal {
    List<Json> accessors = document.get("accessors").items();
    List<Json> meshes = document.get("meshes").items();
    long[] triangles = new long[meshes.size()];
    long[] vertices = new long[meshes.size()];
    boolean moves = !document.get("skins").items().isEmpty();
    for (int m = 0; m < triangles.length; m++) {
      for (Json primitive : meshes.get(m).get("primitives").items()) {
        long corners = elements(accessors, primitive.get("attributes").get("POSITION"));
        Json indices = primitive.get("indices");
        vertices[m] += corners;
        triangles[m] += (indices.present() ? elements(accessors, indices) : corners) / 3;
        moves |= !primitive.get("targets").items().isEmpty();
      }
    }
    long allTriangles = 0;
    long allVertices = 0;
    for (Json node : document.get("nodes").items()) {
      int mesh = node.get("mesh").optionalReference(meshes.size());
      if (mesh >= 0) {
        allTriangles += triangles[mesh];
        allVertices += vertices[mesh];
      }
    }
    return new ModelCounts(allTriangles, allVertices, pixels(document, views), moves);
  }

  private static long elements(List<Json> accessors, Json reference) throws Refusal {
    return accessors
        .get(reference.reference(accessors.size()))
        .get("count")
        .integer(0, Integer.MAX_VALUE);
  }

  private static long pixels(Json document, BufferViews views) throws Refusal {
    List<Long> images = new ArrayList<>();
    long own = 0;
    for (Json image : document.get("images").items()) {
      ImageHeader header = Images.header(image, views);
      images.add(header.width() * header.height());
      own += images.getLast();
    }
    long named = 0;
    for (Json texture : document.get("textures").items()) {
      int source = texture.get("source").optionalReference(images.size());
      named += source < 0 ? 0 : images.get(source);
    }
    return Math.max(own, named);
  }
}
