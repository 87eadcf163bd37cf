package dev.afterglow.render.surface;

import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Picture;

/**
 * Sorts a part's triangles by whether their picture says anything between the corners. Most of a
 * face, of hair and of cloth does not: there the colours at the vertices are enough, and a software
 * rasteriser, for which looking up a texel is half of a pixel's cost, is spared it. Brows, lips and
 * eyes keep their picture.
 *
 * @param tints 3 bytes a vertex: the picture's colour there
 * @param indices the plain triangles, then the pictured ones
 * @param plainCount how many indices are plain
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never written
public record PaintSplit(byte[] tints, int[] indices, int plainCount) {
  /** Of 255; a step that small between neighbouring pixels is lost in the encoder. */
  private static final int UNSEEN = 6;

  /** Sorts the triangles of a part that shows a picture. */
  public static PaintSplit of(MeshPart part, Picture picture) {
    byte[] tints = tints(part, picture);
    int[] from = part.indices();
    int[] sorted = new int[from.length];
    int plain = 0;
    int pictured = from.length;
    for (int i = 0; i + 2 < from.length; i += 3) {
      int at = isPlain(part, picture, tints, i) ? (plain += 3) - 3 : (pictured -= 3);
      System.arraycopy(from, i, sorted, at, 3);
    }
    return new PaintSplit(tints, sorted, plain);
  }

  private static byte[] tints(MeshPart part, Picture picture) {
    byte[] out = new byte[part.vertexCount() * 3];
    for (int v = 0; v < part.vertexCount(); v++) {
      int texel = texel(picture, part.uv()[v * 2], part.uv()[v * 2 + 1]);
      for (int c = 0; c < 3; c++) {
        out[v * 3 + c] = picture.rgba().get(texel + c);
      }
    }
    return out;
  }

  /**
   * Compares the picture with the blend of the corners at the centre and at the middles of the
   * sides.
   */
  private static boolean isPlain(MeshPart part, Picture picture, byte[] tints, int first) {
    int a = part.indices()[first];
    int b = part.indices()[first + 1];
    int c = part.indices()[first + 2];
    return agrees(part, picture, tints, new int[] {a, b, c})
        && agrees(part, picture, tints, new int[] {a, b})
        && agrees(part, picture, tints, new int[] {b, c})
        && agrees(part, picture, tints, new int[] {c, a});
  }

  private static boolean agrees(MeshPart part, Picture picture, byte[] tints, int[] corners) {
    float u = 0;
    float v = 0;
    for (int corner : corners) {
      u += part.uv()[corner * 2] / corners.length;
      v += part.uv()[corner * 2 + 1] / corners.length;
    }
    int texel = texel(picture, u, v);
    for (int c = 0; c < 3; c++) {
      int sum = 0;
      for (int corner : corners) {
        sum += Byte.toUnsignedInt(tints[corner * 3 + c]);
      }
      int there = Byte.toUnsignedInt(picture.rgba().get(texel + c));
      if (Math.abs(there - sum / corners.length) > UNSEEN) {
        return false;
      }
    }
    return true;
  }

  private static int texel(Picture picture, float u, float v) {
    int x = place(u, picture.width(), picture.repeatU());
    int y = place(v, picture.height(), picture.repeatV());
    return (y * picture.width() + x) * 4;
  }

  private static int place(float at, int size, boolean repeats) {
    int texel = (int) Math.floor((double) at * size);
    return repeats ? Math.floorMod(texel, size) : Math.clamp(texel, 0, size - 1);
  }
}
