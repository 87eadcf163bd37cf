package dev.afterglow.codec.facetext;

/** What a head's position is measured in. The maker's notes do not say. */
public enum PositionUnit {
  CENTIMETRES,
  METRES,
  /**
   * Metres for a head closer than 5 of the unit, else centimetres: a face is tracked from about 15
   * cm to 3 m. Packets from phones say metres ({@code -0.66} away).
   */
  BY_SIZE;

  private static final double FARTHEST_METRES = 5;

  /** What a coordinate is to be multiplied with for centimetres. */
  float toCm(float x, float y, float z) {
    return switch (this) {
      case CENTIMETRES -> 1;
      case METRES -> 100;
      case BY_SIZE ->
          Math.sqrt((double) x * x + (double) y * y + (double) z * z) < FARTHEST_METRES ? 100 : 1;
    };
  }
}
