package dev.afterglow.render.stage;

import dev.afterglow.render.presence.Extents;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.space.Mat4;

/**
 * Where the camera stands, so that any figure is shown head and shoulders. It stands straight in
 * front of the figure with the narrow field of view of a portrait lens.
 *
 * @param centerX world x in the middle of the picture
 * @param centerY world y in the middle of the picture
 * @param planeZ world z of the plane that {@code viewHeight} is measured in
 * @param viewHeight world height of that plane in the picture, metres
 * @param fadeLow world y where a figure without a body has faded out; NaN where none fades
 * @param fadeHigh world y from which it is whole; NaN where none fades
 */
public record Framing(
    float centerX, float centerY, float planeZ, float viewHeight, float fadeLow, float fadeHigh) {
  /** About an 85 mm lens on full frame, held upright: faces look neither bulged nor flat. */
  private static final float VERTICAL_RADIANS = (float) Math.toRadians(24);

  /** Of a head with its neck, and of eyes above the floor. */
  private static final float HEAD_METRES = 0.3f;

  private static final float EYES_METRES = 1.5f;

  /**
   * Frames a figure.
   *
   * @param aspect width over height of the picture
   * @param closeness 1 is the usual head and shoulders; 2 shows half as much, 0.5 twice as much
   */
  public static Framing of(Extents figure, float aspect, float closeness) {
    if (figure.neck().isEmpty()) {
      return ofHeadOnly(figure, aspect, closeness);
    }
    Extents.Point neck = figure.neck().get();
    float headHeight = Math.max(figure.high().y() - neck.y(), 0.05f * figure.height());
    float viewHeight = 2.75f * headHeight / closeness;
    float centerY = figure.high().y() + 0.44f * headHeight / closeness - viewHeight / 2;
    return new Framing(neck.x(), centerY, neck.z(), viewHeight, Float.NaN, Float.NaN);
  }

  /**
   * Where a set's origin lies: on the floor below the head of a figure with a body, else as far
   * below a head as a floor usually is.
   */
  static SetWish.Floor floor(Extents figure) {
    if (figure.neck().isPresent()) {
      Extents.Point neck = figure.neck().get();
      return new SetWish.Floor(neck.x(), figure.low().y(), neck.z(), 1);
    }
    float metre = figure.height() / HEAD_METRES;
    Extents.Point middle = figure.middle();
    return new SetWish.Floor(middle.x(), middle.y() - EYES_METRES * metre, middle.z(), metre);
  }

  /** Whether the figure dissolves towards its lower end. */
  public boolean fades() {
    return !Float.isNaN(fadeLow);
  }

  /** How high a world y stands in the picture: 0 at the lower edge, 1 at the upper. */
  public float rowOf(float worldY) {
    return (worldY - centerY) / viewHeight + 0.5f;
  }

  /** 3 values: where the camera stands. */
  public float[] eye() {
    float distance = (float) (viewHeight / 2 / Math.tan(VERTICAL_RADIANS / 2.0));
    return new float[] {centerX, centerY, planeZ + distance};
  }

  /** World to clip space. */
  public float[] viewProjection(float aspect) {
    return viewProjection(aspect, 0.2f, 4);
  }

  /** World to clip space of a whole picture that shows the framing in a box. */
  float[] viewProjection(Box box, int width, int height) {
    return into(viewProjection((float) box.width() / box.height()), box, width, height);
  }

  /** The same for what stands behind the figure, however far. */
  float[] behind(Box box, int width, int height) {
    float[] whole = viewProjection((float) box.width() / box.height(), 1, 40);
    return into(whole, box, width, height);
  }

  private float[] viewProjection(float aspect, float near, float far) {
    float[] eye = eye();
    float distance = eye[2] - planeZ;
    float[] view = Mat4.identity();
    view[12] = -eye[0];
    view[13] = -eye[1];
    view[14] = -eye[2];
    float[] out = new float[16];
    Mat4.multiply(
        Mat4.perspective(VERTICAL_RADIANS, aspect, distance * near, distance * far), view, out);
    return out;
  }

  /** Shrinks what fills a picture into a box of it; what lies beside the box stays visible. */
  static float[] into(float[] viewProjection, Box box, int width, int height) {
    float wide = (float) box.width() / width;
    float high = (float) box.height() / height;
    float across = 2 * (box.left() + box.width() / 2f) / width - 1;
    float up = 1 - 2 * (box.top() + box.height() / 2f) / height;
    for (int column = 0; column < 4; column++) {
      int at = column * 4;
      viewProjection[at] = wide * viewProjection[at] + across * viewProjection[at + 3];
      viewProjection[at + 1] = high * viewProjection[at + 1] + up * viewProjection[at + 3];
    }
    return viewProjection;
  }

  private static Framing ofHeadOnly(Extents all, float aspect, float closeness) {
    float viewHeight = Math.max(1.28f * all.width() / aspect, 1.6f * all.height()) / closeness;
    Extents.Point middle = all.middle();
    return new Framing(
        middle.x(),
        middle.y() - 0.01f * viewHeight,
        middle.z(),
        viewHeight,
        all.low().y() + 0.03f * all.height(),
        all.low().y() + 0.22f * all.height());
  }
}
