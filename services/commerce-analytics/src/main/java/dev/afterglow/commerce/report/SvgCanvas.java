package dev.afterglow.commerce.report;

import java.util.Locale;

/** Draws into SVG. */
final class SvgCanvas implements Canvas {
  private final StringBuilder svg = new StringBuilder();

  @Override
  public void rectangle(double x, double y, double width, double height, Ink fill) {
    add(
        "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"/>",
        x, y, width, height, fill.css());
  }

  @Override
  public void curve(double[] xs, double[] ys, Ink ink, double width, boolean filled) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", xs[i], ys[i]));
    }
    if (filled) {
      add("<polygon points=\"%s\" fill=\"%s\"/>", points.toString().strip(), ink.css());
    } else {
      add(
          "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.2f\""
              + " stroke-linejoin=\"round\"/>",
          points.toString().strip(), ink.css(), width);
    }
  }

  @Override
  public void text(double x, double y, String text, double size, Ink ink, Align align) {
    String anchor =
        switch (align) {
          case LEFT -> "start";
          case MIDDLE -> "middle";
          case RIGHT -> "end";
        };
    add(
        "<text x=\"%.2f\" y=\"%.2f\" font-size=\"%.1f\" fill=\"%s\" text-anchor=\"%s\">%s</text>",
        x, y, size, ink.css(), anchor, HtmlReport.escaped(text));
  }

  @Override
  public double width(String text, double size) {
    // Han letters are as wide as they are high, Latin ones little more than half.
    return text.codePoints().mapToDouble(it -> it < 0x2E80 ? 0.56 : 1).sum() * size;
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  /** The picture, which scales to the width that it is given. */
  String element(double width, double height, String label) {
    return String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
            width,
            height,
            HtmlReport.escaped(label))
        + svg
        + "</svg>";
  }
}
