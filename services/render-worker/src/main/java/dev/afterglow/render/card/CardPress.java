package dev.afterglow.render.card;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Paints cards, and keeps the newest. Whoever applies a directive has its cards painted before its
 * time comes; what is missing then all the same is painted at once, so that a picture never depends
 * on how quick somebody was. Any thread may use it.
 */
public final class CardPress {
  /** About what eight layouts of one scene take at 1080x1920. */
  private static final long MOST_BYTES = 64L << 20;

  private final Map<CardWish, Raster> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /** The picture of a wish. */
  public Raster print(CardWish wish) {
    synchronized (this) {
      Raster known = kept.get(wish);
      if (known != null) {
        return known;
      }
    }
    Raster fresh = paint(wish);
    synchronized (this) {
      Raster meanwhile = kept.putIfAbsent(wish, fresh);
      if (meanwhile != null) {
        return meanwhile;
      }
      bytes += fresh.bytes();
      var oldest = kept.entrySet().iterator();
      while (bytes > MOST_BYTES && kept.size() > 1) {
        bytes -= oldest.next().getValue().bytes();
        oldest.remove();
      }
      return fresh;
    }
  }

  /** Memory of the pictures that are kept. */
  synchronized long keptBytes() {
    return bytes;
  }

  private static Raster paint(CardWish wish) {
    return switch (wish) {
      case CardWish.OfProduct it -> ProductCard.paint(it);
      case CardWish.OfLowerThird it -> Strips.lowerThird(it);
      case CardWish.OfCountdown it -> Clock.ground(it);
      case CardWish.OfDigits it -> Clock.digits(it);
      case CardWish.OfTickerGround it -> Strips.tickerGround(it);
      case CardWish.OfTickerLines it -> Strips.tickerLines(it);
      case CardWish.OfCover it -> cover(it);
    };
  }

  private static Raster cover(CardWish.OfCover wish) {
    Paper paper = new Paper(wish.width(), wish.height());
    paper.cover(wish.picture(), Paper.rounded(0, 0, wish.width(), wish.height(), 0));
    return paper.raster();
  }
}
