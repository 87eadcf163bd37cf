package dev.afterglow.commerce.report;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** The pages of a document, A4, filled from top to bottom. */
final class PdfPages implements Canvas, AutoCloseable {
  static final double LEFT = 44;
  static final double WIDTH = PDRectangle.A4.getWidth() - 2 * LEFT;
  private static final double TOP = 44;
  private static final double FOOT = PDRectangle.A4.getHeight() - 48;

  private static final String CUT = "…";

  private final PDDocument document;
  private final PdfFonts fonts;
  private final Locale locale;
  private PDPageContentStream page;
  private double y = TOP;
  private int count;

  PdfPages(PDDocument document, PdfFonts fonts, Locale locale) throws IOException {
    this.document = document;
    this.fonts = fonts;
    this.locale = locale;
    this.page = next();
  }

  private PDPageContentStream next() throws IOException {
    PDPage sheet = new PDPage(PDRectangle.A4);
    document.addPage(sheet);
    count++;
    y = TOP;
    return new PDPageContentStream(document, sheet);
  }

  /** Where the next thing stands. */
  double y() {
    return y;
  }

  void down(double by) {
    y += by;
  }

  /** Turns the page where what comes next is higher than what is left of it. */
  void need(double height) {
    if (y + height > FOOT && y > TOP) {
      try {
        close();
        page = next();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    text(LEFT + WIDTH, FOOT + 22, Integer.toString(count), 8, Ink.MUTED, Align.RIGHT);
    try {
      page.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something that is written on a page. */
  private interface Writing {
    void on(PDPageContentStream page) throws IOException;
  }

  private void write(Writing writing) {
    try {
      writing.on(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float up(double y) {
    return (float) (PDRectangle.A4.getHeight() - y);
  }

  @Override
  public void rectangle(double x, double top, double width, double height, Ink fill) {
    write(
        on -> {
          on.setNonStrokingColor(color(fill));
          on.addRect((float) x, up(top + height), (float) width, (float) height);
          on.fill();
        });
  }

  @Override
  public void curve(double[] xs, double[] ys, Ink ink, double width, boolean filled) {
    write(
        on -> {
          on.setNonStrokingColor(color(ink));
          on.setStrokingColor(color(ink));
          on.setLineWidth((float) width);
          on.setLineJoinStyle(1);
          for (int i = 0; i < xs.length; i++) {
            if (i == 0) {
              on.moveTo((float) xs[i], up(ys[i]));
            } else {
              on.lineTo((float) xs[i], up(ys[i]));
            }
          }
          if (filled) {
            on.fill();
          } else {
            on.stroke();
          }
        });
  }

  private static Color color(Ink ink) {
    return new Color(ink.rgb());
  }

  @Override
  public void text(double x, double base, String text, double size, Ink ink, Align align) {
    text(x, base, text, size, ink, align, false);
  }

  void text(double x, double base, String text, double size, Ink ink, Align align, boolean isBold) {
    double wide = fonts.width(text, size, isBold);
    double from =
        switch (align) {
          case LEFT -> x;
          case MIDDLE -> x - wide / 2;
          case RIGHT -> x - wide;
        };
    write(
        on -> {
          on.beginText();
          on.setNonStrokingColor(color(ink));
          on.setFont(fonts.font(isBold), (float) size);
          on.newLineAtOffset((float) from, up(base));
          on.showText(fonts.shown(text));
          on.endText();
        });
  }

  @Override
  public double width(String text, double size) {
    return fonts.width(text, size, false);
  }

  /** How much of a text's beginning is at most as wide, in chars; never half a letter. */
  private int fitting(String text, double size, double width, boolean isBold) {
    int fits = 0;
    int next = 0;
    while (next < text.length()) {
      next = text.offsetByCodePoints(next, 1);
      if (fonts.width(text.substring(0, next), size, isBold) > width) {
        return fits;
      }
      fits = next;
    }
    return fits;
  }

  /** A text that is cut where it is wider. */
  String cut(String text, double size, double width, boolean isBold) {
    if (fonts.width(text, size, isBold) <= width) {
      return text;
    }
    double room = width - fonts.width(CUT, size, isBold);
    return text.substring(0, fitting(text, size, room, isBold)) + CUT;
  }

  /** A text in lines of at most a width, broken where the language lets it. */
  List<String> lines(String text, double size, double width, boolean isBold) {
    BreakIterator breaks = BreakIterator.getLineInstance(locale);
    breaks.setText(text);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
      // A break after a sign is none: what follows belongs to it.
      while (text.startsWith(Wording.JOINED, to - 1) && breaks.next() != BreakIterator.DONE) {
        to = breaks.current();
      }
      String piece = text.substring(from, to);
      while (fonts.width(piece.stripTrailing(), size, isBold) > width) {
        int fits = fitting(piece, size, width - fonts.width(line.toString(), size, isBold), isBold);
        fits = fits == 0 && line.isEmpty() ? piece.offsetByCodePoints(0, 1) : fits;
        lines.add(line + piece.substring(0, fits));
        line.setLength(0);
        piece = piece.substring(fits);
      }
      boolean full = fonts.width(line + piece.stripTrailing(), size, isBold) > width;
      if (!line.isEmpty() && full) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(piece);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
