package dev.afterglow.e2e;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the label in a decoded picture. It draws the words anew with the JDK's own rasteriser and
 * looks for them by correlation over the upper part of the picture, without knowing where the
 * worker puts them.
 */
final class LabelEye {
  /** Two rasterisers agree to about 0.9 after encoding; anything else stays below 0.4. */
  static final double ENOUGH = 0.6;

  private static final String TEXT = "数字人 · AI生成 · 真人驱动";
  private static final String FONT =
      "services/render-worker/src/main/resources/dev/afterglow/render/font/afterglow-label-sc.otf";

  /** Rasterisers round a glyph's height up or down by a pixel. */
  private static final double[] SIZES = {1.0, 0.98, 0.96, 0.94, 0.92, 1.02, 1.04, 1.06};

  private final int width;
  private final int height;
  private final List<Template> templates = new ArrayList<>();
  private Template known;
  private int foundX = -1;
  private int foundY = -1;

  /**
   * The words at one size.
   *
   * @param width pixels
   * @param height pixels
   * @param values mean 0, length 1, rows from above
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Template(int width, int height, float[] values) {
    private static Template of(BufferedImage image) {
      float[] values = new float[image.getWidth() * image.getHeight()];
      for (int i = 0; i < values.length; i++) {
        values[i] = image.getRaster().getSample(i % image.getWidth(), i / image.getWidth(), 0);
      }
      centre(values);
      return new Template(image.getWidth(), image.getHeight(), values);
    }
  }

  /** An eye for pictures of this size, in which the glyphs are about so many pixels high. */
  private LabelEye(int width, int height, double glyphPx) throws IOException, FontFormatException {
    this.width = width;
    this.height = height;
    for (double size : SIZES) {
      templates.add(Template.of(draw(glyphPx * size)));
    }
    this.known = templates.getFirst();
  }

  /** The smallest label that the rule allows: glyphs of 5 % of the shorter side. */
  static LabelEye smallest(int width, int height) throws IOException, FontFormatException {
    return new LabelEye(width, height, Math.ceil(Math.min(width, height) * 0.05));
  }

  private static BufferedImage draw(double glyphPx) throws IOException, FontFormatException {
    Path file = Checkout.installation().root().resolve(FONT);
    Font unit = Font.createFont(Font.TRUETYPE_FONT, file.toFile()).deriveFont(100f);
    BufferedImage scratch = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D probe = scratch.createGraphics();
    double inkOfModel =
        unit.createGlyphVector(probe.getFontRenderContext(), "数").getVisualBounds().getHeight();
    Font font = unit.deriveFont((float) (100 * glyphPx / inkOfModel));
    GlyphVector line = font.createGlyphVector(probe.getFontRenderContext(), TEXT);
    Rectangle2D ink = line.getVisualBounds();
    probe.dispose();
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(ink.getWidth()) + 2,
            (int) Math.ceil(ink.getHeight()) + 2,
            BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.drawGlyphVector(line, (float) (1 - ink.getX()), (float) (1 - ink.getY()));
    graphics.dispose();
    return image;
  }

  /** The best correlation of the words with any place in the picture's upper quarter. */
  double look(byte[] rgb) {
    if (foundX >= 0) {
      double here = best(known, rgb, foundX - 2, foundX + 2, foundY - 2, foundY + 2, 1);
      if (here >= ENOUGH) {
        return here;
      }
    }
    best(known, rgb, 0, width - known.width(), 0, height / 4, 2);
    int x = foundX;
    int y = foundY;
    double best = -1;
    Template winner = known;
    for (Template template : templates) {
      double r = best(template, rgb, x - 8, x + 8, y - 4, y + 4, 1);
      if (r > best) {
        best = r;
        winner = template;
      }
    }
    known = winner;
    return best(known, rgb, x - 8, x + 8, y - 4, y + 4, 1);
  }

  private double best(
      Template template, byte[] rgb, int fromX, int toX, int fromY, int toY, int step) {
    double best = -1;
    int bestX = 0;
    int bestY = 0;
    for (int y = Math.max(0, fromY); y <= Math.min(height - template.height(), toY); y += step) {
      for (int x = Math.max(0, fromX); x <= Math.min(width - template.width(), toX); x += step) {
        double r = correlation(template, rgb, x, y);
        if (r > best) {
          best = r;
          bestX = x;
          bestY = y;
        }
      }
    }
    foundX = bestX;
    foundY = bestY;
    return best;
  }

  private double correlation(Template template, byte[] rgb, int left, int top) {
    double sum = 0;
    double squares = 0;
    double product = 0;
    float[] values = template.values();
    for (int y = 0; y < template.height(); y++) {
      int at = ((top + y) * width + left) * 3;
      for (int x = 0; x < template.width(); x++, at += 3) {
        int light = (rgb[at] & 0xFF) + (rgb[at + 1] & 0xFF) + (rgb[at + 2] & 0xFF);
        sum += light;
        squares += (double) light * light;
        product += light * (double) values[y * template.width() + x];
      }
    }
    double variance = squares - sum * sum / values.length;
    return variance <= 0 ? 0 : product / Math.sqrt(variance);
  }

  /** Takes the mean away and makes the length one, so that a dot product correlates. */
  private static void centre(float[] values) {
    double mean = 0;
    for (float value : values) {
      mean += value;
    }
    mean /= values.length;
    double length = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] -= (float) mean;
      length += values[i] * values[i];
    }
    length = Math.sqrt(length);
    for (int i = 0; i < values.length; i++) {
      values[i] /= (float) length;
    }
  }
}
