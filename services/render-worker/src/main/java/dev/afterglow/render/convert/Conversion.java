package dev.afterglow.render.convert;

import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.stage.Canvas;

/**
 * Brings a drawn canvas back to memory as planar YUV 4:2:0 (BT.709, limited range), scaled to the
 * stream's size, with the label on top. Two twins: one for GPUs, one for when the processor draws
 * anyway. There is no way to convert without the label.
 */
public interface Conversion extends AutoCloseable {
  /** How many pictures are on their way. */
  int underWay();

  /** Queues the canvas, which may be smaller than the stream. At most two may be on their way. */
  void start(Canvas canvas);

  /** Waits for the oldest picture and puts it into {@code out}. */
  void finish(PlanarPicture out);

  @Override
  void close();

  /**
   * The twin that suits the machine.
   *
   * @param label made for a picture of the same size
   */
  static Conversion of(int width, int height, boolean software, AiLabel label) {
    return new LabelledConversion(
        software ? new ScaledConversion(width, height) : new PlanarConversion(width, height),
        label);
  }
}
