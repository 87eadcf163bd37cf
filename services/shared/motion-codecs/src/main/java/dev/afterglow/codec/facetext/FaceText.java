package dev.afterglow.codec.facetext;

import dev.afterglow.codec.AsciiNumber;
import dev.afterglow.codec.NameTable;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.Turns;
import dev.afterglow.codec.Weights;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.drive.ShapeWeights;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One frame of text, read in place:
 *
 * <pre>{@code
 * frame := entry ("|" entry)* ["|"]
 * entry := ["="] (shape | pose) | anything else, which is passed over
 * shape := name ("&" | "-") value       the first "&", or where there is none the first "-"
 * pose  := "head#" rx,ry,rz,tx,ty,tz | "rightEye#" rx,ry,rz | "leftEye#" rx,ry,rz
 * }</pre>
 *
 * <p>One {@code =} stands in a frame, between shapes and poses, before {@code head} or as an entry
 * of its own. Values are percentages and are clamped to 0 to 1, since Facemotion3d sends negative
 * ones. A shape or pose whose name is known must be well-formed; unknown names are the apps' own
 * ({@code hapihapi}, {@code FM_VF}). Poses come in any order.
 *
 * <p>Angles are degrees. In packets from phones the eyes' angles agree with the eyeLook shapes
 * beside them when they turn as in the drive model's frame (positive y towards the person's left,
 * positive x down), and the head's position is that of ARKit's camera frame, which is {@link
 * HeadPose}'s. So the head's angles are taken to be of that frame too, y first, then x, then z. No
 * note settles that. The eyes' angles say again what the eyeLook shapes say and only have to be
 * numbers.
 */
public final class FaceText {
  private static final NameTable<ArkitShape> SHAPES = NameTable.of(ShapeAliases.all());
  private static final NameTable<Pose> POSES =
      NameTable.of(
          Map.of(
              "head", Pose.HEAD,
              "rightEye", Pose.EYE,
              "leftEye", Pose.EYE,
              "_REye", Pose.EYE,
              "_LEye", Pose.EYE));
  private static final NameTable<Boolean> TRACKING =
      NameTable.of(Map.of("trackingStatus", Boolean.TRUE));
  private static final ArkitShape[] ALL = ArkitShape.values();
  private static final float PER_CENT = 100;
  private static final float FULL_TURN = 360;
  private static final float FARTHEST_CM = 1_000;

  private final PositionUnit unit;
  private final float[] weights = new float[ALL.length];
  private final float[] head = new float[Pose.HEAD.numbers];
  private final float[] numbers = new float[Pose.HEAD.numbers];
  private boolean headed;
  private boolean tracked;
  private int shapes;
  private int splits;
  private @Nullable RejectReason fault;

  private enum Pose {
    HEAD(6),
    EYE(3);

    private final int numbers;

    Pose(int numbers) {
      this.numbers = numbers;
    }
  }

  /** A reader that has read nothing. */
  public FaceText(PositionUnit unit) {
    this.unit = unit;
  }

  /** Reads the bytes from {@code from} to before {@code to}; gives what is wrong, or null. */
  public @Nullable RejectReason read(ByteBuffer bytes, int from, int to) {
    Arrays.fill(weights, Float.NaN);
    headed = false;
    tracked = true;
    shapes = 0;
    splits = 0;
    fault = null;
    int start = from;
    while (start <= to && fault == null) {
      start = entry(bytes, start, to) + 1;
    }
    if (fault == null && shapes == 0 && !headed) {
      fault = RejectReason.NOT_THIS_PROTOCOL;
    }
    if (fault == null && splits != 1) {
      fault = RejectReason.MALFORMED;
    }
    return fault;
  }

  /** Whether the app sees a face; apps that do not say are taken to. */
  public boolean tracked() {
    return tracked;
  }

  /** The shapes that the frame names. */
  public ShapeWeights weights() {
    ShapeWeights.Builder builder = ShapeWeights.builder();
    for (ArkitShape shape : ALL) {
      float weight = weights[shape.ordinal()];
      if (!Float.isNaN(weight)) {
        builder.set(shape, weight);
      }
    }
    return builder.build();
  }

