package dev.afterglow.render.card;

/**
 * Where the digits of a countdown stand within its box: hours, minutes and seconds, two each.
 *
 * @param digitWidth of one digit's cell
 * @param digitHeight of one digit's cell
 * @param top of the digits
 * @param lefts of the six digits
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the renderer, never written
public record CountdownFace(int digitWidth, int digitHeight, int top, int[] lefts) {
  private static final double TITLE_SHARE = 0.40;

  /** The face of a countdown in a box of this size. */
  public static CountdownFace of(int width, int height, boolean titled) {
    double clockTop = titled ? height * TITLE_SHARE : height * 0.16;
    double clockHeight = height * (titled ? 0.50 : 0.68);
    // Six cells and two colons of a third of a cell, as large as the box allows.
    double cell = Math.min(clockHeight * 0.66, width * 0.86 / (6 + 2 * 0.62));
    int digitWidth = Math.max(2, (int) Math.floor(cell));
    int digitHeight = Math.max(3, (int) Math.round(cell / 0.66));
    int colon = (int) Math.round(digitWidth * 0.62);
    int left = (width - 6 * digitWidth - 2 * colon) / 2;
    int[] lefts = new int[6];
    for (int i = 0; i < 6; i++) {
      lefts[i] = left + i * digitWidth + i / 2 * colon;
    }
    int top = (int) Math.round(clockTop + (clockHeight - digitHeight) / 2);
    return new CountdownFace(digitWidth, digitHeight, top, lefts);
  }

  /** The digit at a place, 0 (tens of hours) to 5 (seconds). */
  public static int digit(long seconds, int place) {
    long value =
        switch (place / 2) {
          case 0 -> seconds / 3600;
          case 1 -> seconds / 60 % 60;
          default -> seconds % 60;
        };
    return (int) (place % 2 == 0 ? value / 10 % 10 : value % 10);
  }
}
