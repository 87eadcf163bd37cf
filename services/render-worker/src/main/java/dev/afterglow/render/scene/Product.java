package dev.afterglow.render.scene;

import java.util.Optional;

/**
 * A product as its card shows it. The words are drawn as they are; none of them is a number here.
 *
 * @param price empty is none
 * @param strikePrice the price before; empty is none
 * @param badge a word on a bright ground; empty is none
 */
public record Product(
    String id,
    String title,
    String price,
    String strikePrice,
    String badge,
    Optional<StagePicture> picture) {
  public Product {
    if (id.isEmpty() || id.equals("-")) {
      throw new IllegalArgumentException("a product needs an id, and it is not -");
    }
    if (title.isBlank()) {
      throw new IllegalArgumentException("a product needs a title");
    }
  }
}
