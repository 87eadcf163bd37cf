package dev.afterglow.commerce.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the letters stand on paper. */
class PdfReportTest {
  /** The longest id that a fact may give a product. */
  private static final String LONG = "W".repeat(64);

  /** A letter's box, in points from the upper left corner. */
  private record Box(String letter, double left, double right, double top, double base) {
    /** Boxes hold the whole advance, so half a point is touching and not overlapping. */
    boolean overlaps(Box other) {
      return left < other.right - 0.5
          && other.left < right - 0.5
          && top < other.base - 0.5
          && other.top < base - 0.5;
    }
  }

  private static List<List<Box>> pages(byte[] pdf) throws IOException {
    List<List<Box>> pages = new ArrayList<>();
    PDFTextStripper letters =
        new PDFTextStripper() {
          @Override
          protected void processTextPosition(TextPosition at) {
            double left = at.getXDirAdj();
            double base = at.getYDirAdj();
            // What a capital letter takes above the base line.
            double top = base - 0.7 * at.getFontSizeInPt();
            if (!at.getUnicode().isBlank()) {
              Box box = new Box(at.getUnicode(), left, left + at.getWidthDirAdj(), top, base);
              pages.get(getCurrentPageNo() - 1).add(box);
            }
          }
        };
    try (PDDocument document = Loader.loadPDF(pdf)) {
      document.getPages().forEach(_ -> pages.add(new ArrayList<>()));
      letters.getText(document);
    }
    return pages;
  }

  private static List<String> overlaps(List<Box> page) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      for (Box other : page.subList(i + 1, page.size())) {
        if (page.get(i).overlaps(other)) {
          found.add(page.get(i) + " and " + other);
        }
      }
    }
    return found;
  }

  private static void assertLegible(byte[] pdf) throws IOException {
    List<List<Box>> pages = pages(pdf);
    assertThat(pages.stream().mapToInt(List::size).sum()).isGreaterThan(100);
    for (List<Box> page : pages) {
      assertThat(overlaps(page)).isEmpty();
      assertThat(page)
          .allMatch(box -> box.left() > 40 && box.right() < PDRectangle.A4.getWidth() - 40)
          .allMatch(box -> box.top() > 40 && box.base() < PDRectangle.A4.getHeight() - 20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void shouldLetNoTextsOverlapInEitherLanguage(String language) throws Exception {
    // Given
    Report report = ShowReport.of(new PlayedShow(11).show(), language, ZoneOffset.UTC);

    // When
    byte[] pdf = PdfReport.of(report);

    // Then
    assertLegible(pdf);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void shouldLetNoTextsOverlapWhenNamesAreLong(String language) throws Exception {
    // Given
    List<String> row = List.of(LONG, "¥1,000,000,000,000,000,000", LONG, "1");
    Report.Tile tile = new Report.Tile(LONG, LONG, LONG);
    Report.Point point = new Report.Point("标签", Report.Tone.FACT, "讲解 " + LONG + LONG + "，降价");
    Report report =
        new Report(
            language,
            "t",
            LONG + LONG,
            List.of(
                new Report.Tiles(List.of(tile, tile, tile)),
                new Report.Points(List.of(point, point)),
                new Report.Table(row, List.of(row, row), false),
                new Report.Table(row.subList(0, 2), List.of(row.subList(0, 2)), true),
                new Report.Chart(
                    "t",
                    List.of(1.0, 2.0),
                    "2",
                    List.of(new Report.Mark(0, "20:00"), new Report.Mark(1, "21:00")),
                    List.of(),
                    List.of(new Report.Band(0, 0.5, LONG), new Report.Band(0.5, 1, "tea")))));

    // When
    byte[] pdf = PdfReport.of(report);

    // Then
    assertLegible(pdf);
  }
}
