package dev.afterglow.codec.vtubestudio;

import dev.afterglow.codec.Axes;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.Weights;
import dev.afterglow.codec.json.JsonDatagram;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.drive.ShapeWeights;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** What one datagram says. */
final class VtsFrame {
  private static final int MOST_SHAPES = 256;
  private static final double FULL_TURN = 360;
  private static final float FARTHEST_CM = 1_000;
  private static final double MICROS_PER_MS = 1_000;
  private static final double LONGEST_US = 1e17;

  private final ShapeWeights.Builder weights = ShapeWeights.builder();
  private final double[] rotation = new double[3];
  private final double[] position = new double[3];
  private double entryValue;
  private Optional<ArkitShape> entryShape = Optional.empty();
  private boolean shaped;
  private boolean turned;
  private boolean faceFound;
  private boolean faceTold;
  private OptionalLong senderTimeUs = OptionalLong.empty();

  void read(JsonDatagram json, String name) throws IOException {
    switch (name) {
      case "Timestamp" -> senderTimeUs = micros(json.number());
      case "FaceFound" -> {
        faceFound = json.flag();
        faceTold = true;
      }
      case "Rotation" -> {
        vector(json, rotation, FULL_TURN);
        turned = true;
      }
      case "Position" -> vector(json, position, FARTHEST_CM);
      case "BlendShapes" -> {
        json.elements(MOST_SHAPES, this::shape);
        shaped = true;
      }
      default -> {
        // Hot keys and the eyes' angles, which say again what the eyeLook shapes say.
      }
    }
  }

  /** Whether the datagram is one about a face at all. */
  boolean complete() {
    return shaped && faceTold;
  }

  boolean faceFound() {
    return faceFound;
  }

  ShapeWeights weights() {
    return weights.build();
  }

  OptionalLong senderTimeUs() {
    return senderTimeUs;
  }

  Optional<HeadPose> head(Axes axes) {
    if (!turned) {
      return Optional.empty();
    }
    return Optional.of(
        new HeadPose(
            axes.yawPitchRoll(
                Math.toRadians(rotation[1]),
                Math.toRadians(rotation[0]),
                Math.toRadians(rotation[2])),
            axes.x((float) position[0]),
            (float) position[1],
            (float) position[2]));
  }

  private void shape(JsonDatagram json) throws IOException {
    entryShape = Optional.empty();
    entryValue = Double.NaN;
    json.members(this::shapePart);
    float value = (float) entryValue;
    ArkitShape shape = entryShape.orElse(null);
    if (Float.isNaN(value)) {
      json.fail(RejectReason.MALFORMED);
    } else if (shape != null && !Weights.plausible(value)) {
      json.fail(RejectReason.OUT_OF_RANGE);
    } else if (shape != null) {
      weights.set(shape, Weights.clamp(value));
    }
  }

  private void shapePart(JsonDatagram json, String name) throws IOException {
    switch (name) {
      case "k" -> {
        String text = json.text();
        entryShape = text == null ? Optional.empty() : ShapeAliases.find(text);
      }
      case "v" -> entryValue = json.number();
      default -> {
        // Nothing else belongs to a shape.
      }
    }
  }

  private static void vector(JsonDatagram json, double[] into, double farthest) throws IOException {
    json.members(
        (part, name) -> {
          int i = "xyz".indexOf(name);
          if (i < 0 || name.length() != 1) {
            return;
          }
          into[i] = part.number();
          if (Math.abs(into[i]) > farthest) {
            part.fail(RejectReason.OUT_OF_RANGE);
          }
        });
  }

  private static OptionalLong micros(double ms) {
    double us = ms * MICROS_PER_MS;
    return Math.abs(us) <= LONGEST_US ? OptionalLong.of(Math.round(us)) : OptionalLong.empty();
  }
}
