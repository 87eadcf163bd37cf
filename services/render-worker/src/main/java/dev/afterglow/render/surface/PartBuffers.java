package dev.afterglow.render.surface;

import static org.lwjgl.opengles.GLES32.GL_ARRAY_BUFFER;
import static org.lwjgl.opengles.GLES32.GL_ELEMENT_ARRAY_BUFFER;
import static org.lwjgl.opengles.GLES32.GL_FLOAT;
import static org.lwjgl.opengles.GLES32.GL_STATIC_DRAW;
import static org.lwjgl.opengles.GLES32.GL_STREAM_DRAW;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLES;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_INT;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_SHORT;
import static org.lwjgl.opengles.GLES32.glBindBuffer;
import static org.lwjgl.opengles.GLES32.glBindVertexArray;
import static org.lwjgl.opengles.GLES32.glBufferData;
import static org.lwjgl.opengles.GLES32.glDeleteBuffers;
import static org.lwjgl.opengles.GLES32.glDeleteVertexArrays;
import static org.lwjgl.opengles.GLES32.glDrawElements;
import static org.lwjgl.opengles.GLES32.glEnableVertexAttribArray;
import static org.lwjgl.opengles.GLES32.glGenBuffers;
import static org.lwjgl.opengles.GLES32.glGenVertexArrays;
import static org.lwjgl.opengles.GLES32.glVertexAttribIPointer;
import static org.lwjgl.opengles.GLES32.glVertexAttribPointer;

import dev.afterglow.render.figure.MeshPart;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One part of a figure on the device: blended vertices that change, and everything else that does
 * not.
 */
public final class PartBuffers implements AutoCloseable {
  private final int vertexArray;
  private final int moving;
  private final int uv;
  private final int joints;
  private final int weights;
  private final int moreUv;
  private final int colors;
  private final int indices;
  private final int indexCount;
  private final int tints;
  private final boolean short16;

  /**
   * @param split the part's triangles sorted by their need of a picture, or null to keep their
   *     order
   */
  public PartBuffers(MeshPart part, @Nullable PaintSplit split) {
    vertexArray = glGenVertexArrays();
    glBindVertexArray(vertexArray);
    moving = glGenBuffers();
    glBindBuffer(GL_ARRAY_BUFFER, moving);
    glBufferData(GL_ARRAY_BUFFER, part.base(), GL_STREAM_DRAW);
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 3, GL_FLOAT, false, MeshPart.STRIDE * 4, 0L);
    glEnableVertexAttribArray(1);
    glVertexAttribPointer(1, 3, GL_FLOAT, false, MeshPart.STRIDE * 4, 12L);
    uv = glGenBuffers();
    glBindBuffer(GL_ARRAY_BUFFER, uv);
    glBufferData(GL_ARRAY_BUFFER, part.uv(), GL_STATIC_DRAW);
    glEnableVertexAttribArray(2);
    glVertexAttribPointer(2, 2, GL_FLOAT, false, 0, 0L);
    if (part.joints().length > 0) {
      joints = glGenBuffers();
      glBindBuffer(GL_ARRAY_BUFFER, joints);
      glBufferData(GL_ARRAY_BUFFER, part.joints(), GL_STATIC_DRAW);
      glEnableVertexAttribArray(3);
      int each = part.influences();
      glVertexAttribIPointer(3, 4, GL_UNSIGNED_SHORT, each * 2, 0L);
      if (each > 4) {
        glEnableVertexAttribArray(7);
        glVertexAttribIPointer(7, 4, GL_UNSIGNED_SHORT, each * 2, 8L);
      }
      weights = glGenBuffers();
      glBindBuffer(GL_ARRAY_BUFFER, weights);
      glBufferData(GL_ARRAY_BUFFER, part.weights(), GL_STATIC_DRAW);
      glEnableVertexAttribArray(4);
      glVertexAttribPointer(4, 4, GL_FLOAT, false, each * 4, 0L);
      if (each > 4) {
        glEnableVertexAttribArray(8);
        glVertexAttribPointer(8, 4, GL_FLOAT, false, each * 4, 16L);
      }
    } else {
      joints = 0;
      weights = 0;
    }
    moreUv = part.moreUv().length > 0 ? glGenBuffers() : 0;
    if (moreUv != 0) {
      glBindBuffer(GL_ARRAY_BUFFER, moreUv);
      glBufferData(GL_ARRAY_BUFFER, part.moreUv(), GL_STATIC_DRAW);
      glEnableVertexAttribArray(9);
      glVertexAttribPointer(9, 4, GL_FLOAT, false, 0, 0L);
    }
    colors = part.colored() ? glGenBuffers() : 0;
    if (part.colored()) {
      glBindBuffer(GL_ARRAY_BUFFER, colors);
      glBufferData(GL_ARRAY_BUFFER, part.colors(), GL_STATIC_DRAW);
      glEnableVertexAttribArray(6);
      glVertexAttribPointer(6, 4, GL_FLOAT, false, 0, 0L);
    }
    tints = split == null ? 0 : glGenBuffers();
    if (split != null) {
      glBindBuffer(GL_ARRAY_BUFFER, tints);
      ByteBuffer bytes = ByteBuffer.allocateDirect(split.tints().length).put(split.tints());
      glBufferData(GL_ARRAY_BUFFER, bytes.flip(), GL_STATIC_DRAW);
      glEnableVertexAttribArray(5);
      glVertexAttribPointer(5, 3, GL_UNSIGNED_BYTE, true, 0, 0L);
    }
    int[] order = split == null ? part.indices() : split.indices();
    indices = glGenBuffers();
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices);
    indexCount = order.length;
    short16 = part.vertexCount() <= 65_535;
    if (short16) {
      short[] narrow = new short[indexCount];
      for (int i = 0; i < indexCount; i++) {
        narrow[i] = (short) order[i];
      }
      glBufferData(GL_ELEMENT_ARRAY_BUFFER, narrow, GL_STATIC_DRAW);
    } else {
      glBufferData(GL_ELEMENT_ARRAY_BUFFER, order, GL_STATIC_DRAW);
    }
    glBindVertexArray(0);
  }

  /** Replaces positions and normals; the driver may still be drawing the old ones. */
  public void upload(float[] vertices) {
    glBindBuffer(GL_ARRAY_BUFFER, moving);
    glBufferData(GL_ARRAY_BUFFER, vertices, GL_STREAM_DRAW);
  }

  /** How many indices there are. */
  public int indexCount() {
    return indexCount;
  }

  /** Draws a run of indices. */
  public void draw(int first, int count) {
    glBindVertexArray(vertexArray);
    if (short16) {
      glDrawElements(GL_TRIANGLES, count, GL_UNSIGNED_SHORT, first * 2L);
    } else {
      glDrawElements(GL_TRIANGLES, count, GL_UNSIGNED_INT, first * 4L);
    }
  }

  @Override
  public void close() {
    glDeleteVertexArrays(vertexArray);
    glDeleteBuffers(moving);
    glDeleteBuffers(uv);
    if (joints != 0) {
      glDeleteBuffers(joints);
      glDeleteBuffers(weights);
    }
    if (moreUv != 0) {
      glDeleteBuffers(moreUv);
    }
    if (colors != 0) {
      glDeleteBuffers(colors);
    }
    if (tints != 0) {
      glDeleteBuffers(tints);
    }
    glDeleteBuffers(indices);
  }
}
