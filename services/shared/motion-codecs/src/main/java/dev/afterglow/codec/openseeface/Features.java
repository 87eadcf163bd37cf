package dev.afterglow.codec.openseeface;

import dev.afterglow.codec.PacketReader;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.Weights;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeWeights;

/**
 * The tracker's fourteen features of a face as ARKit shapes.
 *
 * <p>A feature is 0 at the face's median and runs to about 1 and -1. Which way is positive is that
 * of the tracker's own avatar driver: eyes wide, brows up, mouth corners up, mouth open, mouth
 * wide. The strength of each shape is this project's own choice. The features do not tell the other
 * shapes, which therefore stay absent; brow steepness and quirk and the corners' in and out have no
 * shape of their own.
 */
final class Features {
  private static final float FARTHEST = 10;

  private Features() {}

  /**
   * Reads the features.
   *
   * @param rightOpen how likely the right eye is open, 0 to 1
   * @param leftOpen how likely the left eye is open, 0 to 1
   */
  static ShapeWeights read(PacketReader reader, float rightOpen, float leftOpen) {
    ShapeWeights.Builder weights = ShapeWeights.builder();
    weights.set(ArkitShape.EYE_BLINK_RIGHT, Weights.clamp(1 - rightOpen));
    weights.set(ArkitShape.EYE_BLINK_LEFT, Weights.clamp(1 - leftOpen));
    weights.set(ArkitShape.EYE_WIDE_LEFT, Weights.clamp(feature(reader)));
    weights.set(ArkitShape.EYE_WIDE_RIGHT, Weights.clamp(feature(reader)));
    float browLeft = brow(reader);
    float browRight = brow(reader);
    split(weights, browLeft, ArkitShape.BROW_OUTER_UP_LEFT, ArkitShape.BROW_DOWN_LEFT);
    split(weights, browRight, ArkitShape.BROW_OUTER_UP_RIGHT, ArkitShape.BROW_DOWN_RIGHT);
    weights.set(ArkitShape.BROW_INNER_UP, Weights.clamp((browLeft + browRight) / 2));
    split(weights, corner(reader), ArkitShape.MOUTH_SMILE_LEFT, ArkitShape.MOUTH_FROWN_LEFT);
    split(weights, corner(reader), ArkitShape.MOUTH_SMILE_RIGHT, ArkitShape.MOUTH_FROWN_RIGHT);
    weights.set(ArkitShape.JAW_OPEN, Weights.clamp(feature(reader)));
    float wide = feature(reader);
    split(weights, wide, ArkitShape.MOUTH_STRETCH_LEFT, ArkitShape.MOUTH_PUCKER);
    weights.set(ArkitShape.MOUTH_STRETCH_RIGHT, Weights.clamp(wide));
    return weights.build();
  }

  /** Steepness, height, quirk: only the height counts. */
  private static float brow(PacketReader reader) {
    feature(reader);
    float height = feature(reader);
    feature(reader);
    return height;
  }

  /** Up and down, in and out: only up and down counts. */
  private static float corner(PacketReader reader) {
    float height = feature(reader);
    feature(reader);
    return height;
  }

  private static void split(
      ShapeWeights.Builder weights, float value, ArkitShape above, ArkitShape below) {
    weights.set(above, Weights.clamp(value));
    weights.set(below, Weights.clamp(-value));
  }

  private static float feature(PacketReader reader) {
    float value = reader.f32();
    if (Math.abs(value) > FARTHEST) {
      reader.fail(RejectReason.OUT_OF_RANGE);
    }
    return value;
  }
}