  /** The head, where the frame has one. */
  public Optional<HeadPose> head() {
    if (!headed) {
      return Optional.empty();
    }
    return Optional.of(
        new HeadPose(
            Turns.yawPitchRoll(
                Math.toRadians(head[1]), Math.toRadians(head[0]), Math.toRadians(head[2])),
            head[3],
            head[4],
            head[5]));
  }

  /** Reads the entry that begins at {@code from}; gives where it ends. */
  private int entry(ByteBuffer bytes, int from, int to) {
    int hash = -1;
    int ampersand = -1;
    int dash = -1;
    int end = from;
    for (; end < to; end++) {
      int c = bytes.get(end);
      if (c == '|') {
        break;
      }
      hash = c == '#' && hash < 0 ? end : hash;
      ampersand = c == '&' && ampersand < 0 ? end : ampersand;
      dash = c == '-' && dash < 0 ? end : dash;
    }
    int start = name(bytes, from, end);
    int separator = ampersand < 0 ? dash : ampersand;
    if (hash >= 0) {
      pose(bytes, start, hash, end);
    } else if (separator >= 0) {
      shape(bytes, start, separator, end);
    }
    return end;
  }

  /** Where the entry's name begins: after blanks and the sign that splits shapes from poses. */
  private int name(ByteBuffer bytes, int from, int end) {
    int start = from;
    while (start < end && bytes.get(start) == ' ') {
      start++;
    }
    if (start < end && bytes.get(start) == '=') {
      splits++;
      start++;
    }
    return start;
  }

  private void shape(ByteBuffer bytes, int from, int separator, int to) {
    ArkitShape shape = SHAPES.find(bytes, from, separator);
    boolean status = shape == null && TRACKING.find(bytes, from, separator) != null;
    if (shape == null && !status) {
      return;
    }
    float value = number(bytes, separator + 1, to);
    if (shape != null) {
      weights[shape.ordinal()] = Weights.clamp(value / PER_CENT);
      shapes++;
    } else {
      tracked = value != 0;
    }
  }

  private void pose(ByteBuffer bytes, int from, int hash, int to) {
    Pose pose = POSES.find(bytes, from, hash);
    if (pose == null) {
      return;
    }
    int start = hash + 1;
    for (int i = 0; i < pose.numbers; i++) {
      int end = i == pose.numbers - 1 ? to : find(bytes, ',', start, to);
      if (start > to) {
        fail(RejectReason.MALFORMED);
        return;
      }
      numbers[i] = number(bytes, start, end);
      if (i < 3 && Math.abs(numbers[i]) > FULL_TURN) {
        fail(RejectReason.OUT_OF_RANGE);
      }
      start = end + 1;
    }
    if (pose == Pose.HEAD && fault == null) {
      keepHead();
    }
  }

  private void keepHead() {
    System.arraycopy(numbers, 0, head, 0, head.length);
    float toCm = unit.toCm(head[3], head[4], head[5]);
    for (int i = 3; i < head.length; i++) {
      head[i] *= toCm;
      if (Math.abs(head[i]) > FARTHEST_CM) {
        fail(RejectReason.OUT_OF_RANGE);
      }
    }
    headed = true;
  }

  private float number(ByteBuffer bytes, int from, int to) {
    float value = AsciiNumber.parse(bytes, from, to);
    if (Float.isNaN(value)) {
      fail(RejectReason.MALFORMED);
      return 0;
    }
    if (Float.isInfinite(value)) {
      fail(RejectReason.NOT_FINITE);
      return 0;
    }
    return value;
  }

  private void fail(RejectReason reason) {
    if (fault == null) {
      fault = reason;
    }
  }

  private static int find(ByteBuffer bytes, char wanted, int from, int to) {
    int at = from;
    while (at < to && bytes.get(at) != wanted) {
      at++;
    }
    return Math.min(at, to);
  }
}
