package dev.afterglow.render.sheet;

import dev.afterglow.render.label.Caption;
import dev.afterglow.render.label.Mask;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures of one size side by side, row by row, each above its caption. */
final class Sheet {
  private static final int BAR = 22;
  private static final int GREY = 0xE6;

  private final int width;
  private final int height;
  private final int columns;
  private final BufferedImage picture;
  private int placed;

  /** A sheet for so many pictures. */
  Sheet(int width, int height, int columns, int count) {
    this.width = width;
    this.height = height;
    this.columns = columns;
    int rows = Math.ceilDiv(count, columns);
    picture = new BufferedImage(columns * width, rows * (height + BAR), BufferedImage.TYPE_INT_RGB);
  }

  /**
   * Places the next picture.
   *
   * @param rgba its rows from the lowest to the highest, as OpenGL gives them
   */
  void place(ByteBuffer rgba, String caption) {
    int left = placed % columns * width;
    int top = placed / columns * (height + BAR);
    placed++;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = ((height - 1 - y) * width + x) * 4;
        picture.setRGB(
            left + x,
            top + y,
            (rgba.get(at) & 0xFF) << 16
                | (rgba.get(at + 1) & 0xFF) << 8
                | (rgba.get(at + 2) & 0xFF));
      }
    }
    Mask bar = Caption.of(caption, width, BAR);
    for (int y = 0; y < BAR; y++) {
      for (int x = 0; x < width; x++) {
        int grey = bar.at(x, y) * GREY / 255;
        picture.setRGB(left + x, top + height + y, grey << 16 | grey << 8 | grey);
      }
    }
  }

  void write(Path png) throws IOException {
    ImageIO.write(picture, "png", png.toFile());
  }
}
