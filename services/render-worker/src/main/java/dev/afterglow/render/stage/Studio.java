package dev.afterglow.render.stage;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.render.figure.Figure;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.label.SlateCard;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.rig.FaceRig;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to draw one broadcast's picture: the figure on its stage, or the slate, and
 * the label over either. There is no way to draw without the label.
 */
public final class Studio implements AutoCloseable {
  // A device smooths edges for nothing; a processor would pay for each sample.
  private static final int SAMPLES = 4;

  private final Canvas canvas;
  private final @Nullable Canvas sampled;
  private final Backdrop backdrop;
  private final Canvas slate;
  private final Overlay label;
  private final FaceRig face;
  private final BodyRig body;
  private final FigureDrawing drawing;

  /**
   * Uploads everything. Needs a current context, as every method here does.
   *
   * @param closeness see {@link Framing#of}
   * @param software whether the processor draws
   */
  public Studio(
      Figure figure, AiLabel aiLabel, int width, int height, float closeness, boolean software) {
    float aspect = (float) width / height;
    face = new FaceRig(figure);
    BodyRig unturned = new BodyRig(figure, face, new float[3]);
    body = new BodyRig(figure, face, Framing.pivotOf(figure, unturned));
    Framing framing = Framing.of(figure, body, aspect, closeness);
    canvas = new Canvas(width, height, software);
    sampled = software ? null : new Canvas(width, height, SAMPLES);
    backdrop = new Backdrop(width, height, Backdrop.Mood.STUDIO);
    drawing = new FigureDrawing(figure, face.materials(), framing, aspect, software);
    label =
        new Overlay(
            aiLabel.picture(),
            aiLabel.mask().width(),
            aiLabel.mask().height(),
            aiLabel.left(),
            aiLabel.top());
    slate = drawSlate(width, height);
  }

  /** The finished picture. */
  public Canvas canvas() {
    return canvas;
  }

  /** Works out where every vertex stands at one instant of the drive. */
  public void pose(MotionFrame motion) {
    drawing.blend(face.apply(motion.shapes()));
    body.apply(motion);
    drawing.at(motion.timeUs());
  }

  /** Sets how often a second hair and cloth swing on; see {@link BodyRig#springRate}. */
  public void springRate(int hz) {
    body.springRate(hz);
  }

  /** Whether outlines are drawn where the avatar has them. */
  public void outlines(boolean on) {
    drawing.outlines(on);
  }

  /** Draws the figure as last posed, under the label. */
  public void drawFigure() {
    if (sampled == null) {
      backdrop.copyTo(canvas);
      drawing.draw(canvas, backdrop, body.world());
    } else {
      backdrop.paint(sampled);
      drawing.draw(sampled, backdrop, body.world());
      sampled.copyTo(canvas);
    }
    label.draw(canvas);
  }

  /** Draws the slate, under the label. No pixel of it comes from the figure. */
  public void drawSlate() {
    slate.copyTo(canvas);
    label.draw(canvas);
  }

  @Override
  public void close() {
    drawing.close();
    label.close();
    backdrop.close();
    slate.close();
    if (sampled != null) {
      sampled.close();
    }
    canvas.close();
  }

  private static Canvas drawSlate(int width, int height) {
    Canvas out = new Canvas(width, height, false);
    SlateCard card = new SlateCard(width, height);
    int top = (height - card.height()) / 2;
    try (Backdrop wall = new Backdrop(width, height, Backdrop.Mood.SLATE);
        Overlay words = new Overlay(card.picture(), card.width(), card.height(), 0, top)) {
      wall.copyTo(out);
      words.draw(out);
    }
    return out;
  }
}
