package dev.afterglow.render.convert;

import java.nio.ByteBuffer;

/**
 * A picture in planar YUV 4:2:0: luma, then the two colour planes at half size, without padding.
 * Its memory is reused; whoever holds it last gives it back to its pool.
 */
public final class PlanarPicture {
  private final int width;
  private final int height;
  private final ByteBuffer planes;

  public PlanarPicture(int width, int height) {
    this.width = width;
    this.height = height;
    this.planes = ByteBuffer.allocateDirect(width * height * 3 / 2);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The three planes one after the other; the buffer's position is not used. */
  public ByteBuffer planes() {
    return planes;
  }
}
