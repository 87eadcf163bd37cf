package dev.afterglow.render.convert;

import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.stage.Canvas;

/** Any way of conversion, with the label on what comes out. */
final class LabelledConversion implements Conversion {
  private final Conversion bare;
  private final LabelStamp label;

  LabelledConversion(Conversion bare, AiLabel label) {
    this.bare = bare;
    this.label = new LabelStamp(label);
  }

  @Override
  public int underWay() {
    return bare.underWay();
  }

  @Override
  public void start(Canvas canvas) {
    bare.start(canvas);
  }

  @Override
  public void finish(PlanarPicture out) {
    bare.finish(out);
    label.on(out);
  }

  @Override
  public void close() {
    bare.close();
  }
}
