package dev.afterglow.render.scene;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a hand holds of a product: its model, else a card with its picture, as large as it really
 * is.
 *
 * @param model in its own units
 * @param scale from its own units to metres
 */
public record HeldThing(StageModel model, float scale) {
  /** Smallest and largest longest side of what can be held, metres. */
  public static final double LEAST_METRES = 0.01;

  /** See {@link #LEAST_METRES}. */
  public static final double MOST_METRES = 0.6;

  /** Height of a picture card where the product says none, metres. */
  public static final double CARD_METRES = 0.12;

  /** How far up what is held the hand takes it. */
  private static final float TAKEN_AT = 0.35f;

  /** A product that cannot be held. */
  public static final class NotHoldable extends Exception {
    private static final long serialVersionUID = 1L;

    NotHoldable(String message) {
      super(message);
    }
  }

  /** What is held of a product. */
  public static HeldThing of(Product product) throws NotHoldable {
    StageModel model =
        product.model().or(() -> product.picture().map(PictureCard::of)).orElse(null);
    if (model == null) {
      throw new NotHoldable("no model and no picture");
    }
    float tall = model.high()[1] - model.low()[1];
    double height = product.heightMetres();
    if (height == 0) {
      height = product.model().isPresent() ? tall : CARD_METRES;
    }
    double scale = height / Math.max(tall, 1e-6);
    double longest = 0;
    for (int k = 0; k < 3; k++) {
      longest = Math.max(longest, scale * (model.high()[k] - model.low()[k]));
    }
    if (!(longest >= LEAST_METRES && longest <= MOST_METRES)) {
      throw new NotHoldable(
          String.format(
              Locale.ROOT,
              "longest side %.0f mm, %.0f to %.0f can be held",
              longest * 1000,
              LEAST_METRES * 1000,
              MOST_METRES * 1000));
    }
    return new HeldThing(model, (float) scale);
  }

  /**
   * Where its own space lies in the grip's: the grip touches its back in the middle, a third of the
   * way up.
   *
   * @param out gets 16 values
   */
  public void inGrip(float[] out) {
    Arrays.fill(out, 0);
    float[] low = model.low();
    float[] high = model.high();
    out[0] = scale;
    out[5] = scale;
    out[10] = scale;
    out[12] = -scale * (low[0] + high[0]) / 2;
    out[13] = -scale * (low[1] + TAKEN_AT * (high[1] - low[1]));
    out[14] = -scale * low[2];
    out[15] = 1;
  }
}
