package dev.afterglow.render.preflight;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.preflight.Judgement.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Some seconds of a drive and of its pictures, as they are collected. Any thread may use it. */
public final class Rehearsal {
  /** Ten seconds of 60 a second. */
  private static final int MOST_MOTIONS = 600;

  /** 66 MB at 1080x1920, for some seconds. */
  private static final int MOST_PICTURES = 8;

  /** With the jaw further down than this the teeth should show. */
  private static final float OPEN = 0.12f;

  /** Beyond these an onlooker feels looked past. */
  private static final float GAZE = 0.28f;

  private static final double TURN_DEGREES = 16;

  private final List<Float> jaw = new ArrayList<>();
  private final List<Float> brows = new ArrayList<>();
  private final List<FaceSight> closed = new ArrayList<>();
  private final List<FaceSight> open = new ArrayList<>();
  private int looking;
  private int gazes;

  /**
   * What the loops said about those seconds.
   *
   * @param skewMs how far the sound was ahead of the picture, or behind it where below zero: the
   *     end that was worse
   */
  public record Machine(double skewMs, double droppedPercent, double headroom) {}

  /** One instant of the drive. */
  public synchronized void saw(MotionFrame motion) {
    if (jaw.size() >= MOST_MOTIONS) {
      return;
    }
    ShapeWeights shapes = motion.shapes();
    jaw.add(shapes.getOr(ArkitShape.JAW_OPEN, 0));
    float up = shapes.getOr(ArkitShape.BROW_INNER_UP, 0);
    float outer = shapes.getOr(ArkitShape.BROW_OUTER_UP_LEFT, 0);
    float down = shapes.getOr(ArkitShape.BROW_DOWN_LEFT, 0);
    brows.add(Math.max(up, outer) - down);
    if (shapes.has(ArkitShape.EYE_LOOK_OUT_LEFT)) {
      gazes++;
      looking += looksAtUs(motion) ? 1 : 0;
    }
  }

  /** Whether another picture is wanted. */
  public synchronized boolean wantsPicture() {
    return closed.size() + open.size() < MOST_PICTURES;
  }

  /** One picture and the motion in it. */
  public synchronized void saw(FaceSight sight, MotionFrame motion) {
    (motion.shapes().getOr(ArkitShape.JAW_OPEN, 0) > OPEN ? open : closed).add(sight);
  }

  /** What all of it is worth. Looks at every pixel: nothing for a thread that draws. */
  public synchronized Judgement judge(Machine machine, List<Judgement.Size> sizes) {
    List<FaceLook> shut = closed.stream().map(FaceLook::of).toList();
    List<FaceLook> open = this.open.stream().map(FaceLook::of).toList();
    List<FaceLook> all = Stream.concat(shut.stream(), open.stream()).toList();
    List<FaceLook> still = shut.isEmpty() ? all : shut;
    List<Finding> findings = new ArrayList<>();
    findings.add(finding(Check.FACE_SHARE, all, it -> OptionalDouble.of(it.faceShare())));
    findings.add(finding(Check.BACKGROUND_CLUTTER, all, FaceLook::clutter));
    findings.add(finding(Check.LIP_CONTRAST, still, FaceLook::lips));
    findings.add(finding(Check.TEETH_CONTRAST, open, FaceLook::teeth));
    findings.add(finding(Check.BROW_CONTRAST, all, FaceLook::brows));
    findings.add(finding(Check.HAIR_CONTRAST, all, FaceLook::hair));
    findings.add(new Finding(Check.JAW_RANGE, range(jaw), !jaw.isEmpty()));
    findings.add(new Finding(Check.BROW_RANGE, range(brows), !brows.isEmpty()));
    findings.add(
        new Finding(Check.EYE_CONTACT, gazes == 0 ? 0 : (double) looking / gazes, gazes > 0));
    findings.add(new Finding(Check.SKEW, machine.skewMs(), !jaw.isEmpty()));
    findings.add(new Finding(Check.DROPPED, machine.droppedPercent(), true));
    findings.add(new Finding(Check.HEADROOM, machine.headroom(), true));
    return new Judgement(findings, sizes, all.size());
  }

  private static Finding finding(
      Check check, List<FaceLook> looks, Function<FaceLook, OptionalDouble> measure) {
    double[] values =
        looks.stream()
            .map(measure)
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    return values.length == 0
        ? new Finding(check, 0, false)
        : new Finding(check, values[values.length / 2], true);
  }

  /** From the 5th to the 95th percentile: one twitch is no range. */
  private static double range(List<Float> values) {
    if (values.isEmpty()) {
      return 0;
    }
    float[] sorted = new float[values.size()];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = values.get(i);
    }
    Arrays.sort(sorted);
    return sorted[(int) (sorted.length * 0.95)] - sorted[(int) (sorted.length * 0.05)];
  }

  private static boolean looksAtUs(MotionFrame motion) {
    ShapeWeights shapes = motion.shapes();
    float aside =
        Math.max(
            shapes.getOr(ArkitShape.EYE_LOOK_OUT_LEFT, 0),
            shapes.getOr(ArkitShape.EYE_LOOK_OUT_RIGHT, 0));
    float upright =
        Math.max(
            shapes.getOr(ArkitShape.EYE_LOOK_UP_LEFT, 0),
            shapes.getOr(ArkitShape.EYE_LOOK_DOWN_LEFT, 0));
    boolean turned = motion.head().map(it -> degrees(it.rotation()) > TURN_DEGREES).orElse(false);
    return aside < GAZE && upright < GAZE && !turned;
  }

  private static double degrees(Rotation rotation) {
    double w = Math.min(1, Math.abs(rotation.w()));
    return Math.toDegrees(2 * Math.acos(w));
  }
}
