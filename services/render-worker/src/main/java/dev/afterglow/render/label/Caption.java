package dev.afterglow.render.label;

/** A line of ASCII for whoever looks at pictures of an avatar; nothing that goes on air has one. */
public final class Caption {
  private static final Typeface TYPEFACE = new Typeface();
  private static final float OF_HEIGHT = 0.62f;

  private Caption() {}

  /** The line in the middle of a bar of that size, smaller where it would not fit. */
  public static synchronized Mask of(String text, int width, int height) {
    float em = height * OF_HEIGHT;
    int wide = TYPEFACE.width(text, em);
    Mask mask = new Mask(width, height);
    TYPEFACE.drawCentred(text, wide > width ? em * width / wide : em, mask, height / 2);
    return mask;
  }
}
