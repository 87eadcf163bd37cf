package dev.afterglow.render.card;

import java.awt.Shape;
import java.awt.font.TextLayout;

/** A countdown: its ground is painted once, and its digits once; a second changes which show. */
final class Clock {
  private static final double DIGIT_EM = 0.98;

  private Clock() {}

  static Raster ground(CardWish.OfCountdown wish) {
    Paper paper = new Paper(wish.width(), wish.height());
    double margin = wish.height() * 0.05;
    double h = wish.height() - 2 * margin;
    double w = wish.width() - 2 * margin;
    Shape glass = Paper.rounded(margin, margin * 0.7, w, h, h * 0.24);
    paper.shadow(glass, Math.max(3, (int) Math.round(margin)), 0.35);
    paper.fill(glass, Paper.GLASS);
    CountdownFace face = CountdownFace.of(wish.width(), wish.height(), !wish.title().isEmpty());
    if (!wish.title().isEmpty()) {
      double em = wish.height() * 0.215;
      TextLayout title =
          new Words(Faces.Weight.BOLD, (float) em).line(wish.title(), (float) (w * 0.9));
      paper.line(
          title,
          (wish.width() - title.getAdvance()) / 2,
          margin + h * 0.10 + em * 0.92,
          Paper.sweep(margin, w));
    }
    double em = face.digitHeight() * DIGIT_EM;
    TextLayout colon = new Words(Faces.Weight.BOLD, (float) em).layout(":");
    for (int i = 1; i <= 2; i++) {
      int right = face.lefts()[2 * i];
      int left = face.lefts()[2 * i - 1] + face.digitWidth();
      paper.line(
          colon,
          (left + right - colon.getAdvance()) / 2.0,
          baseline(face) - em * 0.055,
          Paper.WHITE);
    }
    return paper.raster();
  }

  static Raster digits(CardWish.OfDigits wish) {
    Paper paper = new Paper(wish.width() * 10, wish.height());
    double em = wish.height() * DIGIT_EM;
    Words words = new Words(Faces.Weight.BOLD, (float) em);
    for (int i = 0; i < 10; i++) {
      TextLayout digit = words.layout(Integer.toString(i));
      double left = i * wish.width() + (wish.width() - digit.getAdvance()) / 2;
      paper.line(digit, left, wish.height() * 0.5 + em * 0.36, Paper.WHITE);
    }
    return paper.raster();
  }

  private static double baseline(CountdownFace face) {
    return face.top() + face.digitHeight() * (0.5 + DIGIT_EM * 0.36);
  }
}
