package dev.afterglow.commerce.report;

import java.util.Locale;

/** Something to draw on: points of 1/72 inch, x to the right, y downwards. */
interface Canvas {
  /** What is drawn with. */
  enum Ink {
    TEXT(0x1D2A2E),
    MUTED(0x6B7A80),
    GRID(0xE3E8EA),
    CURVE(0x0E6E72),
    AREA(0xD5E8E8),
    PEAK(0xFBE7C2),
    BAND(0xC9D3D6),
    WHITE(0xFFFFFF),
    FACT(0xE4EEF0),
    HYPOTHESIS(0xFFF1D6),
    SHOWN(0xD9F0DF),
    WARNING(0xFBDDD6),
    FACT_TEXT(0x0B4F53),
    HYPOTHESIS_TEXT(0x7A4B00),
    SHOWN_TEXT(0x14592A),
    WARNING_TEXT(0x8E2412);

    private final int rgb;

    Ink(int rgb) {
      this.rgb = rgb;
    }

    int rgb() {
      return rgb;
    }

    /** As in CSS. */
    String css() {
      return String.format(Locale.ROOT, "#%06x", rgb);
    }
  }

  /** Where a text stands against its place. */
  enum Align {
    LEFT,
    MIDDLE,
    RIGHT
  }

  void rectangle(double x, double y, double width, double height, Ink fill);

  /** A curve through points; where filled it is closed and has no line. */
  void curve(double[] xs, double[] ys, Ink ink, double width, boolean filled);

  /** A text on its base line. */
  void text(double x, double y, String text, double size, Ink ink, Align align);

  /** How wide a text is, at least roughly. */
  double width(String text, double size);
}
