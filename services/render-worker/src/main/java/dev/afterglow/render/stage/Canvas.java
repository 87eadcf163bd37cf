package dev.afterglow.render.stage;

import static org.lwjgl.opengles.GLES32.GL_CLAMP_TO_EDGE;
import static org.lwjgl.opengles.GLES32.GL_COLOR_ATTACHMENT0;
import static org.lwjgl.opengles.GLES32.GL_COLOR_BUFFER_BIT;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_ATTACHMENT;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_COMPONENT24;
import static org.lwjgl.opengles.GLES32.GL_DRAW_FRAMEBUFFER;
import static org.lwjgl.opengles.GLES32.GL_FRAMEBUFFER;
import static org.lwjgl.opengles.GLES32.GL_FRAMEBUFFER_COMPLETE;
import static org.lwjgl.opengles.GLES32.GL_LINEAR;
import static org.lwjgl.opengles.GLES32.GL_NEAREST;
import static org.lwjgl.opengles.GLES32.GL_READ_FRAMEBUFFER;
import static org.lwjgl.opengles.GLES32.GL_RENDERBUFFER;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_RGBA8;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MAG_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MIN_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_WRAP_S;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_WRAP_T;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.glBindFramebuffer;
import static org.lwjgl.opengles.GLES32.glBindRenderbuffer;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glBlitFramebuffer;
import static org.lwjgl.opengles.GLES32.glCheckFramebufferStatus;
import static org.lwjgl.opengles.GLES32.glDeleteFramebuffers;
import static org.lwjgl.opengles.GLES32.glDeleteRenderbuffers;
import static org.lwjgl.opengles.GLES32.glDeleteTextures;
import static org.lwjgl.opengles.GLES32.glFramebufferRenderbuffer;
import static org.lwjgl.opengles.GLES32.glFramebufferTexture2D;
import static org.lwjgl.opengles.GLES32.glGenFramebuffers;
import static org.lwjgl.opengles.GLES32.glGenRenderbuffers;
import static org.lwjgl.opengles.GLES32.glGenTextures;
import static org.lwjgl.opengles.GLES32.glReadPixels;
import static org.lwjgl.opengles.GLES32.glRenderbufferStorageMultisample;
import static org.lwjgl.opengles.GLES32.glTexParameteri;
import static org.lwjgl.opengles.GLES32.glTexStorage2D;
import static org.lwjgl.opengles.GLES32.glViewport;

import dev.afterglow.render.preflight.Pixels;
import java.nio.ByteBuffer;

/** An off-screen RGBA picture that can be drawn into and sampled, with or without depth. */
public final class Canvas implements AutoCloseable {
  private final int width;
  private final int height;
  private final int texture;
  private final int samples;
  private int colour;
  private final int depth;
  private final int framebuffer;

  /** Allocates the picture; its content is undefined. */
  public Canvas(int width, int height, boolean withDepth) {
    this.width = width;
    this.height = height;
    texture = glGenTextures();
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexStorage2D(GL_TEXTURE_2D, 1, GL_RGBA8, width, height);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    samples = 0;
    framebuffer = glGenFramebuffers();
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
    depth = withDepth ? renderbuffer(GL_DEPTH_COMPONENT24, GL_DEPTH_ATTACHMENT) : 0;
    checkComplete();
  }

  /**
   * A picture with depth and several samples a pixel, which smooth its edges. It has no texture;
   * {@link #copyTo} averages its samples.
   *
   * @param samples 2 or more; every driver has 4
   */
  Canvas(int width, int height, int samples) {
    this.width = width;
    this.height = height;
    this.samples = samples;
    texture = 0;
    framebuffer = glGenFramebuffers();
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    colour = renderbuffer(GL_RGBA8, GL_COLOR_ATTACHMENT0);
    depth = renderbuffer(GL_DEPTH_COMPONENT24, GL_DEPTH_ATTACHMENT);
    checkComplete();
  }

  private int renderbuffer(int format, int attachment) {
    int buffer = glGenRenderbuffers();
    glBindRenderbuffer(GL_RENDERBUFFER, buffer);
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, format, width, height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, attachment, GL_RENDERBUFFER, buffer);
    return buffer;
  }

  private void checkComplete() {
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
      throw new IllegalStateException(
          "the driver gives no " + width + "x" + height + " picture to draw into");
    }
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int texture() {
    return texture;
  }

  /** Covers another canvas of the same size with this one. */
  public void copyTo(Canvas target) {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target.framebuffer);
    glBlitFramebuffer(
        0, 0, width, height, 0, 0, target.width, target.height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
  }

  /** Covers another canvas of any size with this one, scaled. */
  public void stretchTo(Canvas target) {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target.framebuffer);
    glBlitFramebuffer(
        0, 0, width, height, 0, 0, target.width, target.height, GL_COLOR_BUFFER_BIT, GL_LINEAR);
  }

  /** Reads all of it; waits until it is drawn. */
  Pixels read() {
    bind();
    ByteBuffer rgba = ByteBuffer.allocateDirect(width * height * 4);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
    return new Pixels(width, height, rgba);
  }

  /** Draws go here from now on. */
  public void bind() {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glViewport(0, 0, width, height);
  }

  @Override
  public void close() {
    glDeleteFramebuffers(framebuffer);
    if (texture != 0) {
      glDeleteTextures(texture);
    }
    if (colour != 0) {
      glDeleteRenderbuffers(colour);
    }
    if (depth != 0) {
      glDeleteRenderbuffers(depth);
    }
  }
}
