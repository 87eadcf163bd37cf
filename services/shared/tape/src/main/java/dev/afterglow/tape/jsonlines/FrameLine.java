package dev.afterglow.tape.jsonlines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one line of a tape, strictly: every fault names itself. */
final class FrameLine {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Read so that it can be named: plain JSON has no word for it.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxStringLength(4096)
                  .maxNameLength(256)
                  .maxNumberLength(64)
                  .build())
          .build();

  private static final double LATEST_MS = 1e12;

  private final JsonParser in;
  private final int line;
  private double timeMs = Double.NaN;
  private ShapeWeights shapes = ShapeWeights.NONE;
  private @Nullable HeadPose head;
  private final Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
  private @Nullable WristPose leftWrist;
  private @Nullable WristPose rightWrist;

  private FrameLine(JsonParser in, int line) {
    this.in = in;
    this.line = line;
  }

  /**
   * Reads a line.
   *
   * @param terminated whether the line had an end; one cut off by the end of the file has not
   */
  static MotionFrame parse(byte[] bytes, int line, boolean terminated) throws IOException {
    try (JsonParser in = JSON.createParser(bytes)) {
      return new FrameLine(in, line).frame();
    } catch (JsonEOFException e) {
      if (!terminated) {
        throw new TapeException(
            TapeFault.TRUNCATED, line, "the tape ends in the middle of this frame.");
      }
      throw malformed(line, e);
    } catch (JsonProcessingException e) {
      throw malformed(line, e);
    }
  }

  private static TapeException malformed(int line, JsonProcessingException e) {
    return new TapeException(
        TapeFault.MALFORMED,
        line,
        "not valid JSON at column "
            + Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getColumnNr())
            + ".");
  }

  private MotionFrame frame() throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw fault(TapeFault.MALFORMED, "a frame is a JSON object.");
    }
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      field(name);
    }
    if (in.nextToken() != null) {
      throw fault(TapeFault.MALFORMED, "there is something after the frame's closing brace.");
    }
    if (Double.isNaN(timeMs)) {
      throw fault(TapeFault.MALFORMED, "the frame has no t_ms.");
    }
    return new MotionFrame(
        Math.round(timeMs * 1000),
        shapes,
        Optional.ofNullable(head),
        bones,
        Wrists.of(leftWrist, rightWrist));
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "t_ms" -> timeMs = time();
      case "shapes" -> shapes = shapes();
      case "head" -> head = in.currentToken() == JsonToken.VALUE_NULL ? null : head();
      case "bones" -> bones();
      case "left_wrist" -> leftWrist = wrist(name);
      case "right_wrist" -> rightWrist = wrist(name);
      // A later version's field is no fault of this tape.
      default -> in.skipChildren();
    }
  }

  private double time() throws IOException {
    double ms = number("t_ms");
    if (ms < 0 || ms > LATEST_MS) {
      throw fault(TapeFault.OUT_OF_RANGE, "t_ms must be from 0 to 1e12, was " + ms + ".");
    }
    return ms;
  }

  private ShapeWeights shapes() throws IOException {
    expect(JsonToken.START_OBJECT, "shapes is an object of name and weight.");
    ShapeWeights.Builder weights = ShapeWeights.builder();
    long seen = 0;
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      ArkitShape shape = ShapeAliases.find(name).orElse(null);
      if (shape == null) {
        throw fault(TapeFault.UNKNOWN_SHAPE, "there is no shape called \"" + shown(name) + "\".");
      }
      if ((seen & 1L << shape.ordinal()) != 0) {
        throw fault(TapeFault.TWICE, shape.arkitName() + " is there twice.");
      }
      seen |= 1L << shape.ordinal();
      in.nextToken();
      double weight = number(name);
      if (weight < 0 || weight > 1) {
        throw fault(
            TapeFault.OUT_OF_RANGE, name + " must be from 0 to 1, was " + in.getText() + ".");
      }
      weights.set(shape, (float) weight);
    }
    return weights.build();
  }

  private HeadPose head() throws IOException {
    float[] matrix = numbers("head", 16);
    for (int column = 0; column < 3; column++) {
      double length =
          Math.hypot(
              Math.hypot(at(matrix, column, 0), at(matrix, column, 1)), at(matrix, column, 2));
      if (Math.abs(length - 1) > 0.05) {
        throw fault(TapeFault.OUT_OF_RANGE, "head is not a rotation with a position.");
      }
    }
    try {
      return new HeadPose(Rotation.ofColumnMajor(matrix), matrix[12], matrix[13], matrix[14]);
    } catch (IllegalArgumentException e) {
      throw fault(TapeFault.OUT_OF_RANGE, "head is out of range: " + e.getMessage() + ".");
    }
  }

  private void bones() throws IOException {
    expect(JsonToken.START_OBJECT, "bones is an object of name and quaternion.");
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      HumanoidBone bone = BoneAliases.find(name).orElse(null);
      if (bone == null) {
        throw fault(TapeFault.UNKNOWN_BONE, "there is no bone called \"" + shown(name) + "\".");
      }
      in.nextToken();
      if (bones.put(bone, rotation(name)) != null) {
        throw fault(TapeFault.TWICE, bone.vrmName() + " is there twice.");
      }
    }
  }

  private Rotation rotation(String name) throws IOException {
    float[] q = numbers(name, 4);
    double length =
        Math.sqrt(
            (double) q[0] * q[0]
                + (double) q[1] * q[1]
                + (double) q[2] * q[2]
                + (double) q[3] * q[3]);
    if (Math.abs(length - 1) > 0.01) {
      throw fault(TapeFault.OUT_OF_RANGE, name + " is not a unit quaternion.");
    }
    return new Rotation(q[0], q[1], q[2], q[3]);
  }

  /** Three values of a place, and four of a turn or none. */
  private WristPose wrist(String name) throws IOException {
    expect(JsonToken.START_ARRAY, name + " is an array of 3 or 7 numbers.");
    float[] values = new float[7];
    int count = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (count == values.length) {
        throw fault(TapeFault.MALFORMED, name + " has more than 7 numbers.");
      }
      values[count++] = (float) number(name);
    }
    if (count != 3 && count != 7) {
      throw fault(TapeFault.MALFORMED, name + " has " + count + " numbers instead of 3 or 7.");
    }
    try {
      Optional<Rotation> turn =
          count == 3
              ? Optional.empty()
              : Optional.of(new Rotation(values[3], values[4], values[5], values[6]));
      return new WristPose(values[0], values[1], values[2], turn);
    } catch (IllegalArgumentException e) {
      throw fault(TapeFault.OUT_OF_RANGE, name + " is out of range: " + e.getMessage() + ".");
    }
  }

  private float[] numbers(String name, int count) throws IOException {
    expect(JsonToken.START_ARRAY, name + " is an array of " + count + " numbers.");
    float[] values = new float[count];
    int i = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (i == count) {
        throw fault(TapeFault.MALFORMED, name + " has more than " + count + " numbers.");
      }
      values[i++] = (float) number(name);
    }
    if (i < count) {
      throw fault(TapeFault.MALFORMED, name + " has " + i + " numbers instead of " + count + ".");
    }
    return values;
  }

  private double number(String name) throws IOException {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw new JsonEOFException(in, null, "no value");
    }
    if (!token.isNumeric()) {
      throw fault(TapeFault.MALFORMED, shown(name) + " is not a number.");
    }
    double value = in.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw fault(TapeFault.NOT_A_NUMBER, name + " is NaN or infinite.");
    }
    return value;
  }

  private void expect(JsonToken token, String sentence) throws IOException {
    if (in.currentToken() != token) {
      throw fault(TapeFault.MALFORMED, sentence);
    }
  }

  private TapeException fault(TapeFault fault, String sentence) {
    return new TapeException(fault, line, sentence);
  }

  private static float at(float[] matrix, int column, int row) {
    return matrix[column * 4 + row];
  }

  private static String shown(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }
}
