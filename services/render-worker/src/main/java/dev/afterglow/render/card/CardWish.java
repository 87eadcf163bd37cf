package dev.afterglow.render.card;

import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.StagePicture;
import dev.afterglow.render.scene.Ticker;

/** Something to be painted: equal wishes give equal pictures. Sizes are pixels. */
public sealed interface CardWish {
  int width();

  int height();

  /** A product; wide boxes have the picture at the left, others above. */
  record OfProduct(Product product, boolean price, boolean small, int width, int height)
      implements CardWish {}

  /** A name or a message over the lower part of the picture. */
  record OfLowerThird(String text, int width, int height) implements CardWish {}

  /** The ground and title of a countdown. */
  record OfCountdown(String title, int width, int height) implements CardWish {}

  /** The digits 0 to 9 of a countdown of that size, side by side, each {@code width} wide. */
  record OfDigits(int width, int height) implements CardWish {}

  /** The ground of a ticker. */
  record OfTickerGround(int width, int height) implements CardWish {}

  /** The lines of a ticker, one behind the other; its picture is as wide as they are. */
  record OfTickerLines(Ticker ticker, int width, int height) implements CardWish {}

  /** A picture that covers the frame. */
  record OfCover(StagePicture picture, int width, int height) implements CardWish {}
}
