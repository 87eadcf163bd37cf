package dev.afterglow.render.figure;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;

/** Decodes PNG and JPEG textures, and halves those that a 9:16 picture of this size cannot show. */
final class PictureReading {
  /** A face fills at most 1,080 pixels of the stage, so more texels only cost memory and cache. */
  private static final int LARGEST = 2048;

  private PictureReading() {}

  static Picture decode(ByteBuffer encoded, boolean repeatU, boolean repeatV)
      throws FigureException {
    byte[] bytes = new byte[encoded.remaining()];
    encoded.duplicate().get(bytes);
    BufferedImage image;
    try {
      ImageIO.setUseCache(false);
      image = ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new FigureException("a texture could not be decoded", e);
    }
    if (image == null) {
      throw new FigureException("a texture is neither PNG nor JPEG");
    }
    int width = image.getWidth();
    int height = image.getHeight();
    int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
    while (width > LARGEST || height > LARGEST) {
      argb = halve(argb, width, height);
      width /= 2;
      height /= 2;
    }
    return new Picture(width, height, rgba(argb), repeatU, repeatV);
  }

  private static int[] halve(int[] argb, int width, int height) {
    int w = width / 2;
    int h = height / 2;
    int[] out = new int[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int at = 2 * y * width + 2 * x;
        out[y * w + x] =
            average(argb[at], argb[at + 1], argb[at + width], argb[at + width + 1]);
      }
    }
    return out;
  }

  private static int average(int a, int b, int c, int d) {
    int out = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int sum =
          (a >>> shift & 255) + (b >>> shift & 255) + (c >>> shift & 255) + (d >>> shift & 255);
      out |= (sum + 2) / 4 << shift;
    }
    return out;
  }

  private static ByteBuffer rgba(int[] argb) {
    ByteBuffer out = ByteBuffer.allocateDirect(argb.length * 4).order(ByteOrder.BIG_ENDIAN);
    for (int pixel : argb) {
      out.putInt(pixel << 8 | pixel >>> 24);
    }
    return out.flip();
  }
}
