package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest faces of a source, at most {@link #MOST}: shapes and heads as numbers in one array,
 * since frames that are kept for seconds are what a collection of the young heap has to move. Bones
 * are not kept: nothing asks for them. 31 kB, and twice as much whenever that is not enough, 500 kB
 * at most. For one thread.
 */
final class FrameTrail {
  /** So many frames are held at most. */
  static final int MOST = 2_048;

  private static final int FIRST = 128;
  private static final ArkitShape[] SHAPES = ArkitShape.values();
  private static final int HEAD = SHAPES.length;
  // A rotation's four parts and three centimetres.
  private static final int VALUES = HEAD + 7;
  // No weight is.
  private static final float ABSENT = -1;

  private long[] timesUs = new long[FIRST];
  private float[] values = new float[FIRST * VALUES];
  private boolean[] headed = new boolean[FIRST];
  // Counted without end; a place in the arrays is the rest by their size, a power of two.
  private long oldest;
  private long next;
  private int heads;
  private @Nullable MotionFrame newest;

  /** Puts a frame behind the others; the oldest makes room where there are too many. */
  void add(MotionFrame frame) {
    if (next - oldest == timesUs.length) {
      makeRoom();
    }
    int place = place(next);
    int at = place * VALUES;
    timesUs[place] = frame.timeUs();
    frame.shapes().copyTo(values, at, ABSENT);
    frame.head().ifPresent(head -> put(head, at + HEAD));
    headed[place] = frame.head().isPresent();
    heads += headed[place] ? 1 : 0;
    newest = frame;
    next++;
  }

  /** Drops the frames from before an instant. */
  void forget(long beforeUs) {
    while (oldest < next && timesUs[place(oldest)] < beforeUs) {
      dropOldest();
    }
  }

  /** Drops all. */
  void clear() {
    oldest = next;
    heads = 0;
    newest = null;
  }

  /** The frame that came last, or null. */
  @Nullable MotionFrame newest() {
    return newest;
  }

  /** Whether any of them has a head. */
  boolean anyHead() {
    return heads > 0;
  }

  /** All of them, in order, without bones. */
  List<MotionFrame> frames() {
    List<MotionFrame> frames = new ArrayList<>((int) (next - oldest));
    for (long i = oldest; i < next; i++) {
      frames.add(frame(place(i)));
    }
    return List.copyOf(frames);
  }

  private void put(HeadPose head, int at) {
    values[at] = head.rotation().x();
    values[at + 1] = head.rotation().y();
    values[at + 2] = head.rotation().z();
    values[at + 3] = head.rotation().w();
    values[at + 4] = head.xCm();
    values[at + 5] = head.yCm();
    values[at + 6] = head.zCm();
  }

  private MotionFrame frame(int place) {
    int at = place * VALUES;
    ShapeWeights.Builder shapes = ShapeWeights.builder();
    for (int i = 0; i < SHAPES.length; i++) {
      if (values[at + i] != ABSENT) {
        shapes.set(SHAPES[i], values[at + i]);
      }
    }
    return new MotionFrame(timesUs[place], shapes.build(), head(place), Map.of());
  }

  private Optional<HeadPose> head(int place) {
    int at = place * VALUES + HEAD;
    return headed[place]
        ? Optional.of(
            new HeadPose(
                new Rotation(values[at], values[at + 1], values[at + 2], values[at + 3]),
                values[at + 4],
                values[at + 5],
                values[at + 6]))
        : Optional.empty();
  }

  private void dropOldest() {
    heads -= headed[place(oldest)] ? 1 : 0;
    oldest++;
  }

  private void makeRoom() {
    int size = timesUs.length;
    if (size == MOST) {
      dropOldest();
      return;
    }
    long[] moreTimes = new long[2 * size];
    float[] moreValues = new float[2 * size * VALUES];
    boolean[] moreHeaded = new boolean[2 * size];
    for (int i = 0; i < size; i++) {
      int from = place(oldest + i);
      moreTimes[i] = timesUs[from];
      moreHeaded[i] = headed[from];
      System.arraycopy(values, from * VALUES, moreValues, i * VALUES, VALUES);
    }
    timesUs = moreTimes;
    values = moreValues;
    headed = moreHeaded;
    oldest = 0;
    next = size;
  }

  private int place(long count) {
    return (int) (count & (timesUs.length - 1));
  }
}
