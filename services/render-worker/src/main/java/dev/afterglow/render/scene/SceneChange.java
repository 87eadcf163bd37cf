package dev.afterglow.render.scene;

/**
 * A change of the scene, all parts at once. Parts that are kept stay as they are; look, layout,
 * background, lights, prices and where the product is cannot be taken away.
 */
public record SceneChange(
    Part<String> lookId,
    Part<String> layout,
    Part<Background> background,
    Part<Lights> lights,
    Part<Product> product,
    Part<Boolean> priceShown,
    Part<Countdown> countdown,
    Part<String> lowerThird,
    Part<Carousel> carousel,
    Part<Ticker> ticker,
    Part<Hold> hold) {
  /** A change that leaves the product where it is. */
  public SceneChange(
      Part<String> lookId,
      Part<String> layout,
      Part<Background> background,
      Part<Lights> lights,
      Part<Product> product,
      Part<Boolean> priceShown,
      Part<Countdown> countdown,
      Part<String> lowerThird,
      Part<Carousel> carousel,
      Part<Ticker> ticker) {
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
        Part.keep());
  }

  /** Changes nothing. */
  public static final SceneChange NOTHING =
      new SceneChange(
          Part.keep(),
          Part.keep(),
          Part.keep(),
          Part.keep(),
          Part.keep(),
          Part.keep(),
          Part.keep(),
          Part.keep(),
          Part.keep(),
          Part.keep());

  /** The scene with this change. */
  public Scene over(Scene before) {
    return new Scene(
        over(lookId, before.lookId()),
        over(layout, before.layout()),
        over(background, before.background()),
        over(lights, before.lights()),
        product.over(before.product()),
        over(priceShown, before.priceShown()),
        countdown.over(before.countdown()),
        lowerThird instanceof Part.Take<String> ? "" : over(lowerThird, before.lowerThird()),
        carousel.over(before.carousel()),
        ticker.over(before.ticker()),
        over(hold, before.hold()));
  }

  /** This change and then that one, as one. */
  public SceneChange then(SceneChange next) {
    return new SceneChange(
        lookId.then(next.lookId),
        layout.then(next.layout),
        background.then(next.background),
        lights.then(next.lights),
        product.then(next.product),
        priceShown.then(next.priceShown),
        countdown.then(next.countdown),
        lowerThird.then(next.lowerThird),
        carousel.then(next.carousel),
        ticker.then(next.ticker),
        hold.then(next.hold));
  }

  /** With another product part. */
  public SceneChange withProduct(Part<Product> part) {
    return new SceneChange(
        lookId,
        layout,
        background,
        lights,
        part,
        priceShown,
        countdown,
        lowerThird,
        carousel,
        ticker,
        hold);
  }

  /** With another layout part. */
  public SceneChange withLayout(Part<String> part) {
    return new SceneChange(
        lookId,
        part,
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

  /** With another lower third. */
  public SceneChange withLowerThird(Part<String> part) {
    return new SceneChange(
        lookId,
        layout,
        background,
        lights,
        product,
        priceShown,
        countdown,
        part,
        carousel,
        ticker,
        hold);
  }

  /** With the product somewhere else. */
  public SceneChange withHold(Part<Hold> part) {
    return new SceneChange(
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
        part);
  }

  private static <T> T over(Part<T> part, T before) {
    return part instanceof Part.Put<T>(T value) ? value : before;
  }
}
