package dev.afterglow.tape.livelink;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which column holds what, by the names in the first line.
 *
 * @param count how many columns
 * @param timecode the position of {@code Timecode}
 * @param shapes the position of each shape that the file has
 * @param angles the positions of {@code HeadYaw}, {@code HeadPitch} and {@code HeadRoll}, radians;
 *     fewer where the file lacks them
 */
record Columns(
    int count, int timecode, Map<ArkitShape, Integer> shapes, Map<String, Integer> angles) {
  static final String YAW = "HeadYaw";
  static final String PITCH = "HeadPitch";
  static final String ROLL = "HeadRoll";

  private static final Set<String> HEAD = Set.of(YAW, PITCH, ROLL);
  // The eyes' own angles say again what the eyeLook shapes say.
  private static final Set<String> UNUSED =
      Set.of(
          "BlendShapeCount",
          "BlendshapeCount",
          "LeftEyeYaw",
          "LeftEyePitch",
          "LeftEyeRoll",
          "RightEyeYaw",
          "RightEyePitch",
          "RightEyeRoll");

  Columns {
    shapes = Map.copyOf(shapes);
    angles = Map.copyOf(angles);
  }

  /**
   * Reads the first line.
   *
   * @throws TapeException when a name is unknown or there twice, or the time code is missing
   */
  static Columns of(List<String> names) throws TapeException {
    int timecode = -1;
    Map<ArkitShape, Integer> shapes = new EnumMap<>(ArkitShape.class);
    Map<String, Integer> angles = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      if (name.equals("Timecode")) {
        timecode = i;
      } else if (HEAD.contains(name)) {
        angles.put(name, i);
      } else if (!UNUSED.contains(name)) {
        putShape(shapes, name, i);
      }
    }
    if (timecode < 0) {
      throw new TapeException(
          TapeFault.MALFORMED, 1, "the first line names no column called Timecode.");
    }
    return new Columns(names.size(), timecode, shapes, angles);
  }

  private static void putShape(Map<ArkitShape, Integer> shapes, String name, int column)
      throws TapeException {
    ArkitShape shape = ShapeAliases.find(name).orElse(null);
    if (shape == null) {
      String shown = name.length() <= 64 ? name : name.substring(0, 64) + "…";
      throw new TapeException(
          TapeFault.UNKNOWN_SHAPE, 1, "there is no shape called \"" + shown + "\".");
    }
    if (shapes.put(shape, column) != null) {
      throw new TapeException(TapeFault.TWICE, 1, shape.arkitName() + " is there twice.");
    }
  }
}
