package dev.afterglow.render.surface;

import static org.lwjgl.opengles.GLES32.GL_CLAMP_TO_EDGE;
import static org.lwjgl.opengles.GLES32.GL_FLOAT;
import static org.lwjgl.opengles.GLES32.GL_LINEAR;
import static org.lwjgl.opengles.GLES32.GL_LINEAR_MIPMAP_LINEAR;
import static org.lwjgl.opengles.GLES32.GL_NEAREST;
import static org.lwjgl.opengles.GLES32.GL_REPEAT;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_RGBA32F;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MAG_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MIN_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_WRAP_S;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_WRAP_T;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glGenTextures;
import static org.lwjgl.opengles.GLES32.glGenerateMipmap;
import static org.lwjgl.opengles.GLES32.glTexImage2D;
import static org.lwjgl.opengles.GLES32.glTexParameteri;

import dev.afterglow.render.figure.Picture;
import java.nio.FloatBuffer;

/** Makes the textures that a figure needs. */
public final class Textures {
  /** About one texel a pixel for a face that fills half the height of a 720x1280 picture. */
  private static final int SOFTWARE_TEXELS = 1024;

  private Textures() {}

  /** Room for three rows of a matrix a joint. */
  public static int palette(int joints) {
    int texture = glGenTextures();
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, 3, joints, 0, GL_RGBA, GL_FLOAT, (FloatBuffer) null);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    return texture;
  }

  /**
   * A figure's picture on the device. A software rasteriser samples one level with whole-number
   * arithmetic, but not several levels.
   */
  public static int of(Picture given, boolean software) {
    Picture picture = software ? given.atMost(SOFTWARE_TEXELS) : given;
    int texture = glGenTextures();
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexImage2D(
        GL_TEXTURE_2D,
        0,
        GL_RGBA,
        picture.width(),
        picture.height(),
        0,
        GL_RGBA,
        GL_UNSIGNED_BYTE,
        picture.rgba());
    if (!software) {
      glGenerateMipmap(GL_TEXTURE_2D);
    }
    glTexParameteri(
        GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, software ? GL_LINEAR : GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(
        GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, picture.repeatU() ? GL_REPEAT : GL_CLAMP_TO_EDGE);
    glTexParameteri(
        GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, picture.repeatV() ? GL_REPEAT : GL_CLAMP_TO_EDGE);
    return texture;
  }
}
