package dev.afterglow.render.stage;

import static org.lwjgl.opengles.GLES32.GL_BLEND;
import static org.lwjgl.opengles.GLES32.GL_CULL_FACE;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_TEST;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLES;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glDrawArrays;
import static org.lwjgl.opengles.GLES32.glUniform1f;
import static org.lwjgl.opengles.GLES32.glUniform3f;

/** The studio wall, drawn once and copied under every frame. */
public final class Backdrop implements AutoCloseable {
  private final Canvas canvas;
  private final Mood mood;
  private final Program program = new Program("screen.vert", "backdrop.frag", "");

  /** Draws the wall for a picture of this size. */
  public Backdrop(int width, int height, Mood mood) {
    this.mood = mood;
    canvas = new Canvas(width, height, false);
    paint(canvas);
  }

  /** Draws the wall anew; where the target has several samples a pixel, it cannot be copied. */
  void paint(Canvas target) {
    target.bind();
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_BLEND);
    program.use();
    set(program, "top", mood.top);
    set(program, "bottom", mood.bottom);
    set(program, "glow", mood.glow);
    glUniform1f(program.uniform("aspect"), (float) target.width() / target.height());
    glDrawArrays(GL_TRIANGLES, 0, 3);
  }

  /** Covers the target with the wall; both have the same size. */
  public void copyTo(Canvas target) {
    canvas.copyTo(target);
  }

  public int texture() {
    return canvas.texture();
  }

  @Override
  public void close() {
    program.close();
    canvas.close();
  }

  private static void set(Program program, String name, float[] rgb) {
    glUniform3f(program.uniform(name), rgb[0], rgb[1], rgb[2]);
  }

  /** Linear colours of the wall. */
  public enum Mood {
    /** Warm grey-rose behind a live figure: near skin in hue, far below it in brightness. */
    STUDIO(
        new float[] {0.060f, 0.052f, 0.075f},
        new float[] {0.030f, 0.026f, 0.042f},
        new float[] {0.20f, 0.135f, 0.15f}),
    /** Cool and dark behind the slate, so that nobody takes it for the live picture. */
    SLATE(
        new float[] {0.02f, 0.03f, 0.06f},
        new float[] {0.01f, 0.015f, 0.03f},
        new float[] {0.05f, 0.07f, 0.13f});

    private final float[] top;
    private final float[] bottom;
    private final float[] glow;

    Mood(float[] top, float[] bottom, float[] glow) {
      this.top = top;
      this.bottom = bottom;
      this.glow = glow;
    }
  }
}
