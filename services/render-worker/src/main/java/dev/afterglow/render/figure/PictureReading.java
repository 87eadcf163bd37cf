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
    } catch (IOException | RuntimeException e) {
      // The JDK's readers meet what they did not expect with exceptions of many kinds.
      throw new FigureException("a texture could not be decoded", e);
    }
    if (image == null) {
      throw new FigureException("a texture is neither PNG nor JPEG");
    }
    int width = image.getWidth();
    int height = image.getHeight();
    int[] argb = image.getRGB(0, 0, width, height, null, 0, width);
    return new Picture(width, height, rgba(argb), repeatU, repeatV).atMost(LARGEST);
  }

  private static ByteBuffer rgba(int[] argb) {
    ByteBuffer out = ByteBuffer.allocateDirect(argb.length * 4).order(ByteOrder.BIG_ENDIAN);
    for (int pixel : argb) {
      out.putInt(pixel << 8 | pixel >>> 24);
    }
    return out.flip();
  }
}
