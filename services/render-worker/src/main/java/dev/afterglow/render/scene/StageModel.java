package dev.afterglow.render.scene;

import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;

/**
 * A glTF model that stands still: a set, or a product. Two with the same digest are the same.
 *
 * @param sha256 of the file, hexadecimal
 * @param figure one node, one part a material
 * @param low 3 values: the least x, y and z of its vertices, metres
 * @param high 3 values: the greatest
 * @param reach the farthest that it goes from the upright line through the middle between both,
 *     metres
 * @param triangles how many it has
 * @param pixels of its pictures as the file has them
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the renderer, never written
public record StageModel(
    String sha256,
    Model figure,
    float[] low,
    float[] high,
    float reach,
    int triangles,
    long pixels) {
  /** Of what a set may have. A set is drawn once and then stands as a picture. */
  public static final int MOST_SET_TRIANGLES = 200_000;

  /** Pixels over all pictures of a set: four of 2,048 a side. */
  public static final long MOST_SET_PIXELS = 16L << 20;

  /** A product is drawn in every picture. */
  public static final int MOST_PRODUCT_TRIANGLES = 40_000;

  /** Pixels over all pictures of a product: one of 2,048 a side. */
  public static final long MOST_PRODUCT_PIXELS = 4L << 20;

  private static final int PRODUCT_TEXELS = 1024;

  /** Farthest from its origin that anything of a model may stand, metres. */
  public static final float MOST_METRES = 200;

  /**
   * Measures a model.
   *
   * @param still as {@link dev.afterglow.render.figure.StillFigure} makes them
   */
  public static StageModel of(String sha256, Model still, long pixels) {
    float[] low = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
    int triangles = 0;
    for (MeshPart part : still.meshes().getFirst().parts()) {
      triangles += part.indices().length / 3;
      for (int v = 0; v < part.base().length; v += MeshPart.STRIDE) {
        for (int k = 0; k < 3; k++) {
          low[k] = Math.min(low[k], part.base()[v + k]);
          high[k] = Math.max(high[k], part.base()[v + k]);
        }
      }
    }
    return new StageModel(sha256, still, low, high, reach(still, low, high), triangles, pixels);
  }

  private static float reach(Model still, float[] low, float[] high) {
    float x = (low[0] + high[0]) / 2;
    float z = (low[2] + high[2]) / 2;
    double most = 0;
    for (MeshPart part : still.meshes().getFirst().parts()) {
      for (int v = 0; v < part.base().length; v += MeshPart.STRIDE) {
        most = Math.max(most, Math.hypot(part.base()[v] - x, part.base()[v + 2] - z));
      }
    }
    return (float) most;
  }

  /** Whether it is small enough to be drawn in every picture. */
  public boolean suitsAProduct() {
    return triangles <= MOST_PRODUCT_TRIANGLES && pixels <= MOST_PRODUCT_PIXELS;
  }

  /** The same with pictures as large as a product on a stand can show. */
  public StageModel asProduct() {
    return new StageModel(
        sha256, figure.withPicturesOf(PRODUCT_TEXELS), low, high, reach, triangles, pixels);
  }

  /** About what it takes in memory. */
  public long bytes() {
    long pictures =
        figure.pictures().stream().mapToLong(it -> (long) it.width() * it.height() * 4).sum();
    return pictures + triangles * 12L + figure.vertexCount() * 32L;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StageModel it && it.sha256.equals(sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return "StageModel[" + sha256 + ", " + triangles + " triangles]";
  }
}
