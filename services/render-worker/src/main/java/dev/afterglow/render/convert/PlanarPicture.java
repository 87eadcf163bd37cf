package dev.afterglow.render.convert;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;

/**
 * A picture in planar YUV 4:2:0: luma, then the two colour planes at half size. A row of luma is
 * padded to a multiple of 8 bytes, one of colour to half as many. Its memory is reused; whoever
 * holds it last gives it back to its pool.
 */
public final class PlanarPicture {
  private final int width;
  private final int height;
  private final ByteBuffer planes;
  private final BytePointer[] pointers = new BytePointer[3];

  public PlanarPicture(int width, int height) {
    this.width = width;
    this.height = height;
    this.planes = ByteBuffer.allocateDirect(stride(width) * height * 3 / 2);
    BytePointer base = new BytePointer(planes);
    long luma = (long) stride() * height;
    pointers[0] = base;
    pointers[1] = new BytePointer(base).getPointer(luma);
    pointers[2] = new BytePointer(base).getPointer(luma + luma / 4);
  }

  /** Bytes from a row of luma to the next in a picture of that width. */
  static int stride(int width) {
    return (width + 7) / 8 * 8;
  }

  /** Bytes from a row of luma to the next; of colour it is half. */
  public int stride() {
    return stride(width);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /**
   * Where a plane begins, for native code.
   *
   * @param index 0 luma, 1 Cb, 2 Cr
   */
  public BytePointer plane(int index) {
    return pointers[index];
  }

  /** The three planes one after the other; the buffer's position is not used. */
  public ByteBuffer planes() {
    return planes;
  }
}
