package dev.afterglow.render.presence;

import static org.lwjgl.opengles.GLES32.GL_BLEND;
import static org.lwjgl.opengles.GLES32.GL_CULL_FACE;
import static org.lwjgl.opengles.GLES32.GL_NEAREST;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE0;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MAG_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MIN_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLE_STRIP;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.glActiveTexture;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glDeleteTextures;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glDrawArrays;
import static org.lwjgl.opengles.GLES32.glGenTextures;
import static org.lwjgl.opengles.GLES32.glTexImage2D;
import static org.lwjgl.opengles.GLES32.glTexParameteri;
import static org.lwjgl.opengles.GLES32.glTexSubImage2D;
import static org.lwjgl.opengles.GLES32.glUniform1i;
import static org.lwjgl.opengles.GLES32.glUniform4f;
import static org.lwjgl.opengles.GLES32.glUniformMatrix4fv;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.render.preflight.FaceBoxes;
import dev.afterglow.render.quality.Ladder;
import dev.afterglow.render.quality.Rung;
import dev.afterglow.render.rig.Hand;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.surface.Program;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A figure without a mesh, a bone or a morph target: a picture on an upright plane of half a metre,
 * made anew for each instant as a neural model would make it. It is dark, and its upper half is
 * green, or blue in its other look, while the drive's jaw is open; it moves to its left with the
 * jaw's sideways shape, and its left hand is at its left edge.
 */
public final class PlaneFigure implements Figure {
  private static final int TEXELS = 8;
  private static final float HALF = 0.25f;
  private static final float FARTHEST = 0.1f;

  private volatile boolean faceFound;

  @Override
  public List<String> looks() {
    return List.of("green", "blue");
  }

  @Override
  public Set<Hand> hands() {
    return Set.of(Hand.LEFT);
  }

  @Override
  public Ladder ladder(boolean software) {
    return Ladder.of(false, 60, software);
  }

  @Override
  public long deviceBytes() {
    return 4L * TEXELS * TEXELS;
  }

  @Override
  public void findFace() {
    faceFound = true;
  }

  @Override
  public Appearance appear(boolean software) {
    return new Plane();
  }

  private final class Plane implements Appearance {
    private final Program program = new Program("plane.vert", "plane.frag", "");
    private final int texture = glGenTextures();
    private final ByteBuffer picture = ByteBuffer.allocateDirect(4 * TEXELS * TEXELS);
    private boolean blue;
    private boolean holds;
    private boolean fresh;
    private float across;

    Plane() {
      glBindTexture(GL_TEXTURE_2D, texture);
      glTexImage2D(
          GL_TEXTURE_2D, 0, GL_RGBA, TEXELS, TEXELS, 0, GL_RGBA, GL_UNSIGNED_BYTE, picture);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    }

    @Override
    public Extents extents() {
      return new Extents(
          new Extents.Point(-HALF, -HALF, 0), new Extents.Point(HALF, HALF, 0), Optional.empty());
    }

    @Override
    public void pose(MotionFrame motion) {
      boolean open = motion.shapes().getOr(ArkitShape.JAW_OPEN, 0) > 0.5f;
      across = FARTHEST * motion.shapes().getOr(ArkitShape.JAW_LEFT, 0);
      for (int i = 0; i < TEXELS * TEXELS; i++) {
        byte lit = (byte) (open && i >= TEXELS * TEXELS / 2 ? 255 : 5);
        picture.put(i * 4, (byte) 5);
        picture.put(i * 4 + 1, blue ? (byte) 5 : lit);
        picture.put(i * 4 + 2, blue ? lit : (byte) 5);
        picture.put(i * 4 + 3, (byte) 255);
      }
      fresh = true;
    }

    @Override
    public void wear(String look) {
      if (!look.isEmpty() && !looks().contains(look)) {
        throw new IllegalArgumentException("no such look");
      }
      blue = look.equals("blue");
    }

    @Override
    public void level(Rung rung) {}

    @Override
    public void hold(@Nullable Hand hand) {
      holds = hand != null;
    }

    @Override
    public @Nullable Hand undriven() {
      return holds ? Hand.LEFT : null;
    }

    @Override
    public void grip(Hand hand, float[] out) {
      java.util.Arrays.fill(out, 0);
      out[0] = 1;
      out[5] = 1;
      out[10] = 1;
      out[12] = across + HALF;
      out[15] = 1;
    }

    @Override
    public void draw(View view, Pass pass) {
      if (pass == Pass.SEE_THROUGH) {
        return;
      }
      glActiveTexture(GL_TEXTURE0);
      glBindTexture(GL_TEXTURE_2D, texture);
      if (fresh) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, TEXELS, TEXELS, GL_RGBA, GL_UNSIGNED_BYTE, picture);
        fresh = false;
      }
      program.use();
      glUniform1i(program.uniform("picture"), 0);
      glUniformMatrix4fv(program.uniform("viewProjection"), false, view.viewProjection());
      glUniform4f(program.uniform("plane"), across - HALF, -HALF, across + HALF, HALF);
      glDisable(GL_CULL_FACE);
      glDisable(GL_BLEND);
      glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    }

    @Override
    public @Nullable FaceBoxes face(float[] viewProjection, int width, int height) {
      if (!faceFound) {
        return null;
      }
      float[] low = onPicture(viewProjection, across - HALF, HALF, width, height);
      float[] high = onPicture(viewProjection, across + HALF, 0, width, height);
      Box box =
          new Box(
              Math.round(low[0]),
              Math.round(low[1]),
              Math.round(high[0] - low[0]),
              Math.round(high[1] - low[1]));
      return new FaceBoxes(box, Optional.empty(), List.of());
    }

    private static float[] onPicture(float[] m, float x, float y, int width, int height) {
      float w = m[3] * x + m[7] * y + m[15];
      return new float[] {
        ((m[0] * x + m[4] * y + m[12]) / w + 1) / 2 * width,
        (1 - (m[1] * x + m[5] * y + m[13]) / w) / 2 * height
      };
    }

    @Override
    public int triangles() {
      return 2;
    }

    @Override
    public void close() {
      program.close();
      glDeleteTextures(texture);
    }
  }
}
