package dev.afterglow.render.stage;

import static org.lwjgl.opengles.GLES32.GL_BLEND;
import static org.lwjgl.opengles.GLES32.GL_NEAREST;
import static org.lwjgl.opengles.GLES32.GL_ONE;
import static org.lwjgl.opengles.GLES32.GL_ONE_MINUS_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_SCISSOR_TEST;
import static org.lwjgl.opengles.GLES32.GL_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE0;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MAG_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MIN_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLES;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.glActiveTexture;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glBlendFuncSeparate;
import static org.lwjgl.opengles.GLES32.glDeleteTextures;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glDrawArrays;
import static org.lwjgl.opengles.GLES32.glEnable;
import static org.lwjgl.opengles.GLES32.glGenTextures;
import static org.lwjgl.opengles.GLES32.glScissor;
import static org.lwjgl.opengles.GLES32.glTexImage2D;
import static org.lwjgl.opengles.GLES32.glTexParameteri;
import static org.lwjgl.opengles.GLES32.glUniform1i;
import static org.lwjgl.opengles.GLES32.glUniform2i;

import dev.afterglow.render.surface.Program;
import java.nio.ByteBuffer;

/** A picture that is laid over the stage pixel on pixel: the label, the slate's words. */
public final class Overlay implements AutoCloseable {
  private final int width;
  private final int height;
  private final int left;
  private final int top;
  private final int texture;
  private final Program program;

  /**
   * @param rgba straight alpha, first row first
   * @param left pixels from the left edge of the canvas
   * @param top pixels from its upper edge
   */
  public Overlay(ByteBuffer rgba, int width, int height, int left, int top) {
    this.width = width;
    this.height = height;
    this.left = left;
    this.top = top;
    texture = glGenTextures();
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    program = new Program("screen.vert", "overlay.frag", "");
  }

  /** Lays it over the canvas. */
  public void draw(Canvas canvas) {
    int bottom = canvas.height() - top - height;
    canvas.bind();
    program.use();
    glUniform1i(program.uniform("picture"), 0);
    glUniform2i(program.uniform("corner"), left, bottom);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture);
    glEnable(GL_SCISSOR_TEST);
    glScissor(left, bottom, width, height);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glDisable(GL_BLEND);
    glDisable(GL_SCISSOR_TEST);
  }

  @Override
  public void close() {
    glDeleteTextures(texture);
    program.close();
  }
}
