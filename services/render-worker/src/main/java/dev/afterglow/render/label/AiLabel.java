package dev.afterglow.render.label;

import java.nio.ByteBuffer;

/**
 * The explicit label of GB 45438-2025 for a live digital human. Its text holds an AI element, a
 * generation element and the words "digital human"; its glyphs are at least 5 % of the picture's
 * shorter side high; it stays for the whole stream. Nothing in any interface takes it away.
 */
public final class AiLabel {
  /** What it says: digital human, AI-generated, driven by a real person. */
  public static final String TEXT = "数字人 · AI生成 · 真人驱动";

  /** Height of a glyph over the picture's shorter side, at least. */
  public static final double SMALLEST_SHARE = 0.05;

  private static final int PILL_ALPHA = 150;

  private final Mask mask;
  private final int left;
  private final int top;
  private final int glyphHeight;

  private static final float USUAL_TOP = 0.045f;

  /** Lays the label out near the upper edge of a picture of this size. */
  public AiLabel(int width, int height) {
    this(width, height, Math.round(height * USUAL_TOP));
  }

  /**
   * Lays the label out for a picture of this size.
   *
   * @param top upper edge of its bar: below what a platform's app covers
   */
  public AiLabel(int width, int height, int top) {
    Typeface typeface = new Typeface();
    int wanted = (int) Math.ceil(Math.min(width, height) * SMALLEST_SHARE);
    float em = typeface.emFor(wanted);
    this.glyphHeight = typeface.glyphHeight(em);
    int textWidth = typeface.width(TEXT, em);
    int boxHeight = Math.round(glyphHeight * 1.7f);
    int boxWidth = Math.min(width, textWidth + boxHeight);
    this.mask = new Mask(boxWidth, boxHeight);
    typeface.drawCentred(TEXT, em, mask, boxHeight / 2);
    this.left = (width - boxWidth) / 2;
    this.top = Math.clamp(top, 0, height - boxHeight);
  }

  /** Where the glyphs are, within the label's box. */
  public Mask mask() {
    return mask;
  }

  /** Left edge of the box in the picture. */
  public int left() {
    return left;
  }

  /** Upper edge of the box in the picture, from above. */
  public int top() {
    return top;
  }

  /** Height of a Chinese character, pixels. */
  public int glyphHeight() {
    return glyphHeight;
  }

  /** The box as RGBA with straight alpha: white glyphs on a dark, rounded, see-through bar. */
  public ByteBuffer picture() {
    int w = mask.width();
    int h = mask.height();
    ByteBuffer out = ByteBuffer.allocateDirect(w * h * 4);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int glyph = mask.at(x, y);
        double bar = PILL_ALPHA * insideBar(x + 0.5, y + 0.5, w, h);
        double alpha = glyph + bar * (255 - glyph) / 255;
        int white = alpha <= 0 ? 0 : (int) Math.round(255 * glyph / alpha);
        out.put((byte) white).put((byte) white).put((byte) white).put((byte) Math.round(alpha));
      }
    }
    return out.flip();
  }

  private static double insideBar(double x, double y, int w, int h) {
    double radius = h / 2.0;
    double nearest = Math.max(radius, Math.min(w - radius, x));
    double distance = Math.hypot(x - nearest, y - radius);
    return Math.max(0, Math.min(1, radius - distance + 0.5));
  }
}
