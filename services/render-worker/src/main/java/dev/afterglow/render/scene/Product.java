package dev.afterglow.render.scene;

import java.util.Optional;

/**
 * A product as its card shows it. The words are drawn as they are; none of them is a number here.
 *
 * @param price empty is none
 * @param strikePrice the price before; empty is none
 * @param badge a word on a bright ground; empty is none
 * @param model stands beside the figure or lies in its hand while the product shows; it has few
 *     enough triangles
 * @param heightMetres how tall it really is; 0 is as its model says, or usual for a picture
 */
public record Product(
    String id,
    String title,
    String price,
    String strikePrice,
    String badge,
    Optional<StagePicture> picture,
    Optional<StageModel> model,
    double heightMetres) {
  public Product {
    if (!(heightMetres >= 0 && heightMetres <= HeldThing.MOST_METRES)) {
      throw new IllegalArgumentException("a product is 0 to 0.6 m tall");
    }
    if (id.isEmpty() || id.equals("-")) {
      throw new IllegalArgumentException("a product needs an id, and it is not -");
    }
    if (title.isBlank()) {
      throw new IllegalArgumentException("a product needs a title");
    }
  }

  /** A product as tall as its model says. */
  public Product(
      String id,
      String title,
      String price,
      String strikePrice,
      String badge,
      Optional<StagePicture> picture,
      Optional<StageModel> model) {
    this(id, title, price, strikePrice, badge, picture, model, 0);
  }

  /** A product without a model. */
  public Product(
      String id,
      String title,
      String price,
      String strikePrice,
      String badge,
      Optional<StagePicture> picture) {
    this(id, title, price, strikePrice, badge, picture, Optional.empty());
  }
}
