package dev.afterglow.render.rig;

import dev.afterglow.render.figure.Skin;
import dev.afterglow.render.space.Mat4;
import java.nio.FloatBuffer;

/**
 * What a skin's joints do to a vertex: for each joint the upper three rows of its place in the
 * world times its inverse bind matrix. A vertex is the sum of its joints' rows times itself, each
 * by its weight.
 */
public final class SkinPalette {
  /** Values of one joint: three rows of four. */
  public static final int STRIDE = 12;

  private final float[] joint = new float[16];

  /**
   * Works the rows out.
   *
   * @param world matrices of the figure's nodes, 16 values each
   * @param rows gets {@link #STRIDE} values a joint, ready to be read
   */
  public void fill(Skin skin, float[] world, FloatBuffer rows) {
    rows.clear();
    for (int j = 0; j < skin.joints().length; j++) {
      Mat4.multiply(world, skin.joints()[j] * 16, skin.inverseBind(), j * 16, joint, 0);
      for (int row = 0; row < 3; row++) {
        rows.put(joint[row]).put(joint[4 + row]).put(joint[8 + row]).put(joint[12 + row]);
      }
    }
    rows.flip();
  }
}
