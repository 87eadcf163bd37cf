package dev.afterglow.render.convert;

import dev.afterglow.render.stage.Canvas;

/**
 * Brings a drawn canvas back to memory as planar YUV 4:2:0 (BT.709, limited range). Two twins: one
 * for GPUs, one for when the processor draws anyway.
 */
public interface Conversion extends AutoCloseable {
  /** How many pictures are on their way. */
  int underWay();

  /** Queues the canvas. At most two may be on their way. */
  void start(Canvas canvas);

  /** Waits for the oldest picture and puts it into {@code out}. */
  void finish(PlanarPicture out);

  @Override
  void close();

  /** The twin that suits the machine. */
  static Conversion of(int width, int height, boolean software) {
    return software ? new ScaledConversion(width, height) : new PlanarConversion(width, height);
  }
}
