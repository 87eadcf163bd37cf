package dev.afterglow.render.card;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A finished picture.
 *
 * @param rgba 4 bytes a pixel, colours already multiplied by alpha, first row first; nobody writes
 *     to it
 */
public record Raster(int width, int height, ByteBuffer rgba) {
  /** Its memory. */
  public int bytes() {
    return width * height * 4;
  }

  /** Takes over what was painted. */
  static Raster of(BufferedImage premultiplied) {
    int[] argb = ((DataBufferInt) premultiplied.getRaster().getDataBuffer()).getData();
    ByteBuffer out = ByteBuffer.allocateDirect(argb.length * 4).order(ByteOrder.BIG_ENDIAN);
    for (int pixel : argb) {
      out.putInt(pixel << 8 | pixel >>> 24);
    }
    return new Raster(premultiplied.getWidth(), premultiplied.getHeight(), out.flip());
  }
}
