package dev.afterglow.render.scene;

import java.util.Optional;

/**
 * Everything on the stage but the figure, its slate and the label. The label is no part of a scene:
 * nothing that changes scenes can reach it.
 *
 * @param lookId the look that the figure wears; empty is the avatar's own
 * @param layout a layout's name
 * @param priceShown whether product cards show prices
 * @param lowerThird a name or a message; empty is none
 * @param hold where the product that shows is
 */
public record Scene(
    String lookId,
    String layout,
    Background background,
    Lights lights,
    Optional<Product> product,
    boolean priceShown,
    Optional<Countdown> countdown,
    String lowerThird,
    Optional<Carousel> carousel,
    Optional<Ticker> ticker,
    Hold hold) {
  /** A scene whose product stands. */
  public Scene(
      String lookId,
      String layout,
      Background background,
      Lights lights,
      Optional<Product> product,
      boolean priceShown,
      Optional<Countdown> countdown,
      String lowerThird,
      Optional<Carousel> carousel,
      Optional<Ticker> ticker) {
    this(
        lookId,
        layout,
        background,
        lights,
        product,
        priceShown,
        countdown,
        lowerThird,
        carousel,
        ticker,
        Hold.STAND);
  }

  /** The same scene with its product somewhere else. */
  public Scene holding(Hold where) {
    return new Scene(
        lookId,
        layout,
        background,
        lights,
        product,
        priceShown,
        countdown,
        lowerThird,
        carousel,
        ticker,
        where);
  }

  /** The same scene with the figure in another look; empty is the avatar's own. */
  public Scene wearing(String look) {
    return new Scene(
        look,
        layout,
        background,
        lights,
        product,
        priceShown,
        countdown,
        lowerThird,
        carousel,
        ticker,
        hold);
  }

  /** The same scene with something else behind the figure. */
  public Scene before(Background ground) {
    return new Scene(
        lookId,
        layout,
        ground,
        lights,
        product,
        priceShown,
        countdown,
        lowerThird,
        carousel,
        ticker,
        hold);
  }

  /** The figure before the studio's wall. */
  public static Scene plain(String layout) {
    return new Scene(
        "",
        layout,
        Background.STUDIO,
        Lights.USUAL,
        Optional.empty(),
        true,
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty());
  }
}
