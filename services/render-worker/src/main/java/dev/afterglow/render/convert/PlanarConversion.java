package dev.afterglow.render.convert;

import static org.lwjgl.opengles.GLES32.GL_ALREADY_SIGNALED;
import static org.lwjgl.opengles.GLES32.GL_CONDITION_SATISFIED;
import static org.lwjgl.opengles.GLES32.GL_MAP_READ_BIT;
import static org.lwjgl.opengles.GLES32.GL_PIXEL_PACK_BUFFER;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_STREAM_READ;
import static org.lwjgl.opengles.GLES32.GL_SYNC_FLUSH_COMMANDS_BIT;
import static org.lwjgl.opengles.GLES32.GL_SYNC_GPU_COMMANDS_COMPLETE;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE0;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLES;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.glActiveTexture;
import static org.lwjgl.opengles.GLES32.glBindBuffer;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glBufferData;
import static org.lwjgl.opengles.GLES32.glClientWaitSync;
import static org.lwjgl.opengles.GLES32.glDeleteBuffers;
import static org.lwjgl.opengles.GLES32.glDeleteSync;
import static org.lwjgl.opengles.GLES32.glDrawArrays;
import static org.lwjgl.opengles.GLES32.glFenceSync;
import static org.lwjgl.opengles.GLES32.glFlush;
import static org.lwjgl.opengles.GLES32.glGenBuffers;
import static org.lwjgl.opengles.GLES32.glMapBufferRange;
import static org.lwjgl.opengles.GLES32.glReadPixels;
import static org.lwjgl.opengles.GLES32.glUniform1i;
import static org.lwjgl.opengles.GLES32.glUniform2i;
import static org.lwjgl.opengles.GLES32.glUnmapBuffer;

import dev.afterglow.render.stage.Canvas;
import dev.afterglow.render.surface.Program;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The twin for GPUs: turns a drawn canvas into planar YUV 4:2:0 on the device and reads it back
 * through pixel buffers: {@link #start} only queues work, {@link #finish} waits for the oldest
 * picture. Up to {@value #DEPTH} pictures may be on their way, so a GPU can draw the next one while
 * this one travels.
 */
final class PlanarConversion implements Conversion {
  /** Pictures on their way at most. */
  static final int DEPTH = 2;

  private static final long PATIENCE_NS = 2_000_000_000L;

  private final int width;
  private final int height;
  private final int stride;
  private final Canvas packed;
  private final Program program;
  private final int[] buffers = new int[DEPTH];
  private final long[] fences = new long[DEPTH];
  private int oldest;
  private int underWay;
  private @Nullable ByteBuffer mapped;
  private @Nullable Canvas stretched;

  /**
   * @param width a multiple of 4
   * @param height a multiple of 4
   */
  PlanarConversion(int width, int height) {
    if (width % 4 != 0 || height % 4 != 0) {
      throw new IllegalArgumentException(
          "a picture's sides are multiples of 4, was " + width + "x" + height);
    }
    this.width = width;
    this.height = height;
    stride = PlanarPicture.stride(width);
    packed = new Canvas(stride / 4, height * 3 / 2, false);
    program = new Program("screen.vert", "planar.frag", "");
    for (int i = 0; i < DEPTH; i++) {
      buffers[i] = glGenBuffers();
      glBindBuffer(GL_PIXEL_PACK_BUFFER, buffers[i]);
      glBufferData(GL_PIXEL_PACK_BUFFER, byteCount(), GL_STREAM_READ);
    }
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
  }

  /** Bytes of a picture: luma, then the two colour planes. */
  private int byteCount() {
    return stride * height * 3 / 2;
  }

  @Override
  public int underWay() {
    return underWay;
  }

  @Override
  public void start(Canvas canvas) {
    if (underWay == DEPTH) {
      throw new IllegalStateException("the oldest picture must be finished first");
    }
    int slot = (oldest + underWay) % DEPTH;
    Canvas whole = canvas;
    if (canvas.width() != width || canvas.height() != height) {
      if (stretched == null) {
        stretched = new Canvas(width, height, false);
      }
      canvas.stretchTo(stretched);
      whole = stretched;
    }
    packed.bind();
    program.use();
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, whole.texture());
    glUniform1i(program.uniform("picture"), 0);
    glUniform2i(program.uniform("size"), width, height);
    glUniform1i(program.uniform("stride"), stride);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, buffers[slot]);
    glReadPixels(0, 0, packed.width(), packed.height(), GL_RGBA, GL_UNSIGNED_BYTE, 0L);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    fences[slot] = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
    glFlush();
    underWay++;
  }

  @Override
  public void finish(PlanarPicture out) {
    if (underWay == 0) {
      throw new IllegalStateException("no picture is on its way");
    }
    int answer = glClientWaitSync(fences[oldest], GL_SYNC_FLUSH_COMMANDS_BIT, PATIENCE_NS);
    glDeleteSync(fences[oldest]);
    if (answer != GL_ALREADY_SIGNALED && answer != GL_CONDITION_SATISFIED) {
      throw new IllegalStateException("the drawing device did not finish a picture within 2 s");
    }
    glBindBuffer(GL_PIXEL_PACK_BUFFER, buffers[oldest]);
    ByteBuffer planes =
        glMapBufferRange(GL_PIXEL_PACK_BUFFER, 0, byteCount(), GL_MAP_READ_BIT, mapped);
    if (planes == null) {
      throw new IllegalStateException("the drawing device gave no picture back");
    }
    mapped = planes;
    try {
      out.planes().put(0, planes, 0, byteCount());
    } finally {
      glUnmapBuffer(GL_PIXEL_PACK_BUFFER);
      glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
      oldest = (oldest + 1) % DEPTH;
      underWay--;
    }
  }

  @Override
  public void close() {
    for (; underWay > 0; underWay--) {
      glDeleteSync(fences[oldest]);
      oldest = (oldest + 1) % DEPTH;
    }
    glDeleteBuffers(buffers);
    packed.close();
    if (stretched != null) {
      stretched.close();
    }
    program.close();
  }
}
