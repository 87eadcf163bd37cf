package dev.afterglow.render.convert;

import dev.afterglow.render.label.AiLabel;
import java.nio.ByteBuffer;

/**
 * Puts the label on a finished picture, after all that was drawn, scaled or converted. Not
 * thread-safe; allocates nothing after construction.
 */
final class LabelStamp {
  private static final int GREY = 128;
  private static final int BLACK = 16;
  private static final int LUMA_RANGE = 219;
  private static final int WHOLE = 255;

  private final Plane luma;
  private final Plane colour;

  /** The label of a picture's size, as {@link AiLabel#picture} has it. */
  LabelStamp(AiLabel label) {
    int width = label.mask().width();
    int height = label.mask().height();
    ByteBuffer rgba = label.picture();
    luma = new Plane(label.left(), label.top(), width, height);
    int left = label.left() / 2;
    int top = label.top() / 2;
    colour =
        new Plane(
            left, top, (label.left() + width + 1) / 2 - left, (label.top() + height + 1) / 2 - top);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y * width + x) * 4;
        int alpha = rgba.get(at + 3) & 0xFF;
        int level = BLACK + Math.round(LUMA_RANGE * (rgba.get(at) & 0xFF) / (float) WHOLE);
        luma.set(x, y, alpha, level);
        int cell = ((label.top() + y) / 2 - top) * colour.width + (label.left() + x) / 2 - left;
        colour.sums[cell] += alpha;
      }
    }
    for (int cell = 0; cell < colour.sums.length; cell++) {
      colour.alpha[cell] = (byte) (colour.sums[cell] / 4);
      colour.level[cell] = (byte) GREY;
    }
  }

  /** Lays it over a picture of the size that the label was made for. */
  void on(PlanarPicture picture) {
    int stride = picture.stride();
    int planeBytes = stride * picture.height();
    luma.over(picture.planes(), 0, stride);
    colour.over(picture.planes(), planeBytes, stride / 2);
    colour.over(picture.planes(), planeBytes + planeBytes / 4, stride / 2);
  }

  /** A box of one plane: how much of it is covered, and with what. */
  private static final class Plane {
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final byte[] alpha;
    private final byte[] level;
    private final int[] sums;
    private final byte[] row;

    Plane(int left, int top, int width, int height) {
      this.left = left;
      this.top = top;
      this.width = width;
      this.height = height;
      alpha = new byte[width * height];
      level = new byte[width * height];
      sums = new int[width * height];
      row = new byte[width];
    }

    void set(int x, int y, int covered, int value) {
      alpha[y * width + x] = (byte) covered;
      level[y * width + x] = (byte) value;
    }

    void over(ByteBuffer planes, int from, int stride) {
      for (int y = 0; y < height; y++) {
        int at = from + (top + y) * stride + left;
        planes.get(at, row);
        for (int x = 0; x < width; x++) {
          int covered = alpha[y * width + x] & 0xFF;
          int value = level[y * width + x] & 0xFF;
          int under = row[x] & 0xFF;
          row[x] = (byte) ((covered * value + (WHOLE - covered) * under + WHOLE / 2) / WHOLE);
        }
        planes.put(at, row);
      }
    }
  }
}
