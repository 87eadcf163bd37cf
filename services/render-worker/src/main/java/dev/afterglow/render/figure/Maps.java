package dev.afterglow.render.figure;

/**
 * The pictures of a material beside its colour; -1 where it has none.
 *
 * @param normal index of the normal map
 * @param normalScale how much of it shows
 * @param emissive index of the picture that multiplies the emission
 * @param occlusion index of the picture whose red channel darkens
 * @param occlusionStrength 0 to 1
 * @param surface index of the picture of roughness (green) and metal (blue)
 * @param slots which texture coordinates they read
 */
public record Maps(
    int normal,
    float normalScale,
    int emissive,
    int occlusion,
    float occlusionStrength,
    int surface,
    UvSlots slots) {
  /** None at all. */
  public static final Maps NONE = new Maps(-1, 1, -1, -1, 1, -1);

  /** Whose pictures all read the same texture coordinates. */
  public Maps(
      int normal,
      float normalScale,
      int emissive,
      int occlusion,
      float occlusionStrength,
      int surface) {
    this(normal, normalScale, emissive, occlusion, occlusionStrength, surface, UvSlots.SHARED);
  }

  /** Whether one of them says something between the corners of a triangle that light needs. */
  public boolean lightEachPixel() {
    return emissive >= 0 || occlusion >= 0 || surface >= 0;
  }
}
