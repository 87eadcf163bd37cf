package dev.afterglow.render.rig;

import dev.afterglow.render.figure.MeshPart;
import java.util.Arrays;

/**
 * The vertices of one part with its morph targets added, kept from frame to frame. Blending happens
 * once, on the processor, before drawing, and only when a weight changed: on a software rasteriser
 * a vertex shader that sampled the targets would cost half as much again as the whole frame.
 *
 * <p>Each blend starts from the rest shape, so the same weights give the same vertices whatever
 * came before.
 */
public final class MorphBlend {
  /** Below this a target moves no vertex of a face by a tenth of a pixel. */
  private static final float NEGLIGIBLE = 0.002f;

  private final MeshPart part;
  private final float[] blended;
  private final float[] last;
  private final boolean[] moving;

  public MorphBlend(MeshPart part) {
    this.part = part;
    this.blended = part.base().clone();
    this.last = new float[part.morphs().size()];
    this.moving = new boolean[part.morphs().size()];
    for (int t = 0; t < moving.length; t++) {
      moving[t] = part.morphs().get(t).deltas().length > 0;
    }
  }

  /** Positions and normals as they now are, {@link MeshPart#STRIDE} values a vertex. */
  public float[] vertices() {
    return blended;
  }

  /**
   * Blends for these weights.
   *
   * @param weights one a morph target
   * @return whether any vertex may have changed
   */
  public boolean blend(float[] weights) {
    boolean changed = false;
    for (int t = 0; t < last.length; t++) {
      float weight = Math.abs(weights[t]) < NEGLIGIBLE ? 0 : weights[t];
      if (moving[t] && weight != last[t]) {
        last[t] = weight;
        changed = true;
      }
    }
    if (!changed) {
      return false;
    }
    System.arraycopy(part.base(), 0, blended, 0, blended.length);
    for (int t = 0; t < last.length; t++) {
      if (last[t] != 0) {
        part.morphs().get(t).addTo(blended, last[t]);
      }
    }
    return true;
  }

  /** Forgets the last weights, so that the next blend starts anew. */
  public void reset() {
    Arrays.fill(last, 0);
    System.arraycopy(part.base(), 0, blended, 0, blended.length);
  }
}
