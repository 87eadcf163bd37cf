package dev.afterglow.render.sheet;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.label.Caption;
import dev.afterglow.render.label.Mask;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

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

  /** Places the next picture. */
  void place(PlanarPicture drawn, String caption) {
    int left = placed % columns * width;
    int top = placed / columns * (height + BAR);
    placed++;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(left + x, top + y, rgb(drawn, x, y));
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

  /** BT.709, limited range, to what a screen shows. */
  static int rgb(PlanarPicture drawn, int x, int y) {
    ByteBuffer planes = drawn.planes();
    int luma = drawn.stride() * drawn.height();
    int colour = luma + y / 2 * (drawn.stride() / 2) + x / 2;
    double bright = ((planes.get(y * drawn.stride() + x) & 0xFF) - 16) / 219.0;
    double blue = ((planes.get(colour) & 0xFF) - 128) / 224.0;
    double red = ((planes.get(colour + luma / 4) & 0xFF) - 128) / 224.0;
    return level(bright + 1.5748 * red) << 16
        | level(bright - 0.1873 * blue - 0.4681 * red) << 8
        | level(bright + 1.8556 * blue);
  }

  private static int level(double share) {
    return (int) Math.round(255 * Math.clamp(share, 0, 1));
  }

  void write(Path jpeg) throws IOException {
    Jpeg.write(picture, jpeg);
  }
}
