package dev.afterglow.render.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lwjgl.opengles.GLES32.GL_COLOR_BUFFER_BIT;
import static org.lwjgl.opengles.GLES32.GL_SCISSOR_TEST;
import static org.lwjgl.opengles.GLES32.glClear;
import static org.lwjgl.opengles.GLES32.glClearColor;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glEnable;
import static org.lwjgl.opengles.GLES32.glScissor;

import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.stage.Canvas;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both twins, on whatever draws here: patches of one colour, against the formula of BT.709. */
class ConversionTest {
  // Not a multiple of 8, as 540 is not: rows are padded.
  private static final int WIDTH = 276;
  private static final int STRIDE = 280;
  private static final int HEIGHT = 480;
  private static final int PATCH = 8;
  private static final long SEED = 20_261_122;

  private final int[][] red = new int[HEIGHT / PATCH][STRIDE / PATCH];
  private final int[][] green = new int[HEIGHT / PATCH][STRIDE / PATCH];
  private final int[][] blue = new int[HEIGHT / PATCH][STRIDE / PATCH];
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
  void shouldGiveTheFormulasPlanesOnTheDevice() {
    try (Conversion twin = new PlanarConversion(WIDTH, HEIGHT)) {
      check(twin);
    }
  }

  @Test
  void shouldGiveTheFormulasPlanesOnTheProcessor() {
    try (Conversion twin = new ScaledConversion(WIDTH, HEIGHT)) {
      check(twin);
    }
  }

  @Test
  void shouldKeepTwoPicturesOnTheirWayApart() {
    // Given
    try (Conversion twin = new PlanarConversion(WIDTH, HEIGHT);
        Canvas canvas = new Canvas(WIDTH, HEIGHT, false)) {
      PlanarPicture first = new PlanarPicture(WIDTH, HEIGHT);
      PlanarPicture second = new PlanarPicture(WIDTH, HEIGHT);

      // When
      fill(canvas, 1, 1, 1);
      twin.start(canvas);
      fill(canvas, 0, 0, 0);
      twin.start(canvas);
      twin.finish(first);
      twin.finish(second);

      // Then
      assertThat(first.planes().get(0) & 0xFF).isEqualTo(235);
      assertThat(second.planes().get(0) & 0xFF).isEqualTo(16);
      assertThat(twin.underWay()).isZero();
    }
  }

  private void check(Conversion twin) {
    // Given
    try (Canvas canvas = new Canvas(WIDTH, HEIGHT, false)) {
      paint(canvas);
      PlanarPicture out = new PlanarPicture(WIDTH, HEIGHT);
      assertThat(out.stride()).isEqualTo(STRIDE);

      // When
      twin.start(canvas);
      twin.finish(out);

      // Then
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int luma = out.planes().get(y * STRIDE + x) & 0xFF;
          near(luma, 16 + 219 * brightness(x, y), "luma", x, y);
        }
      }
      int colours = STRIDE * HEIGHT;
      for (int y = 0; y < HEIGHT / 2; y++) {
        for (int x = 0; x < WIDTH / 2; x++) {
          int at = colours + y * (STRIDE / 2) + x;
          double bright = brightness(2 * x, 2 * y);
          double cb = (of(blue, 2 * x, 2 * y) - bright) / 1.8556;
          double cr = (of(red, 2 * x, 2 * y) - bright) / 1.5748;
          near(out.planes().get(at) & 0xFF, 128 + 224 * cb, "Cb", x, y);
          near(out.planes().get(at + colours / 4) & 0xFF, 128 + 224 * cr, "Cr", x, y);
        }
      }
    }
  }

  // A processor's twin rounds on its way and filters across the patches' edges.
  private void near(int value, double wanted, String plane, int x, int y) {
    int step = plane.equals("luma") ? PATCH : PATCH / 2;
    boolean edge = x % step == 0 || x % step == step - 1 || y % step == 0 || y % step == step - 1;
    if (!edge) {
      assertThat((double) value)
          .as("%s at %d, %d, seed %d", plane, x, y, SEED)
          .isBetween(wanted - 2, wanted + 2);
    }
  }

  private double brightness(int x, int y) {
    return 0.2126 * of(red, x, y) + 0.7152 * of(green, x, y) + 0.0722 * of(blue, x, y);
  }

  private static double of(int[][] patches, int x, int y) {
    return patches[y / PATCH][x / PATCH] / 255.0;
  }

  private void paint(Canvas canvas) {
    Random random = new Random(SEED);
    canvas.bind();
    glEnable(GL_SCISSOR_TEST);
    for (int row = 0; row < HEIGHT / PATCH; row++) {
      for (int column = 0; column < STRIDE / PATCH; column++) {
        red[row][column] = random.nextInt(256);
        green[row][column] = random.nextInt(256);
        blue[row][column] = random.nextInt(256);
        // OpenGL counts rows from below.
        glScissor(column * PATCH, HEIGHT - (row + 1) * PATCH, PATCH, PATCH);
        glClearColor(
            red[row][column] / 255f, green[row][column] / 255f, blue[row][column] / 255f, 1);
        glClear(GL_COLOR_BUFFER_BIT);
      }
    }
    glDisable(GL_SCISSOR_TEST);
  }

  private static void fill(Canvas canvas, float r, float g, float b) {
    canvas.bind();
    glClearColor(r, g, b, 1);
    glClear(GL_COLOR_BUFFER_BIT);
  }
}
