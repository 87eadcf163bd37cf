package dev.afterglow.drive;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/**
 * Weights for some of the 52 shapes. Immutable, but for the one that a {@link MotionBlend} owns.
 *
 * <p>A shape is present with a weight of 0 to 1, or absent because the source does not track it.
 * Asking for an absent weight gives NaN, so that a slip shows up rather than reading as neutral.
 */
public final class ShapeWeights {
  private static final int SHAPES = ArkitShape.values().length;

  private static final long EYELIDS =
      bit(ArkitShape.EYE_BLINK_LEFT) | bit(ArkitShape.EYE_BLINK_RIGHT);
  private static final long MOUTH =
      EnumSet.range(ArkitShape.JAW_FORWARD, ArkitShape.MOUTH_UPPER_UP_RIGHT).stream()
          .mapToLong(ShapeWeights::bit)
          .sum();

  /** No shape tracked. */
  public static final ShapeWeights NONE = new ShapeWeights(new float[SHAPES], 0L);

  private final float[] weights;
  private long presence;

  private ShapeWeights(float[] weights, long presence) {
    this.weights = weights;
    this.presence = presence;
  }

  /**
   * Copies a map of weights.
   *
   * @throws IllegalArgumentException when a weight is not a number from 0 to 1
   */
  public static ShapeWeights of(Map<ArkitShape, Float> weights) {
    Builder builder = builder();
    weights.forEach(builder::set);
    return builder.build();
  }

  /** A builder with every shape absent. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that begins with these weights. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    System.arraycopy(weights, 0, builder.weights, 0, SHAPES);
    builder.presence = presence;
    return builder;
  }

  /** Whether the source tracks either eyelid. */
  public boolean tracksEyelids() {
    return (presence & EYELIDS) != 0;
  }

  /** Whether the source tracks any shape of the jaw or the mouth. */
  public boolean tracksMouth() {
    return (presence & MOUTH) != 0;
  }

  /** Whether the source tracks the shape. */
  public boolean has(ArkitShape shape) {
    return (presence & bit(shape)) != 0;
  }

  /** The weight from 0 to 1, or NaN where the shape is absent. */
  public float get(ArkitShape shape) {
    return has(shape) ? weights[shape.ordinal()] : Float.NaN;
  }

  /** The weight from 0 to 1, or {@code absent} where the shape is absent. */
  public float getOr(ArkitShape shape, float absent) {
    return has(shape) ? weights[shape.ordinal()] : absent;
  }

  /** Puts all 52 weights into an array, in the order of the enum; {@code absent} where absent. */
  public void copyTo(float[] into, int at, float absent) {
    for (int i = 0; i < SHAPES; i++) {
      into[at + i] = (presence & 1L << i) != 0 ? weights[i] : absent;
    }
  }

  /** How many shapes are present, 0 to 52. */
  public int count() {
    return Long.bitCount(presence);
  }

  /** The present shapes with their weights, in the order of the enum; a fresh copy. */
  public Map<ArkitShape, Float> asMap() {
    Map<ArkitShape, Float> map = new EnumMap<>(ArkitShape.class);
    for (ArkitShape shape : ArkitShape.values()) {
      if (has(shape)) {
        map.put(shape, weights[shape.ordinal()]);
      }
    }
    return map;
  }

  /**
   * The weights a fraction of the way to {@code later}. A shape that only one side has keeps that
   * side's weight.
   *
   * @param fraction 0 (this) to 1 (later)
   */
  public ShapeWeights lerp(ShapeWeights later, float fraction) {
    float[] mixed = new float[SHAPES];
    for (int i = 0; i < SHAPES; i++) {
      long bit = 1L << i;
      boolean here = (presence & bit) != 0;
      boolean there = (later.presence & bit) != 0;
      float from = here ? weights[i] : later.weights[i];
      float to = there ? later.weights[i] : weights[i];
      mixed[i] = from + (to - from) * fraction;
    }
    return new ShapeWeights(mixed, presence | later.presence);
  }

  /** Weights to be overwritten by {@link #along}, by one owner and again and again. */
  static ShapeWeights reused() {
    return new ShapeWeights(new float[SHAPES], 0L);
  }

  /**
   * Puts the weights on a curve from these to later ones, with the samples around, into others; see
   * there.
   *
   * @param into from {@link #reused}; none of the four
   */
  void along(
      MonotoneCurve curve,
      ShapeWeights before,
      ShapeWeights later,
      ShapeWeights after,
      ShapeWeights into) {
    float[] mixed = into.weights;
    for (int i = 0; i < SHAPES; i++) {
      long bit = 1L << i;
      if ((presence & later.presence & bit) == 0) {
        mixed[i] = (presence & bit) == 0 ? later.weights[i] : weights[i];
        continue;
      }
      float first = (before.presence & bit) == 0 ? Float.NaN : before.weights[i];
      float last = (after.presence & bit) == 0 ? Float.NaN : after.weights[i];
      mixed[i] = curve.at(first, weights[i], later.weights[i], last);
    }
    into.presence = presence | later.presence;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShapeWeights that
        && presence == that.presence
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(presence) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return "ShapeWeights[" + count() + " of " + SHAPES + " present]";
  }

  private static long bit(ArkitShape shape) {
    return 1L << shape.ordinal();
  }

  /** Collects weights; good for one {@link #build()}. */
  public static final class Builder {
    private final float[] weights = new float[SHAPES];
    private long presence;
    private boolean built;

    private Builder() {}

    /**
     * Makes the shape present.
     *
     * @throws IllegalArgumentException when the weight is not a number from 0 to 1
     * @throws IllegalStateException after {@link #build()}
     */
    public Builder set(ArkitShape shape, float weight) {
      if (!(weight >= 0 && weight <= 1)) {
        throw new IllegalArgumentException(
            "weight of " + shape.arkitName() + " must be from 0 to 1, was " + weight);
      }
      if (built) {
        throw new IllegalStateException("the weights have been built");
      }
      weights[shape.ordinal()] = weight;
      presence |= bit(shape);
      return this;
    }

    /** The weights set so far. */
    public ShapeWeights build() {
      built = true;
      return new ShapeWeights(weights, presence);
    }
  }
}
