package dev.afterglow.commerce.report;

import dev.afterglow.commerce.report.Canvas.Align;
import dev.afterglow.commerce.report.Canvas.Ink;
import dev.afterglow.commerce.report.Report.Band;
import dev.afterglow.commerce.report.Report.Chart;
import dev.afterglow.commerce.report.Report.Mark;
import java.util.Arrays;

/** Draws a chart, the same on a page and on paper. */
final class ChartPainter {
  private static final double TITLE = 16;
  private static final double PLOT = 92;
  private static final double BANDS = 14;
  private static final double FOOT = 14;

  private ChartPainter() {}

  static double height(Chart chart) {
    return TITLE + PLOT + FOOT + (chart.bands().isEmpty() ? 0 : BANDS);
  }

  /** Draws it with its upper left corner at a place. */
  static void paint(Chart chart, Canvas on, double left, double top, double width) {
    on.text(left, top + 10, chart.title(), 9.5, Ink.TEXT, Align.LEFT);
    on.text(left + width, top + 10, chart.top(), 8, Ink.MUTED, Align.RIGHT);
    double head = top + TITLE;
    double foot = head + PLOT;
    for (Band peak : chart.peaks()) {
      double from = left + peak.from() * width;
      on.rectangle(from, head, Math.max(1.5, (peak.to() - peak.from()) * width), PLOT, Ink.PEAK);
    }
    for (double share : new double[] {0, 0.5, 1}) {
      on.rectangle(left, head + share * PLOT - 0.25, width, 0.5, Ink.GRID);
    }
    curve(chart, on, left, foot, width);
    double below = foot;
    if (!chart.bands().isEmpty()) {
      bands(chart, on, left, foot + 3, width);
      below += BANDS;
    }
    for (Mark mark : chart.marks()) {
      Align align = mark.at() < 0.02 ? Align.LEFT : mark.at() > 0.98 ? Align.RIGHT : Align.MIDDLE;
      on.text(left + mark.at() * width, below + 10, mark.text(), 7.5, Ink.MUTED, align);
    }
  }

  private static void curve(Chart chart, Canvas on, double left, double foot, double width) {
    int count = chart.values().size();
    if (count < 2) {
      return;
    }
    double most = chart.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double[] xs = new double[count + 2];
    double[] ys = new double[count + 2];
    for (int i = 0; i < count; i++) {
      xs[i] = left + width * i / (count - 1);
      ys[i] = foot - (most > 0 ? chart.values().get(i) / most * PLOT : 0);
    }
    xs[count] = left + width;
    ys[count] = foot;
    xs[count + 1] = left;
    ys[count + 1] = foot;
    // Over a peak the shade stays to be seen: there the curve has no area.
    if (chart.peaks().isEmpty()) {
      on.curve(xs, ys, Ink.AREA, 0, true);
    }
    on.curve(Arrays.copyOf(xs, count), Arrays.copyOf(ys, count), Ink.CURVE, 1.2, false);
  }

  private static void bands(Chart chart, Canvas on, double left, double top, double width) {
    for (Band band : chart.bands()) {
      double from = left + band.from() * width;
      double wide = (band.to() - band.from()) * width;
      on.rectangle(from, top, Math.max(0.5, wide - 0.7), 10, Ink.BAND);
      if (on.width(band.text(), 6.5) < wide - 3) {
        on.text(from + wide / 2, top + 7.4, band.text(), 6.5, Ink.TEXT, Align.MIDDLE);
      }
    }
  }
}
