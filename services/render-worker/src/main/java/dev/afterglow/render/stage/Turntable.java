package dev.afterglow.render.stage;

import dev.afterglow.render.scene.Box;
import dev.afterglow.render.scene.StageModel;
import dev.afterglow.render.space.Mat4;

/**
 * How a product's model is seen on its stand: as large as its place allows however it turns, from a
 * little above, upright, in the middle. The unit is the place's height; the plinth's top is at
 * zero. Its arrays are written in place and never replaced.
 */
final class Turntable {
  /** Once round; slow enough to read what is on it. */
  static final long ROUND_US = 16_000_000;

  private static final double RADIANS = Math.toRadians(24);
  private static final double PITCH = Math.toRadians(9);

  /** Of the place's height: what is below the plinth's top, and what the product may have. */
  private static final float BELOW = 0.2f;

  private static final float TALLEST = 0.72f;

  /** Of the place's width. */
  private static final float WIDEST = 0.84f;

  private static final float WIDEST_PLINTH = 0.9f;

  private final float[] viewProjection;
  private final float[] eye;
  private final float[] plinth = new float[16];
  private final float[] product = new float[16];
  private final float[] pool;
  private final float[] middle = new float[3];
  private final float scale;

  private Turntable(StageModel model, float[] viewProjection, float[] eye, float aspect) {
    this.viewProjection = viewProjection;
    this.eye = eye;
    float high = model.high()[1] - model.low()[1];
    float round = 2 * model.reach();
    this.scale =
        Math.min(TALLEST / Math.max(high, 1e-6f), WIDEST * aspect / Math.max(round, 1e-6f));
    middle[0] = (model.low()[0] + model.high()[0]) / 2;
    middle[1] = model.low()[1];
    middle[2] = (model.low()[2] + model.high()[2]) / 2;
    float half = Math.min(WIDEST_PLINTH * aspect / 2, Math.max(0.6f * round * scale, 0.16f));
    plinth[0] = half;
    plinth[5] = 1;
    plinth[10] = half;
    plinth[15] = 1;
    product[15] = 1;
    pool = pool(0.62f * round * scale);
  }

  static Turntable of(StageModel model, Box box, int width, int height) {
    float aspect = (float) box.width() / box.height();
    double distance = 0.5 / Math.tan(RADIANS / 2);
    float middle = 0.5f - BELOW;
    float[] eye = {
      0, (float) (middle + distance * Math.sin(PITCH)), (float) (distance * Math.cos(PITCH))
    };
    float[] view = Mat4.identity();
    view[5] = (float) Math.cos(PITCH);
    view[6] = (float) Math.sin(PITCH);
    view[9] = -view[6];
    view[10] = view[5];
    float[] placed = new float[16];
    float[] away = Mat4.identity();
    away[13] = -eye[1];
    away[14] = -eye[2];
    Mat4.multiply(view, away, placed);
    float[] out = new float[16];
    Mat4.multiply(
        Mat4.perspective((float) RADIANS, aspect, (float) distance * 0.1f, (float) distance * 8),
        placed,
        out);
    return new Turntable(model, Framing.into(out, box, width, height), eye, aspect);
  }

  float[] viewProjection() {
    return viewProjection;
  }

  float[] eye() {
    return eye;
  }

  /** The plinth's own space, of radius 1, to the world. */
  float[] plinth() {
    return plinth;
  }

  /** The model's own space to the world at a time. */
  float[] product(long mediaTimeUs) {
    double turned = 2 * Math.PI * Math.floorMod(mediaTimeUs, ROUND_US) / ROUND_US;
    float cos = (float) Math.cos(turned) * scale;
    float sin = (float) Math.sin(turned) * scale;
    product[0] = cos;
    product[2] = -sin;
    product[5] = scale;
    product[8] = sin;
    product[10] = cos;
    product[12] = -(cos * middle[0] + sin * middle[2]);
    product[13] = -scale * middle[1];
    product[14] = sin * middle[0] - cos * middle[2];
    return product;
  }

  /** 4 values: middle x and y, half width and height of the shadow, shares of the picture. */
  float[] pool() {
    return pool;
  }

  private float[] pool(float radius) {
    float[] centre = clip(0, 0);
    float[] side = clip(radius, 0);
    float[] front = clip(0, radius);
    return new float[] {
      centre[0],
      centre[1],
      Math.max(1e-4f, side[0] - centre[0]),
      Math.max(1e-4f, Math.abs(front[1] - centre[1]))
    };
  }

  /** Where a point of the plinth's top stands in the picture, shares from its lower left. */
  private float[] clip(float x, float z) {
    float[] m = viewProjection;
    float w = m[3] * x + m[11] * z + m[15];
    return new float[] {
      ((m[0] * x + m[8] * z + m[12]) / w + 1) / 2, ((m[1] * x + m[9] * z + m[13]) / w + 1) / 2
    };
  }
}
