package dev.afterglow.render.asset;

import dev.afterglow.avatar.ImageHeader;
import dev.afterglow.avatar.picture.PictureCheck;
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
 * A PNG or JPEG from outside. Its size, and that it holds just the pixels that it declares, is
 * checked in plain Java first; only then is it decoded, and made no larger than a stage can show.
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
    String fault = PictureCheck.fault(bytes);
    if (fault != null) {
      throw new AssetUnusable("damaged: " + fault);
    }
    return picture(StageFile.sha256(file), decoded(file, header));
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
