package dev.afterglow.render.figure;

import java.nio.ByteBuffer;

/**
 * A decoded texture.
 *
 * @param rgba direct buffer, 4 bytes a pixel, first row first
 * @param repeatU whether the picture repeats to the sides
 * @param repeatV whether the picture repeats up and down
 */
public record Picture(int width, int height, ByteBuffer rgba, boolean repeatU, boolean repeatV) {

  /** This picture, halved until no side is longer than {@code texels}. */
  public Picture atMost(int texels) {
    Picture out = this;
    while (out.width > texels || out.height > texels) {
      out = out.halved();
    }
    return out;
  }

  private Picture halved() {
    int w = Math.max(1, width / 2);
    int h = Math.max(1, height / 2);
    ByteBuffer out = ByteBuffer.allocateDirect(w * h * 4);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        for (int c = 0; c < 4; c++) {
          out.put((byte) average(2 * x, 2 * y, c));
        }
      }
    }
    return new Picture(w, h, out.flip(), repeatU, repeatV);
  }

  private int average(int x, int y, int channel) {
    int x1 = Math.min(width - 1, x + 1);
    int y1 = Math.min(height - 1, y + 1);
    return (at(x, y, channel) + at(x1, y, channel) + at(x, y1, channel) + at(x1, y1, channel) + 2)
        / 4;
  }

  private int at(int x, int y, int channel) {
    return Byte.toUnsignedInt(rgba.get((y * width + x) * 4 + channel));
  }
}
