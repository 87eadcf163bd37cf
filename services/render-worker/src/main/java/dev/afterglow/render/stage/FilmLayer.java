package dev.afterglow.render.stage;

import static org.lwjgl.opengles.GLES32.GL_CLAMP_TO_EDGE;
import static org.lwjgl.opengles.GLES32.GL_LINEAR;
import static org.lwjgl.opengles.GLES32.GL_NEAREST;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE0;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MAG_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MIN_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_WRAP_S;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_WRAP_T;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLES;
import static org.lwjgl.opengles.GLES32.GL_UNPACK_ROW_LENGTH;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.glActiveTexture;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glDeleteTextures;
import static org.lwjgl.opengles.GLES32.glDrawArrays;
import static org.lwjgl.opengles.GLES32.glGenTextures;
import static org.lwjgl.opengles.GLES32.glPixelStorei;
import static org.lwjgl.opengles.GLES32.glTexImage2D;
import static org.lwjgl.opengles.GLES32.glTexParameteri;
import static org.lwjgl.opengles.GLES32.glTexSubImage2D;
import static org.lwjgl.opengles.GLES32.glUniform1i;

import dev.afterglow.render.film.FilmDecoder;
import dev.afterglow.render.surface.Program;
import java.nio.ByteBuffer;

/** The picture of a film on the device, in one texture that each picture replaces. */
final class FilmLayer implements AutoCloseable {
  private final Program program = new Program("screen.vert", "film.frag", "");
  private final int texture = glGenTextures();
  private int width;
  private int height;

  /** The next picture, as a film's player gives it. */
  void upload(ByteBuffer rgba, int wide, int high) {
    ByteBuffer pixels = rgba.duplicate().clear();
    glPixelStorei(GL_UNPACK_ROW_LENGTH, FilmDecoder.rowPixels(wide));
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture);
    if (wide == width && high == height) {
      glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, wide, high, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
    } else {
      width = wide;
      height = high;
      glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, wide, high, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    }
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  }

  /** Covers the bound canvas. */
  void draw(Canvas target) {
    int filter = target.width() == width ? GL_NEAREST : GL_LINEAR;
    program.use();
    glUniform1i(program.uniform("picture"), 0);
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
    glDrawArrays(GL_TRIANGLES, 0, 3);
  }

  @Override
  public void close() {
    glDeleteTextures(texture);
    program.close();
  }
}
