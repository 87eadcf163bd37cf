package dev.afterglow.render.label;

import java.nio.ByteBuffer;

/** The words on the slate. They name no reason: viewers owe nobody an explanation of a licence. */
public final class SlateCard {
  private static final String TITLE = "直播暂停";
  private static final String LINE = "主播暂时离开，请稍候";

  private final Mask mask;

  /** Lays the card out for a picture of this size. */
  public SlateCard(int width, int height) {
    Typeface typeface = new Typeface();
    int shortSide = Math.min(width, height);
    mask = new Mask(width, shortSide / 2);
    float title = typeface.emFor(shortSide / 9);
    float line = typeface.emFor(Math.max(8, shortSide / 22));
    typeface.drawCentred(TITLE, title, mask, mask.height() / 3);
    typeface.drawCentred(LINE, line, mask, mask.height() * 3 / 4);
  }

  public int width() {
    return mask.width();
  }

  public int height() {
    return mask.height();
  }

  /** The card as RGBA with straight alpha. */
  public ByteBuffer picture() {
    ByteBuffer out = ByteBuffer.allocateDirect(mask.width() * mask.height() * 4);
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        out.put((byte) 232).put((byte) 236).put((byte) 246).put((byte) mask.at(x, y));
      }
    }
    return out.flip();
  }
}
