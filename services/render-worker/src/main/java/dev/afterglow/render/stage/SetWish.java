package dev.afterglow.render.stage;

import dev.afterglow.render.scene.Box;
import dev.afterglow.render.scene.Lights;
import dev.afterglow.render.scene.StageModel;

/**
 * A set as it is to be painted: equal wishes give equal pictures.
 *
 * @param framing how the figure is seen
 * @param box what the figure is seen in; the set fills the picture around it, too
 * @param floor where the set lies
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 */
record SetWish(
    StageModel model, Framing framing, Box box, Floor floor, Lights lights, int width, int height) {

  /** Where a set's origin lies in the world, and how long its metre is there. */
  record Floor(float x, float y, float z, float metre) {
    /** A set's own space to the world, 16 values. */
    float[] matrix() {
      float[] out = new float[16];
      out[0] = metre;
      out[5] = metre;
      out[10] = metre;
      out[12] = x;
      out[13] = y;
      out[14] = z;
      out[15] = 1;
      return out;
    }
  }
}
