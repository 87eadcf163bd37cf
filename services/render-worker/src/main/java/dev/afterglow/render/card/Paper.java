package dev.afterglow.render.card;

import dev.afterglow.render.scene.StagePicture;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/** What cards are painted on: see-through at first, with rounded sheets, pictures and lines. */
final class Paper {
  /** White sheets under dark words. */
  static final Color SHEET = new Color(0xFF, 0xFF, 0xFF, 0xF4);

  /** Dark glass under bright words. */
  static final Color GLASS = new Color(0x10, 0x12, 0x1A, 0xC8);

  static final Color INK = new Color(0x17, 0x19, 0x21);
  static final Color QUIET = new Color(0x6B, 0x70, 0x7D);
  static final Color WHITE = Color.WHITE;

  /** Of prices: 4.9 to 1 on white. */
  static final Color PRICE = new Color(0xD9, 0x2B, 0x3A);

  static final Color EMBER = new Color(0xFF, 0x7A, 0x4D);
  static final Color ROSE = new Color(0xF0, 0x3E, 0x5E);

  private static final Color GROUND = new Color(0xEE, 0xEF, 0xF3);
  private static final double MOST_CUT = 1.35;

  private final BufferedImage image;
  private final Graphics2D graphics;

  Paper(int width, int height) {
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
  }

  /** The finished picture. */
  Raster raster() {
    graphics.dispose();
    return Raster.of(image);
  }

  static Shape rounded(double x, double y, double width, double height, double radius) {
    return new RoundRectangle2D.Double(x, y, width, height, 2 * radius, 2 * radius);
  }

  /** The warm sweep of the brand from left to right. */
  static Paint sweep(double x, double width) {
    return new GradientPaint((float) x, 0, EMBER, (float) (x + width), 0, ROSE);
  }

  void fill(Shape shape, Paint paint) {
    graphics.setPaint(paint);
    graphics.fill(shape);
  }

  /** A soft shadow of a shape, a little below it. */
  void shadow(Shape shape, int blur, double strength) {
    BufferedImage dark =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D g = dark.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.translate(0, blur / 3.0);
    g.setColor(new Color(0, 0, 0, (int) Math.round(255 * strength)));
    g.fill(shape);
    g.dispose();
    for (int pass = 0; pass < 3; pass++) {
      blur(dark, Math.max(1, blur / 3));
    }
    graphics.drawImage(dark, 0, 0, null);
  }

  /** Draws a line with its baseline there. */
  void line(TextLayout line, double x, double baseline, Paint paint) {
    graphics.setPaint(paint);
    line.draw(graphics, (float) x, (float) baseline);
  }

  /** Fills a shape with a picture that covers its bounds, cut off at the longer sides. */
  void cover(StagePicture picture, Shape shape) {
    picture(picture, shape, false);
  }

  /**
   * Shows a picture in a shape: cut off where that takes little away, else whole on a quiet ground.
   */
  void picture(StagePicture picture, Shape shape) {
    Rectangle2D box = shape.getBounds2D();
    double stretch = box.getWidth() / box.getHeight() * picture.height() / picture.width();
    picture(picture, shape, Math.max(stretch, 1 / stretch) > MOST_CUT);
  }

  private void picture(StagePicture picture, Shape shape, boolean whole) {
    Rectangle2D box = shape.getBounds2D();
    double scale = fit(box, picture.width(), picture.height(), whole);
    BufferedImage source = halved(image(picture), scale);
    double fit = fit(box, source.getWidth(), source.getHeight(), whole);
    AffineTransform place =
        AffineTransform.getTranslateInstance(
            box.getCenterX() - fit * source.getWidth() / 2,
            box.getCenterY() - fit * source.getHeight() / 2);
    place.scale(fit, fit);
    // A clip has hard edges; painting through a mask has soft ones.
    BufferedImage cut =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D g = cut.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setPaint(whole ? edges(source, box) : GROUND);
    g.fill(shape);
    // Over what the shape covers, and nothing else.
    g.setComposite(AlphaComposite.SrcAtop);
    g.drawImage(source, place, null);
    g.dispose();
    graphics.drawImage(cut, 0, 0, null);
  }

