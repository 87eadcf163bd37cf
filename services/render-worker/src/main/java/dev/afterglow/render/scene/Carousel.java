package dev.afterglow.render.scene;

import java.util.List;

/**
 * Products that take turns.
 *
 * @param products 1 to 8
 * @param eachUs how long each shows, microseconds, 2 to 60 s
 */
public record Carousel(List<Product> products, long eachUs) {
  /** As many as take turns within a minute or so. */
  public static final int MOST = 8;

  public Carousel {
    products = List.copyOf(products);
    if (products.isEmpty() || products.size() > MOST) {
      throw new IllegalArgumentException("a carousel has 1 to " + MOST + " products");
    }
    if (eachUs < 2_000_000 || eachUs > 60_000_000) {
      throw new IllegalArgumentException("each product shows for 2 to 60 s");
    }
  }

  /** Whose turn it is. */
  public int turn(long mediaTimeUs) {
    return (int) Math.floorMod(Math.floorDiv(mediaTimeUs, eachUs), (long) products.size());
  }
}
