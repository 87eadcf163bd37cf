package dev.afterglow.render.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.glReadPixels;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.capacity.Ball;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.figure.Picture;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.rigged.RiggedFigure;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A painted ball, drawn as a processor draws it and as a device does. */
class StudioTest {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 304;
  private static final int RINGS = 100;
  private static final int AROUND = 100;
  private static final int TEXELS = 64;
  private static final int CHANNELS = 4;

  private HeadlessContext context;

  @BeforeEach
  void open() {
    context = DrawingDevice.open();
  }

  @AfterEach
  void close() {
    if (context != null) {
      context.close();
    }
  }

  @Test
  void shouldLookTheSameLitAtVerticesAndAtPixels() {
    // Given
    Figure ball = ball();

    // When
    ByteBuffer vertices = drawn(ball, true);
    ByteBuffer pixels = drawn(ball, false);

    // Then: well inside the ball, where no edge is smoothed
    double sum = 0;
    int count = 0;
    for (int y = HEIGHT * 3 / 8; y < HEIGHT * 5 / 8; y++) {
      for (int x = WIDTH * 3 / 8; x < WIDTH * 5 / 8; x++) {
        for (int channel = 0; channel < 3; channel++) {
          int at = (y * WIDTH + x) * CHANNELS + channel;
          sum += Math.abs((vertices.get(at) & 0xFF) - (pixels.get(at) & 0xFF));
          count++;
        }
      }
    }
    assertThat(sum / count).isLessThan(4);
  }

  @Test
  void shouldSmoothTheFiguresEdgesOnADevice() {
    // Given
    Figure ball = ball();

    // When
    ByteBuffer hard = drawn(ball, true);
    ByteBuffer smooth = drawn(ball, false);

    // Then: between wall and ball there are steps that a hard edge does not have
    assertThat(steepest(smooth)).isLessThan(0.8 * steepest(hard));
  }

  /** The mean of the greatest differences of neighbours in the rows through the ball. */
  private static double steepest(ByteBuffer rgba) {
    double sum = 0;
    int rows = 0;
    for (int y = HEIGHT * 3 / 8; y < HEIGHT * 5 / 8; y++) {
      int steepest = 0;
      for (int x = 1; x < WIDTH / 2; x++) {
        int at = (y * WIDTH + x) * CHANNELS;
        steepest =
            Math.max(steepest, Math.abs((rgba.get(at) & 0xFF) - (rgba.get(at - CHANNELS) & 0xFF)));
      }
      sum += steepest;
      rows++;
    }
    return sum / rows;
  }

  private static ByteBuffer drawn(Figure figure, boolean software) {
    try (Studio studio = new Studio(figure, WIDTH, HEIGHT, 1, software)) {
      studio.pose(new MotionFrame(0, ShapeWeights.builder().build(), Optional.empty(), Map.of()));
      studio.drawFigure();
      studio.canvas().bind();
      ByteBuffer rgba = ByteBuffer.allocateDirect(WIDTH * HEIGHT * CHANNELS);
      glReadPixels(0, 0, WIDTH, HEIGHT, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
      return rgba;
    }
  }

  /** Dense enough to be lit at its vertices by a processor. */
  private static Figure ball() {
    return RiggedFigure.of(Ball.of(RINGS, AROUND, painted()));
  }

  /** Skin tones that change slowly, so that how a picture is sampled does not count. */
  private static Picture painted() {
    ByteBuffer rgba = ByteBuffer.allocateDirect(TEXELS * TEXELS * CHANNELS);
    for (int y = 0; y < TEXELS; y++) {
      for (int x = 0; x < TEXELS; x++) {
        double wave = Math.sin(2 * Math.PI * x / TEXELS) * Math.sin(Math.PI * y / TEXELS);
        rgba.put((byte) (215 + 25 * wave)).put((byte) (170 + 25 * wave));
        rgba.put((byte) (145 + 25 * wave)).put((byte) 255);
      }
    }
    return new Picture(TEXELS, TEXELS, rgba.flip(), true, false);
  }
}
