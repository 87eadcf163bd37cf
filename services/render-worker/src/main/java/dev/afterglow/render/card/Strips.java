package dev.afterglow.render.card;

import java.awt.Shape;
import java.awt.font.TextLayout;
import java.util.ArrayList;
import java.util.List;

/** Bars with words: the lower third, and the ticker. */
final class Strips {
  /** A texture is 16,384 pixels wide at most on every driver; half of it is room enough. */
  private static final int WIDEST = 8192;

  private Strips() {}

  static Raster lowerThird(CardWish.OfLowerThird wish) {
    Paper paper = new Paper(wish.width(), wish.height());
    double margin = wish.height() * 0.06;
    double h = wish.height() - 2 * margin;
    double em = h * 0.44;
    double bar = h * 0.09;
    double padding = h * 0.36;
    double most = wish.width() - 2 * margin - bar - 2 * padding;
    TextLayout line = new Words(Faces.Weight.BOLD, (float) em).line(wish.text(), (float) most);
    double w = Math.min(wish.width() - 2 * margin, line.getAdvance() + bar + 2 * padding);
    boolean leftToRight = line.isLeftToRight();
    double x = leftToRight ? margin : wish.width() - margin - w;
    Shape glass = Paper.rounded(x, margin * 0.7, w, h, h * 0.2);
    paper.shadow(glass, Math.max(3, (int) Math.round(margin)), 0.35);
    paper.fill(glass, Paper.GLASS);
    double barX = leftToRight ? x + padding * 0.5 : x + w - padding * 0.5 - bar;
    paper.fill(
        Paper.rounded(barX, margin * 0.7 + h * 0.24, bar, h * 0.52, bar / 2),
        Paper.sweep(barX, bar));
    double text = leftToRight ? x + padding + bar : x + w - padding - bar - line.getAdvance();
    paper.line(line, text, margin * 0.7 + h * 0.5 + em * 0.36, Paper.WHITE);
    return paper.raster();
  }

  static Raster tickerGround(CardWish.OfTickerGround wish) {
    Paper paper = new Paper(wish.width(), wish.height());
    double h = wish.height() * 0.94;
    paper.fill(Paper.rounded(0, wish.height() * 0.03, wish.width(), h, h * 0.5), Paper.GLASS);
    return paper.raster();
  }

  static Raster tickerLines(CardWish.OfTickerLines wish) {
    double em = wish.height() * 0.52;
    double gap = em * 1.5;
    Words words = new Words(Faces.Weight.MEDIUM, (float) em);
    float longest = (float) ((double) WIDEST / wish.ticker().lines().size() - 2 * gap);
    List<TextLayout> lines = new ArrayList<>();
    double all = 0;
    for (String line : wish.ticker().lines()) {
      TextLayout set = words.line(line, longest);
      lines.add(set);
      all += set.getAdvance() + 2 * gap;
    }
    // Never narrower than the bar: it goes round and must not show twice.
    int width = (int) Math.ceil(Math.max(all, wish.width() + gap));
    Paper paper = new Paper(width, wish.height());
    double x = gap;
    double middle = wish.height() * 0.5;
    for (TextLayout line : lines) {
      paper.line(line, x, middle + em * 0.36, Paper.WHITE);
      x += line.getAdvance() + gap;
      double dot = em * 0.3;
      paper.fill(
          Paper.rounded(x - dot / 2, middle - dot / 2, dot, dot, dot / 2), Paper.sweep(x, dot));
      x += gap;
    }
    return paper.raster();
  }
}
