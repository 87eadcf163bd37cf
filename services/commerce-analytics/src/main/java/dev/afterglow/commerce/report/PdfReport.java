package dev.afterglow.commerce.report;

import dev.afterglow.commerce.report.Canvas.Align;
import dev.afterglow.commerce.report.Canvas.Ink;
import dev.afterglow.commerce.report.Report.Block;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;

/** A report as PDF on A4. */
public final class PdfReport {
  private static final double TEXT = 9.5;
  private static final double LINE = 14;
  private static final double SMALL = 8;
  private static final double SMALL_LINE = 11.5;
  private static final double TAG = 66;
  private static final double TILE = 52;
  private static final double ROW = 17;
  private static final double GAP = 8;
  private static final double HEADING = 40;

  /** A table that is longer may be cut by a page's end. */
  private static final int MOST_WHOLE = 12;

  private final PdfPages pages;

  private PdfReport(PdfPages pages) {
    this.pages = pages;
  }

  /**
   * The document. One at a time: each holds both typefaces, 20 MB.
   *
   * @throws IOException when a typeface is missing
   */
  public static synchronized byte[] of(Report report) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.getDocumentInformation().setTitle(report.title() + " – " + report.subtitle());
      document.getDocumentCatalog().setLanguage(report.language());
      try (PdfPages pages =
          new PdfPages(
              document, new PdfFonts(document), Locale.forLanguageTag(report.language()))) {
        new PdfReport(pages).write(report);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private void write(Report report) {
    bold(report.title(), 22, Ink.TEXT);
    pages.down(2);
    paragraph(report.subtitle(), SMALL + 1, SMALL_LINE + 1, Ink.MUTED);
    for (int i = 0; i < report.blocks().size(); i++) {
      if (report.blocks().get(i) instanceof Report.Heading && i + 1 < report.blocks().size()) {
        // A heading stays with what comes after it.
        pages.need(HEADING + least(report.blocks().get(i + 1)));
      }
      write(report.blocks().get(i));
    }
  }

  private void write(Block block) {
    switch (block) {
      case Report.Heading heading -> heading(heading.text());
      case Report.Paragraph text -> paragraph(text.text(), TEXT, LINE, Ink.TEXT);
      case Report.Note note -> paragraph(note.text(), SMALL, SMALL_LINE, Ink.MUTED);
      case Report.Points points -> points.points().forEach(this::point);
      case Report.Tiles tiles -> tiles(tiles.tiles());
      case Report.Chart chart -> chart(chart);
      case Report.Table table -> table(table);
    }
    pages.down(GAP / 2);
  }

  /** What of a block stands on one page at least. */
  private static double least(Block block) {
    return switch (block) {
      case Report.Table table -> ROW * Math.min(MOST_WHOLE, table.rows().size() + 1);
      case Report.Tiles _ -> TILE;
      case Report.Chart chart -> ChartPainter.height(chart) + GAP;
      default -> 4 * LINE;
    };
  }

  private void heading(String text) {
    pages.down(GAP);
    pages.rectangle(PdfPages.LEFT, pages.y(), PdfPages.WIDTH, 1.2, Ink.CURVE);
    pages.down(6);
    bold(text, 13, Ink.TEXT);
    pages.down(2);
  }

  private void bold(String text, double size, Ink ink) {
    pages.down(size);
    pages.text(PdfPages.LEFT, pages.y(), text, size, ink, Align.LEFT, true);
    pages.down(size * 0.35);
  }

  private void paragraph(String text, double size, double line, Ink ink) {
    for (String each : pages.lines(text, size, PdfPages.WIDTH, false)) {
      pages.need(line);
      pages.text(PdfPages.LEFT, pages.y() + size, each, size, ink, Align.LEFT);
      pages.down(line);
    }
  }

  private void point(Report.Point point) {
    double left = PdfPages.LEFT + TAG + 10;
    List<String> lines = pages.lines(point.text(), TEXT, PdfPages.WIDTH - TAG - 10, false);
    pages.need(lines.size() * LINE + 5);
    double top = pages.y();
    pages.rectangle(PdfPages.LEFT, top, TAG, 14, HtmlReport.back(point.tone()));
    pages.text(
        PdfPages.LEFT + TAG / 2,
        top + 10,
        point.tag(),
        SMALL,
        HtmlReport.front(point.tone()),
        Align.MIDDLE,
        true);
    for (String line : lines) {
      pages.text(left, pages.y() + 10.2, line, TEXT, Ink.TEXT, Align.LEFT);
      pages.down(LINE);
    }
    pages.down(5);
  }

  private void tiles(List<Report.Tile> tiles) {
    double width = (PdfPages.WIDTH - 2 * GAP) / 3;
    for (int i = 0; i < tiles.size(); i++) {
      if (i % 3 == 0) {
        pages.down(i == 0 ? 0 : TILE + GAP);
        pages.need(TILE);
      }
      Report.Tile tile = tiles.get(i);
      double left = PdfPages.LEFT + i % 3 * (width + GAP);
      double top = pages.y();
      pages.rectangle(left, top, width, TILE, Ink.FACT);
      pages.text(
          left + 9,
          top + 14,
          pages.cut(tile.name(), SMALL, width - 18, false),
          SMALL,
          Ink.MUTED,
          Align.LEFT);
      pages.text(
          left + 9,
          top + 31,
          pages.cut(tile.value(), 15, width - 18, true),
          15,
          Ink.TEXT,
          Align.LEFT,
          true);
      pages.text(
          left + 9,
          top + 44,
          pages.cut(tile.note(), SMALL, width - 18, false),
          SMALL,
          Ink.MUTED,
          Align.LEFT);
    }
    pages.down(TILE + GAP);
  }

  private void chart(Report.Chart chart) {
    double height = ChartPainter.height(chart);
    pages.need(height + GAP);
    ChartPainter.paint(chart, pages, PdfPages.LEFT, pages.y(), PdfPages.WIDTH);
    pages.down(height + 2);
  }

  private void table(Report.Table table) {
    pages.need(least(table));
    row(table.head(), Ink.MUTED, SMALL, false);
    for (int i = 0; i < table.rows().size(); i++) {
      boolean isSum = table.isSum() && i == table.rows().size() - 1;
      pages.need(ROW);
      row(table.rows().get(i), Ink.TEXT, TEXT, isSum);
    }
    pages.down(GAP / 2);
  }

  /** The first column takes half of the width, the others share the rest; what is wider is cut. */
  private void row(List<String> cells, Ink ink, double size, boolean isSum) {
    double rest = PdfPages.WIDTH / 2 / Math.max(1, cells.size() - 1);
    double named = cells.size() == 2 ? PdfPages.WIDTH * 0.75 : PdfPages.WIDTH / 2;
    double figure = (PdfPages.WIDTH - named) / Math.max(1, cells.size() - 1);
    double base = pages.y() + 12;
    for (int i = 0; i < cells.size(); i++) {
      double x = i == 0 ? PdfPages.LEFT : PdfPages.LEFT + PdfPages.WIDTH / 2 + i * rest;
      Align align = i == 0 ? Align.LEFT : Align.RIGHT;
      String cell = pages.cut(cells.get(i), size, i == 0 ? named : figure, isSum);
      pages.text(x, base, cell, size, ink, align, isSum);
    }
    if (isSum) {
      pages.rectangle(PdfPages.LEFT, pages.y(), PdfPages.WIDTH, 1, Ink.TEXT);
    } else {
      pages.rectangle(PdfPages.LEFT, pages.y() + ROW - 0.5, PdfPages.WIDTH, 0.5, Ink.GRID);
    }
    pages.down(ROW);
  }
}
