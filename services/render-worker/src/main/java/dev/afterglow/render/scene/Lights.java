package dev.afterglow.render.scene;

/**
 * How strong the lights are, as multiples of the studio's.
 *
 * @param key 0 to 2
 * @param fill 0 to 2
 * @param rim 0 to 2
 * @param warmth -1, blueish, to 1, like candles
 */
public record Lights(double key, double fill, double rim, double warmth) {
  /** As the studio has them. */
  public static final Lights USUAL = new Lights(1, 1, 1, 0);

  public Lights {
    if (!(key >= 0 && key <= 2 && fill >= 0 && fill <= 2 && rim >= 0 && rim <= 2)) {
      throw new IllegalArgumentException("a light is 0 to 2 times as strong");
    }
    if (!(warmth >= -1 && warmth <= 1)) {
      throw new IllegalArgumentException("warmth is -1 to 1");
    }
  }
}
