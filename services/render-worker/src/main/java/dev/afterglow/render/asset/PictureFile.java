package dev.afterglow.render.asset;

import dev.afterglow.avatar.ImageHeader;
import dev.afterglow.render.scene.StagePicture;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;

/**
 * A PNG or JPEG from outside. Its size, and that its pieces lie one behind the other within the
 * file, is checked in plain Java first; only then is it decoded, and made no larger than a stage
 * can show.
 */
public final class PictureFile {
  /** What one message holds. */
  public static final int MOST_BYTES = 3 << 20;

  /** Pixels a side. */
  public static final int LONGEST_SIDE = 4096;

  /** 48 MB while it is decoded. */
  private static final long MOST_PIXELS = 12_000_000;

  /** A frame is 1,920 pixels high at most. */
  private static final int KEPT_SIDE = 1920;

  private static final int PNG_SIGNATURE_BYTES = 8;
  private static final int IEND = 0x49454E44;
  private static final int START_OF_SCAN = 0xFFDA;

  private PictureFile() {}

  /**
   * Reads one.
   *
   * @throws AssetUnusable when it is too large, damaged, or something else
   */
  public static StagePicture read(byte[] file) throws AssetUnusable {
    if (file.length == 0 || file.length > MOST_BYTES) {
      throw new AssetUnusable("bytes:" + file.length);
    }
    ByteBuffer bytes = ByteBuffer.wrap(file);
    ImageHeader header = ImageHeader.read(bytes);
    if (header == null) {
      throw new AssetUnusable("neither PNG nor JPEG");
    }
    boolean tooLong = Math.max(header.width(), header.height()) > LONGEST_SIDE;
    if (tooLong || header.width() * header.height() > MOST_PIXELS) {
      throw new AssetUnusable(header.width() + "x" + header.height());
    }
    if (header.mimeType().equals("image/png") ? !wholePng(bytes) : !wholeJpeg(bytes)) {
      throw new AssetUnusable("damaged");
    }
    return picture(StageFile.sha256(file), decoded(file, header));
  }

  /** Chunks one behind the other, each within the file, the last one the end. */
  private static boolean wholePng(ByteBuffer file) {
    long at = PNG_SIGNATURE_BYTES;
    while (at + 12 <= file.limit()) {
      long length = Integer.toUnsignedLong(file.getInt((int) at));
      int kind = file.getInt((int) at + 4);
      if (at + 12 + length > file.limit()) {
        return false;
      }
      if (kind == IEND) {
        return length == 0;
      }
      at += 12 + length;
    }
    return false;
  }

  /** Segments one behind the other up to the first scan, and an end of picture behind it. */
  private static boolean wholeJpeg(ByteBuffer file) {
    int at = 2;
    while (at + 4 <= file.limit()) {
      int marker = Short.toUnsignedInt(file.getShort(at));
      if (marker == 0xFFFF) {
        at++;
        continue;
      }
      int length = Short.toUnsignedInt(file.getShort(at + 2));
      if (marker < 0xFFC0 || length < 2 || at + 2 + length > file.limit()) {
        return false;
      }
      at += 2 + length;
      if (marker == START_OF_SCAN) {
        return endsBehind(file, at);
      }
    }
    return false;
  }

  private static boolean endsBehind(ByteBuffer file, int from) {
    for (int at = file.limit() - 2; at >= from; at--) {
      if (file.getShort(at) == (short) 0xFFD9) {
        return true;
      }
    }
    return false;
  }

  private static BufferedImage decoded(byte[] file, ImageHeader header) throws AssetUnusable {
    BufferedImage image;
    try {
      ImageIO.setUseCache(false);
      image = ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException | RuntimeException e) {
      // The JDK's readers meet what they did not expect with exceptions of many kinds.
      throw new AssetUnusable("damaged");
    }
    if (image == null
        || image.getWidth() != header.width()
        || image.getHeight() != header.height()) {
      throw new AssetUnusable("damaged");
    }
    return image;
  }

  private static StagePicture picture(String sha256, BufferedImage image) {
    double scale = Math.min(1, (double) KEPT_SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage kept = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = kept.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    int[] argb = kept.getRGB(0, 0, width, height, null, 0, width);
    ByteBuffer out = ByteBuffer.allocateDirect(argb.length * 4).order(ByteOrder.BIG_ENDIAN);
    for (int pixel : argb) {
      out.putInt(pixel << 8 | pixel >>> 24);
    }
    return new StagePicture(sha256, width, height, out.flip());
  }
}
