package dev.afterglow.commerce.report;

import dev.afterglow.commerce.report.Canvas.Ink;
import dev.afterglow.commerce.report.Report.Block;
import dev.afterglow.commerce.report.Report.Tone;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A report as one web page that needs nothing else: no script, no font and no picture from
 * elsewhere. It prints on A4.
 */
public final class HtmlReport {
  private static final double CHART_WIDTH = 520;

  private static final String STYLE =
      """
      :root{color:%1$s;background:#f3f5f6;font:15px/1.5 system-ui,"Noto Sans SC","PingFang SC",
      "Microsoft YaHei",sans-serif}
      body{margin:0}
      main{max-width:800px;margin:24px auto;padding:36px 44px;background:#fff;border-radius:12px;
      box-shadow:0 1px 4px #0002}
      h1{font-size:28px;line-height:1.2;margin:0}
      .sub{color:%2$s;margin:6px 0 0}
      h2{font-size:19px;margin:30px 0 10px;padding-top:14px;border-top:2px solid %3$s}
      p{margin:8px 0}
      .note{color:%2$s;font-size:12.5px;line-height:1.45}
      ul{list-style:none;margin:8px 0;padding:0}
      li{display:grid;grid-template-columns:104px 1fr;gap:12px;padding:6px 0;align-items:start}
      .tag{font-size:12px;font-weight:600;border-radius:5px;padding:2px 7px;text-align:center;
      line-height:1.5}
      %4$s
      .tiles{display:grid;grid-template-columns:repeat(3,1fr);gap:10px;margin:12px 0}
      .tile{background:#f6f8f9;border-radius:8px;padding:10px 13px}
      .tile b{display:block;font-size:22px;line-height:1.3;font-variant-numeric:tabular-nums}
      .tile span,.tile small{color:%2$s;font-size:12.5px;display:block}
      svg{display:block;width:100%%;height:auto;margin:14px 0 4px;font-family:inherit}
      table{border-collapse:collapse;width:100%%;margin:14px 0;font-variant-numeric:tabular-nums}
      th,td{text-align:right;padding:6px 8px;border-bottom:1px solid %5$s;font-weight:400}
      th:first-child,td:first-child{text-align:left;padding-left:0}
      li span,td:first-child{overflow-wrap:anywhere}
      thead th{color:%2$s;font-size:12.5px}
      .sum tr:last-child td{font-weight:700;border-bottom:0;border-top:2px solid %1$s}
      @media(max-width:640px){main{padding:22px 18px;margin:0;border-radius:0}
      .tiles{grid-template-columns:repeat(2,1fr)}li{grid-template-columns:1fr;gap:2px}
      .tag{justify-self:start}.chart{overflow-x:auto}.chart svg{width:640px}}
      @page{size:A4;margin:14mm}
      @media print{:root{background:#fff;font-size:12.5px}main{max-width:none;margin:0;padding:0;
      box-shadow:none}h2{margin-top:18px;break-after:avoid}li,svg,.tile,tr{break-inside:avoid}
      *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
      """;

  private HtmlReport() {}

  /** The page. */
  public static String of(Report report) {
    String body = report.blocks().stream().map(HtmlReport::block).collect(Collectors.joining("\n"));
    return """
        <!DOCTYPE html>
        <html lang="%s">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%s</title>
        <style>%s</style></head>
        <body><main>
        <h1>%2$s</h1><p class="sub">%4$s</p>
        %5$s
        </main></body></html>
        """
        .formatted(
            report.language(), escaped(report.title()), style(), escaped(report.subtitle()), body);
  }

  private static String style() {
    StringBuilder tones = new StringBuilder();
    for (Tone tone : Tone.values()) {
      tones.append(
          ".%s{background:%s;color:%s}%n"
              .formatted(css(tone), back(tone).css(), front(tone).css()));
    }
    return STYLE.formatted(Ink.TEXT.css(), Ink.MUTED.css(), Ink.CURVE.css(), tones, Ink.GRID.css());
  }

  static Ink back(Tone tone) {
    return switch (tone) {
      case FACT -> Ink.FACT;
      case HYPOTHESIS -> Ink.HYPOTHESIS;
      case SHOWN -> Ink.SHOWN;
      case WARNING -> Ink.WARNING;
    };
  }

  static Ink front(Tone tone) {
    return switch (tone) {
      case FACT -> Ink.FACT_TEXT;
      case HYPOTHESIS -> Ink.HYPOTHESIS_TEXT;
      case SHOWN -> Ink.SHOWN_TEXT;
      case WARNING -> Ink.WARNING_TEXT;
    };
  }

  private static String css(Tone tone) {
    return tone.name().toLowerCase(Locale.ROOT);
  }

  private static String block(Block block) {
    return switch (block) {
      case Report.Heading heading -> "<h2>" + escaped(heading.text()) + "</h2>";
      case Report.Paragraph text -> "<p>" + escaped(text.text()) + "</p>";
      case Report.Note note -> "<p class=\"note\">" + escaped(note.text()) + "</p>";
      case Report.Points points ->
          points.points().stream()
              .map(HtmlReport::point)
              .collect(Collectors.joining("", "<ul>", "</ul>"));
      case Report.Tiles tiles ->
          tiles.tiles().stream()
              .map(HtmlReport::tile)
              .collect(Collectors.joining("", "<div class=\"tiles\">", "</div>"));
      case Report.Chart chart -> chart(chart);
      case Report.Table table -> table(table);
    };
  }

  private static String point(Report.Point point) {
    return "<li><span class=\"tag %s\">%s</span><span>%s</span></li>"
        .formatted(css(point.tone()), escaped(point.tag()), escaped(point.text()));
  }

  private static String tile(Report.Tile tile) {
    return "<div class=\"tile\"><span>%s</span><b>%s</b><small>%s</small></div>"
        .formatted(escaped(tile.name()), escaped(tile.value()), escaped(tile.note()));
  }

  private static String chart(Report.Chart chart) {
    SvgCanvas svg = new SvgCanvas();
    ChartPainter.paint(chart, svg, 0, 0, CHART_WIDTH);
    // On a phone the letters of a whole chart would be too small: there it is moved sideways.
    return "<div class=\"chart\">"
        + svg.element(CHART_WIDTH, ChartPainter.height(chart), chart.title())
        + "</div>";
  }

  private static String table(Report.Table table) {
    String head = cells(table.head(), "th");
    String rows =
        table.rows().stream()
            .map(row -> "<tr>" + cells(row, "td") + "</tr>")
            .collect(Collectors.joining());
    return "<table%s><thead><tr>%s</tr></thead><tbody>%s</tbody></table>"
        .formatted(table.isSum() ? " class=\"sum\"" : "", head, rows);
  }

  private static String cells(List<String> cells, String element) {
    return cells.stream()
        .map(cell -> "<" + element + ">" + escaped(cell) + "</" + element + ">")
        .collect(Collectors.joining());
  }

  /** A text that says nothing to the page that holds it. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
