package dev.afterglow.render.stage;

import static org.lwjgl.opengles.GLES32.GL_BACK;
import static org.lwjgl.opengles.GLES32.GL_BLEND;
import static org.lwjgl.opengles.GLES32.GL_CULL_FACE;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_BUFFER_BIT;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_TEST;
import static org.lwjgl.opengles.GLES32.GL_ONE;
import static org.lwjgl.opengles.GLES32.GL_ONE_MINUS_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_SCISSOR_TEST;
import static org.lwjgl.opengles.GLES32.GL_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE0;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLES;
import static org.lwjgl.opengles.GLES32.glActiveTexture;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glBlendFuncSeparate;
import static org.lwjgl.opengles.GLES32.glClear;
import static org.lwjgl.opengles.GLES32.glClearDepthf;
import static org.lwjgl.opengles.GLES32.glCullFace;
import static org.lwjgl.opengles.GLES32.glDepthMask;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glDrawArrays;
import static org.lwjgl.opengles.GLES32.glEnable;
import static org.lwjgl.opengles.GLES32.glScissor;
import static org.lwjgl.opengles.GLES32.glUniform1i;
import static org.lwjgl.opengles.GLES32.glUniform2f;

import dev.afterglow.render.presence.Appearance;
import dev.afterglow.render.presence.Extents;
import dev.afterglow.render.presence.View;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.scene.Lights;
import dev.afterglow.render.surface.Program;
import org.jspecify.annotations.Nullable;

/**
 * Where the figure stands in the picture and how it is seen: its place, its camera, the lights, and
 * the veil into which a figure without a body dissolves. What it is made of is its own business.
 */
final class FigureLayer implements AutoCloseable {
  private final Appearance figure;
  private final HandLayer inHand;
  private final @Nullable Program veil;
  private Framing framing;
  private View view;
  private @Nullable Box place;
  private @Nullable Box onCanvas;
  private int canvasWidth;
  private int wholeWidth;
  private int wholeHeight;

  /**
   * @param inHand what is drawn into the figure's own depth, after all of it that is not
   *     see-through
   */
  FigureLayer(Appearance figure, HandLayer inHand, float aspect, float closeness) {
    this.figure = figure;
    this.inHand = inHand;
    this.framing = Framing.of(figure.extents(), aspect, closeness);
    this.view = new View(framing.viewProjection(aspect), framing.eye(), Lights.USUAL);
    this.veil = framing.fades() ? new Program("screen.vert", "veil.frag", "") : null;
  }

  /** What it is framed by. */
  Extents extents() {
    return figure.extents();
  }

  /** Draws it there from now on, and nothing of it anywhere else. */
  void stand(Framing newFraming, Box box, int width, int height) {
    framing = newFraming;
    view = new View(newFraming.viewProjection(box, width, height), newFraming.eye(), view.lights());
    place = box.width() == width && box.height() == height ? null : box;
    onCanvas = null;
    wholeWidth = width;
    wholeHeight = height;
  }

  /** How strong the lights are from now on. */
  void lights(Lights next) {
    view = new View(view.viewProjection(), view.eye(), next);
  }

  /** World to clip space, as it stands now. */
  float[] viewProjection() {
    return view.viewProjection();
  }

  /** Draws over the backdrop that the canvas already shows. */
  void draw(Canvas canvas, Backdrop backdrop) {
    canvas.bind();
    Box box = placeOn(canvas);
    if (place != null) {
      glEnable(GL_SCISSOR_TEST);
      glScissor(box.left(), canvas.height() - box.bottom(), box.width(), box.height());
    }
    glEnable(GL_DEPTH_TEST);
    glDepthMask(true);
    glClearDepthf(1);
    glClear(GL_DEPTH_BUFFER_BIT);
    glCullFace(GL_BACK);
    figure.draw(view, Appearance.Pass.SOLID);
    inHand.draw(view);
    glEnable(GL_DEPTH_TEST);
    figure.draw(view, Appearance.Pass.SEE_THROUGH);
    glDepthMask(true);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glActiveTexture(GL_TEXTURE0);
    if (veil != null) {
      drawVeil(veil, canvas, box, backdrop);
    }
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_BLEND);
  }

  /** Where the figure is drawn; made anew only when that or the canvas changes. */
  private Box placeOn(Canvas canvas) {
    Box known = onCanvas;
    Box whole = place;
    if (known == null || canvasWidth != canvas.width()) {
      known =
          whole == null
              ? new Box(0, 0, canvas.width(), canvas.height())
              : whole.scaled(
                  (double) canvas.width() / wholeWidth, (double) canvas.height() / wholeHeight);
      onCanvas = known;
      canvasWidth = canvas.width();
    }
    return known;
  }

  private void drawVeil(Program program, Canvas canvas, Box box, Backdrop backdrop) {
    int foot = canvas.height() - box.bottom();
    float low = foot + framing.rowOf(framing.fadeLow()) * box.height();
    float high = foot + framing.rowOf(framing.fadeHigh()) * box.height();
    program.use();
    glUniform1i(program.uniform("backdrop"), 0);
    glUniform2f(program.uniform("rows"), low, high);
    glBindTexture(GL_TEXTURE_2D, backdrop.texture());
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
    glScissor(box.left(), foot, box.width(), Math.max(0, (int) Math.ceil(high) - foot));
    glDrawArrays(GL_TRIANGLES, 0, 3);
  }

  @Override
  public void close() {
    if (veil != null) {
      veil.close();
    }
  }
}
