package dev.afterglow.render.card;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.GraphicAttribute;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;

/**
 * An emoji as one unit of a line, however many characters it is made of: a family is one picture
 * and takes the room of one.
 */
final class EmojiGlyph extends GraphicAttribute {
  private static final float ADVANCE_EMS = 1.22f;
  private static final float ASCENT_EMS = 0.95f;
  private static final float DESCENT_EMS = 0.22f;

  private final Shape shape;
  private final float em;

  EmojiGlyph(String cluster, float em, FontRenderContext context) {
    super(ROMAN_BASELINE);
    this.em = em;
    Font font = Faces.emoji().deriveFont(em);
    char[] chars = cluster.toCharArray();
    GlyphVector glyphs =
        font.layoutGlyphVector(context, chars, 0, chars.length, Font.LAYOUT_LEFT_TO_RIGHT);
    Shape outline = glyphs.getOutline();
    Rectangle2D box = outline.getBounds2D();
    double left = (em * ADVANCE_EMS - box.getWidth()) / 2 - box.getX();
    shape = AffineTransform.getTranslateInstance(left, 0).createTransformedShape(outline);
  }

  /** Whether the face has a picture for it. */
  static boolean known(String cluster) {
    return Faces.emoji().canDisplay(cluster.codePointAt(0));
  }

  @Override
  public float getAscent() {
    return em * ASCENT_EMS;
  }

  @Override
  public float getDescent() {
    return em * DESCENT_EMS;
  }

  @Override
  public float getAdvance() {
    return em * ADVANCE_EMS;
  }

  @Override
  public Rectangle2D getBounds() {
    return shape.getBounds2D();
  }

  @Override
  public void draw(Graphics2D graphics, float x, float y) {
    graphics.translate(x, y);
    graphics.fill(shape);
    graphics.translate(-x, -y);
  }
}
