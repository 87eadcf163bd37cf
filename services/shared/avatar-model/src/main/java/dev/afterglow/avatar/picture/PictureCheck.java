package dev.afterglow.avatar.picture;

import dev.afterglow.avatar.ImageHeader;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a PNG or JPEG holds just the pixels that its header declares: nothing missing, nothing
 * more, every checksum right. All of it is unpacked, but no pixel is kept, so that a reader in
 * native code sees sound files alone.
 *
 * <p>The work is bounded by the file's bytes and the declared pixels: a PNG is unpacked up to one
 * byte more than they take, a JPEG's blocks are gone through once a scan, 64 scans at most. Memory
 * is 16 KiB for a PNG and eight bytes a block of 64 samples for a progressive JPEG. The caller
 * bounds the pixels by the header first.
 */
public final class PictureCheck {
  private static final byte PNG_FIRST = (byte) 0x89;

  private PictureCheck() {}

  /**
   * Goes through a picture that {@link ImageHeader#read} knows.
   *
   * @param image from its first byte to its limit
   * @return what is wrong in a few words; null where nothing is
   */
  public static @Nullable String fault(ByteBuffer image) {
    ByteBuffer bytes = image.duplicate();
    try {
      if (bytes.limit() > 0 && bytes.get(0) == PNG_FIRST) {
        new PngCheck(bytes).run();
      } else {
        new JpegCheck(bytes).run();
      }
      return null;
    } catch (PictureFault e) {
      return e.getMessage();
    }
  }
}