  private static BufferedImage image(StagePicture picture) {
    BufferedImage out =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
    int[] argb = ((DataBufferInt) out.getRaster().getDataBuffer()).getData();
    IntBuffer rgba = picture.rgba().duplicate().order(ByteOrder.BIG_ENDIAN).asIntBuffer();
    for (int i = 0; i < argb.length; i++) {
      int pixel = rgba.get(i);
      argb[i] = pixel >>> 8 | pixel << 24;
    }
    return out;
  }

  /** What continues a picture to both sides: most product pictures have one ground. */
  private static Paint edges(BufferedImage source, Rectangle2D box) {
    boolean besides = box.getWidth() * source.getHeight() > box.getHeight() * source.getWidth();
    int last = besides ? source.getWidth() - 1 : source.getHeight() - 1;
    Color first = edge(source, besides, 0);
    Color second = edge(source, besides, last);
    return besides
        ? new GradientPaint((float) box.getX(), 0, first, (float) box.getMaxX(), 0, second)
        : new GradientPaint(0, (float) box.getY(), first, 0, (float) box.getMaxY(), second);
  }

  private static Color edge(BufferedImage source, boolean column, int at) {
    int count = column ? source.getHeight() : source.getWidth();
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int i = 0; i < count; i++) {
      Color pixel = new Color(column ? source.getRGB(at, i) : source.getRGB(i, at), true);
      int alpha = pixel.getAlpha();
      red += (pixel.getRed() * alpha + GROUND.getRed() * (255 - alpha)) / 255;
      green += (pixel.getGreen() * alpha + GROUND.getGreen() * (255 - alpha)) / 255;
      blue += (pixel.getBlue() * alpha + GROUND.getBlue() * (255 - alpha)) / 255;
    }
    return new Color((int) (red / count), (int) (green / count), (int) (blue / count));
  }

  private static double fit(Rectangle2D box, int width, int height, boolean whole) {
    double wide = box.getWidth() / width;
    double high = box.getHeight() / height;
    return whole ? Math.min(wide, high) : Math.max(wide, high);
  }

  /** Bicubic looks at 16 texels: a picture that is much too large is halved first. */
  private static BufferedImage halved(BufferedImage source, double scale) {
    BufferedImage out = source;
    double left = scale;
    while (left < 0.5 && out.getWidth() > 1 && out.getHeight() > 1) {
      int w = Math.max(1, out.getWidth() / 2);
      int h = Math.max(1, out.getHeight() / 2);
      BufferedImage half = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB_PRE);
      Graphics2D g = half.createGraphics();
      g.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      g.drawImage(out, 0, 0, w, h, null);
      g.dispose();
      out = half;
      left *= 2;
    }
    return out;
  }

  /** A box blur along rows, then along columns, of the alpha alone: the colour is black. */
  private static void blur(BufferedImage image, int radius) {
    int w = image.getWidth();
    int h = image.getHeight();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int[] line = new int[Math.max(w, h)];
    for (int y = 0; y < h; y++) {
      run(pixels, y * w, 1, w, radius, line);
    }
    for (int x = 0; x < w; x++) {
      run(pixels, x, w, h, radius, line);
    }
  }

  private static void run(int[] pixels, int from, int step, int count, int radius, int[] line) {
    for (int i = 0; i < count; i++) {
      line[i] = pixels[from + i * step] >>> 24;
    }
    int sum = 0;
    for (int i = -radius; i <= radius; i++) {
      sum += i >= 0 && i < count ? line[i] : 0;
    }
    for (int i = 0; i < count; i++) {
      pixels[from + i * step] = (sum / (2 * radius + 1)) << 24;
      int out = i - radius;
      int in = i + radius + 1;
      sum += (in < count ? line[in] : 0) - (out >= 0 ? line[out] : 0);
    }
  }
}
