package dev.afterglow.commerce.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The typefaces of a document: Noto Sans SC, which holds Latin and simplified Chinese, under the
 * SIL Open Font License. Only the letters that are used go into the file.
 */
final class PdfFonts {
  private static final String MISSING = "?";

  private final PDFont plain;
  private final PDFont bold;
  private final Map<Integer, String> shown = new HashMap<>();

  PdfFonts(PDDocument document) throws IOException {
    this.plain = font(document, "NotoSansSC_500Medium.ttf");
    this.bold = font(document, "NotoSansSC_700Bold.ttf");
  }

  private static PDFont font(PDDocument document, String file) throws IOException {
    try (InputStream stream = PdfFonts.class.getResourceAsStream("font/" + file)) {
      if (stream == null) {
        throw new IOException("the typeface " + file + " was not built in");
      }
      return PDType0Font.load(document, stream, true);
    }
  }

  PDFont font(boolean isBold) {
    return isBold ? bold : plain;
  }

  /** The text with a question mark for every letter that the typeface lacks. */
  String shown(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .filter(it -> it != Wording.JOINED.codePointAt(0))
        .forEach(it -> kept.append(shown.computeIfAbsent(it, this::letter)));
    return kept.toString();
  }

  private String letter(int codePoint) {
    String letter = Character.toString(codePoint);
    try {
      plain.encode(letter);
      bold.encode(letter);
      return letter;
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      return MISSING;
    }
  }

  double width(String text, double size, boolean isBold) {
    try {
      return font(isBold).getStringWidth(shown(text)) / 1_000 * size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
