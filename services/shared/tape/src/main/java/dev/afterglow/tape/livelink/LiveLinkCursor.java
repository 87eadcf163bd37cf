package dev.afterglow.tape.livelink;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.tape.FrameCursor;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import dev.afterglow.tape.TapeLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks the rows of a Live Link Face file. */
final class LiveLinkCursor implements FrameCursor {
  private static final long DAY_US = 86_400_000_000L;
  // The app saves no position: the head is put at a usual arm's length from the phone.
  private static final float NOMINAL_Z_CM = -40;

  private final TapeLines lines;
  private final int framesPerSecond;
  private @Nullable Columns columns;
  private long firstUs = -1;
  private long lastUs = -1;

  LiveLinkCursor(TapeLines lines, int framesPerSecond) {
    this.lines = lines;
    this.framesPerSecond = framesPerSecond;
  }

  static List<String> cells(byte[] line) {
    return List.of(new String(line, StandardCharsets.UTF_8).split(",", -1));
  }

  @Override
  public @Nullable MotionFrame next() throws IOException {
    Columns known = columns();
    if (known == null) {
      return null;
    }
    byte[] line = lines.next();
    while (line != null && new String(line, StandardCharsets.UTF_8).isBlank()) {
      line = lines.next();
    }
    return line == null ? null : frame(known, cells(line));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private @Nullable Columns columns() throws IOException {
    if (columns == null) {
      byte[] first = lines.next();
      columns = first == null ? null : Columns.of(cells(first));
    }
    return columns;
  }

  private MotionFrame frame(Columns known, List<String> cells) throws TapeException {
    if (cells.size() != known.count()) {
      boolean cut = !lines.terminated() && cells.size() < known.count();
      throw fault(
          cut ? TapeFault.TRUNCATED : TapeFault.MALFORMED,
          "the row has " + cells.size() + " cells, the first line " + known.count() + ".");
    }
    long timeUs = time(cells.get(known.timecode()));
    ShapeWeights.Builder weights = ShapeWeights.builder();
    for (Map.Entry<ArkitShape, Integer> column : known.shapes().entrySet()) {
      setWeight(weights, column.getKey(), cells.get(column.getValue()));
    }
    return new MotionFrame(timeUs, weights.build(), head(known, cells), Map.of());
  }

  private long time(String text) throws TapeException {
    Timecode code = Timecode.parse(text).orElse(null);
    if (code == null) {
      throw fault(TapeFault.MALFORMED, "the time code is not of the form 07:44:57:02.944.");
    }
    long us = code.toUs(framesPerSecond);
    if (firstUs < 0) {
      firstUs = us;
      lastUs = us;
      return 0;
    }
    // A take may run over midnight, when the time of day falls by almost a day.
    long sinceLast = us - Math.floorMod(lastUs, DAY_US);
    long nowUs = lastUs + (sinceLast < -DAY_US / 2 ? sinceLast + DAY_US : sinceLast);
    if (nowUs <= lastUs) {
      throw fault(TapeFault.TIME_RAN_BACKWARDS, "time runs backwards at " + text.strip() + ".");
    }
    lastUs = nowUs;
    return nowUs - firstUs;
  }

  private void setWeight(ShapeWeights.Builder weights, ArkitShape shape, String cell)
      throws TapeException {
    // An empty cell is a row without a face: absent, not zero.
    if (cell.isBlank()) {
      return;
    }
    double weight = number(shape.arkitName(), cell);
    if (weight < 0 || weight > 1) {
      throw fault(
          TapeFault.OUT_OF_RANGE, shape.arkitName() + " must be from 0 to 1, was " + weight + ".");
    }
    weights.set(shape, (float) weight);
  }

  private Optional<HeadPose> head(Columns known, List<String> cells) throws TapeException {
    Double yaw = angle(known, cells, Columns.YAW);
    Double pitch = angle(known, cells, Columns.PITCH);
    Double roll = angle(known, cells, Columns.ROLL);
    if (yaw == null || pitch == null || roll == null) {
      return Optional.empty();
    }
    return Optional.of(new HeadPose(turn(yaw, pitch, roll), 0, 0, NOMINAL_Z_CM));
  }

  private @Nullable Double angle(Columns known, List<String> cells, String name)
      throws TapeException {
    Integer column = known.angles().get(name);
    if (column == null || cells.get(column).isBlank()) {
      return null;
    }
    double radians = number(name, cells.get(column));
    if (Math.abs(radians) > Math.TAU) {
      throw fault(
          TapeFault.OUT_OF_RANGE, name + " must be an angle in radians, was " + radians + ".");
    }
    return radians;
  }

  /** Yaw about Y, then pitch about the turned X, then roll about the turned Z, radians. */
  private static Rotation turn(double yaw, double pitch, double roll) {
    double cy = Math.cos(yaw / 2);
    double sy = Math.sin(yaw / 2);
    double cx = Math.cos(pitch / 2);
    double sx = Math.sin(pitch / 2);
    double cz = Math.cos(roll / 2);
    double sz = Math.sin(roll / 2);
    return new Rotation(
        (float) (cy * sx * cz + sy * cx * sz),
        (float) (sy * cx * cz - cy * sx * sz),
        (float) (cy * cx * sz - sy * sx * cz),
        (float) (cy * cx * cz + sy * sx * sz));
  }

  private double number(String name, String cell) throws TapeException {
    double value;
    try {
      value = Double.parseDouble(cell.strip());
    } catch (NumberFormatException e) {
      throw fault(TapeFault.MALFORMED, name + " is not a number.");
    }
    if (!Double.isFinite(value)) {
      throw fault(TapeFault.NOT_A_NUMBER, name + " is NaN or infinite.");
    }
    return value;
  }

  private TapeException fault(TapeFault fault, String sentence) {
    return new TapeException(fault, lines.number(), sentence);
  }
}
