package dev.afterglow.render.card;

import dev.afterglow.render.scene.Product;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.Line2D;
import java.util.List;

/**
 * A product on a white card: its picture, what it is called, and what it costs in the largest type
 * of all.
 */
final class ProductCard {
  private final CardWish.OfProduct wish;
  private final Product product;
  private final Paper paper;
  private final double unit;
  private final boolean wide;
  private final boolean rightToLeft;

  private ProductCard(CardWish.OfProduct wish) {
    this.wish = wish;
    this.product = wish.product();
    this.paper = new Paper(wish.width(), wish.height());
    this.wide = wish.width() > wish.height() * 1.5;
    this.rightToLeft = Words.rightToLeft(product.title());
    // All spacing hangs on one length: about a fifth of the card's shorter side.
    double shorter =
        wide
            ? Math.min(wish.height(), wish.width() * 0.42)
            : Math.min(wish.width(), wish.height() * 0.72);
    this.unit = shorter / 5.2;
  }

  static Raster paint(CardWish.OfProduct wish) {
    ProductCard card = new ProductCard(wish);
    card.all();
    return card.paper.raster();
  }

  private void all() {
    double margin = unit * 0.22;
    double x = margin;
    double y = margin * 0.7;
    double w = wish.width() - 2 * margin;
    double h = wish.height() - 2 * margin;
    double radius = unit * 0.5;
    Shape sheet = Paper.rounded(x, y, w, h, radius);
    paper.shadow(sheet, Math.max(3, (int) Math.round(margin)), 0.42);
    paper.fill(sheet, Paper.SHEET);
    double gap = unit * 0.32;
    if (wide) {
      double inner = h - 2 * gap;
      double text = x + gap * 1.6;
      if (product.picture().isPresent()) {
        double side = Math.min(inner, w * 0.44);
        double top = y + gap + (inner - side) / 2;
        paper.picture(
            product.picture().get(), Paper.rounded(x + gap, top, side, side, radius * 0.7));
        text = x + gap + side + gap * 1.3;
      }
      words(text, y + gap, x + w - gap * 1.2 - text, inner, 2);
    } else {
      double inner = w - 2 * gap;
      double top = y + gap;
      if (product.picture().isPresent()) {
        double high = Math.min(inner * 1.08, h * (w > h ? 0.50 : 0.58));
        paper.picture(
            product.picture().get(), Paper.rounded(x + gap, top, inner, high, radius * 0.7));
        top += high + gap * 0.8;
      }
      words(
          x + gap * 1.15,
          top,
          inner - gap * 0.3,
          y + h - gap - top,
          wish.small() && h < w * 1.15 ? 1 : 2);
    }
  }

  private void words(double x, double y, double w, double h, int mostLines) {
    boolean priced = wish.price() && !product.price().isEmpty();
    double priceEm = priced ? Math.min(unit * 1.12, h * 0.34) : 0;
    double titleEm =
        Math.min(
            unit * (wish.small() ? 0.62 : 0.72), (h - priceEm * 1.1) / (mostLines * 1.42 + 0.3));
    double badgeEm = unit * 0.46;
    boolean badged = !product.badge().isEmpty() && h > priceEm * 1.2 + titleEm * 1.3 + badgeEm * 2;
    double top = y;
    if (badged) {
      top += badge(x, y, w, badgeEm) + unit * 0.18;
    }
    double left = y + h - top - (priced ? priceEm * 1.18 : 0);
    int room = (int) Math.floor(left / (titleEm * 1.32) + 0.12);
    int lines = Math.clamp(room, 1, priced ? mostLines : mostLines + 1);
    Words title = new Words(Faces.Weight.BOLD, (float) titleEm);
    List<TextLayout> set = title.lines(product.title(), (float) w, lines);
    double baseline = top + titleEm * 1.02;
    for (TextLayout line : set) {
      double lead = rightToLeft ? x + w - line.getAdvance() : x;
      paper.line(line, lead, baseline, Paper.INK);
      baseline += titleEm * 1.32;
    }
    if (priced) {
      price(x, y + h - priceEm * 0.16, w, priceEm);
    }
  }

  private double badge(double x, double y, double w, double em) {
    TextLayout word = new Words(Faces.Weight.BOLD, (float) em).line(product.badge(), (float) w);
    double padding = em * 0.55;
    double high = em * 1.55;
    double wide = Math.min(w, word.getAdvance() + 2 * padding);
    double left = rightToLeft ? x + w - wide : x;
    paper.fill(Paper.rounded(left, y, wide, high, high * 0.32), Paper.sweep(left, wide));
    paper.line(word, left + padding, y + high * 0.5 + em * 0.36, Paper.WHITE);
    return high;
  }

  private void price(double x, double baseline, double w, double em) {
    TextLayout now = new Words(Faces.Weight.BOLD, (float) em).layout(product.price());
    double all = now.getAdvance();
    if (!product.strikePrice().isEmpty()) {
      TextLayout old =
          new Words(Faces.Weight.MEDIUM, (float) (em * 0.52)).layout(product.strikePrice());
      all += em * 0.34 + old.getAdvance();
    }
    // Both prices a little smaller rather than one alone; one alone rather than both too small.
    double size = all > w ? em * Math.max(0.76, w / all * 0.99) : em;
    size = Math.min(size, em * w / now.getAdvance() * 0.99);
    now = new Words(Faces.Weight.BOLD, (float) size).layout(product.price());
    double left = rightToLeft ? x + w - now.getAdvance() : x;
    paper.line(now, left, baseline, Paper.PRICE);
    if (product.strikePrice().isEmpty()) {
      return;
    }
    TextLayout before =
        new Words(Faces.Weight.MEDIUM, (float) (size * 0.52)).layout(product.strikePrice());
    double gap = size * 0.34;
    if (now.getAdvance() + gap + before.getAdvance() > w) {
      return;
    }
    double at = rightToLeft ? left - gap - before.getAdvance() : left + now.getAdvance() + gap;
    paper.line(before, at, baseline, Paper.QUIET);
    double middle = baseline - size * 0.52 * 0.36;
    double thick = Math.max(1.5, size * 0.045);
    paper.fill(
        new BasicStroke((float) thick)
            .createStrokedShape(new Line2D.Double(at, middle, at + before.getAdvance(), middle)),
        Paper.QUIET);
  }
}
