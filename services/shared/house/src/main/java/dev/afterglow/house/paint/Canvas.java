package dev.afterglow.house.paint;

import dev.afterglow.house.atlas.FaceAtlas.Cell;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A picture of opaque sRGB colours that becomes a PNG. */
public final class Canvas {
  private final BufferedImage image;

  public Canvas(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  public int width() {
    return image.getWidth();
  }

  public int height() {
    return image.getHeight();
  }

  public void set(int x, int y, Colour colour) {
    image.setRGB(x, y, colour.rgb());
  }

  /** The colour of a place of a cell, {@code u} rightward and {@code v} downward, each 0 to 1. */
  @FunctionalInterface
  public interface Paint {
    Colour at(double u, double v);
  }

  /** Paints a part of the picture. */
  public void fill(Cell cell, Paint paint) {
    int left = (int) Math.floor(cell.left() * width());
    int top = (int) Math.floor(cell.top() * height());
    int right = (int) Math.min(width(), Math.ceil((cell.left() + cell.width()) * width()));
    int bottom = (int) Math.min(height(), Math.ceil((cell.top() + cell.height()) * height()));
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        double u = (x - left + 0.5) / (right - left);
        double v = (y - top + 0.5) / (bottom - top);
        set(x, y, paint.at(u, v));
      }
    }
  }

  public BufferedImage image() {
    return image;
  }

  /** The picture as PNG bytes, the same every time. */
  public byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
