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
import dev.afterglow.render.figure.Maps;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Picture;
import dev.afterglow.render.figure.Toon;
import dev.afterglow.render.rigged.RiggedFigure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Surfaces of every kind on a ball, drawn and compared loosely with what they should show. The key
 * light comes from the upper left in front; places are given on the ball's disc, -1 to 1 each way.
 */
class SurfaceTest {
  private static final int WIDTH = 240;
  private static final int HEIGHT = 304;
  private static final int CHANNELS = 4;
  private static final int RED = 0;
  private static final int GREEN = 1;
  private static final int BLUE = 2;

  /** Where the key light falls, and where it does not. */
  private static final double[] LIT = {-0.4, 0.5};

  private static final double[] UNLIT = {0.8, -0.35};
  private static final double[] MIDDLE = {0, 0};

  /** Where the ball already looks away from the key light. */
  private static final double[] ASIDE = {0.4, -0.2};

  private HeadlessContext context;
  private double left;
  private double right;
  private double low;
  private double high;

  @BeforeEach
  void open() {
    context = DrawingDevice.open();
    findTheBall();
  }

  @AfterEach
  void close() {
    if (context != null) {
      context.close();
    }
  }

  @Test
  void shouldDrawToonInTwoTonesWithASharpBorderBetweenThem() {
    // Given: white in the light and dark red in the shade
    Material sharp = toon(0.95f, Toon.Outline.NONE, new float[3], 0);
    Material soft = toon(0, Toon.Outline.NONE, new float[3], 0);

    // When
    ByteBuffer drawn = drawn(sharp, 0);
    ByteBuffer gradual = drawn(soft, 0);

    // Then
    assertThat(at(drawn, LIT, GREEN)).isGreaterThan(200);
    assertThat(at(drawn, UNLIT, GREEN)).isLessThan(120);
    assertThat(at(drawn, UNLIT, RED)).isGreaterThan(at(drawn, UNLIT, GREEN) + 30);
    assertThat(between(drawn, 125, 195)).isLessThan(0.5 * between(gradual, 125, 195));
  }

  @Test
  void shouldDrawAnOutlineAroundToon() {
    // Given
    double[] outside = {-0.74, 0.74};

    // When
    ByteBuffer bare = drawn(toon(0.95f, Toon.Outline.NONE, new float[3], 0), 0);
    ByteBuffer outlined = drawn(toon(0.95f, Toon.Outline.WORLD, new float[3], 0), 0);

    // Then: blue beyond the ball's edge, and nothing else than before within
    assertThat(blueness(outlined, outside)).isGreaterThan(80);
    assertThat(blueness(bare, outside)).isLessThan(40);
    assertThat(at(outlined, LIT, RED)).isCloseTo(at(bare, LIT, RED), within(3));
  }

  @Test
  void shouldDrawARimOfLightOnToon() {
    // Given
    double[] edge = {0.85, -0.35};

    // When
    ByteBuffer bare = drawn(toon(0.95f, Toon.Outline.NONE, new float[3], 0), 0);
    ByteBuffer rimmed = drawn(toon(0.95f, Toon.Outline.NONE, new float[] {0, 1, 0}, 0), 0);

    // Then
    assertThat(at(rimmed, edge, GREEN)).isGreaterThan(at(bare, edge, GREEN) + 30);
    assertThat(at(rimmed, MIDDLE, GREEN)).isCloseTo(at(bare, MIDDLE, GREEN), within(6));
  }

  @Test
  void shouldMoveToonsBorderOfLightWhereAMaskSaysSo() {
    // Given: a mask of 216 of 255 everywhere, once for light and once against it
    Material lighter = masked(Toon.Outline.NONE, new Toon.Masks(RIGHT_PICTURE, 1, -1));
    Material darker = masked(Toon.Outline.NONE, new Toon.Masks(RIGHT_PICTURE, -2, -1));

    // When
    ByteBuffer light = drawn(lighter, 0);
    ByteBuffer dark = drawn(darker, 0);

    // Then
    assertThat(at(light, UNLIT, GREEN)).isGreaterThan(200);
    assertThat(at(dark, LIT, GREEN)).isLessThan(120);
  }

  @Test
  void shouldNarrowAnOutlineWhereAMaskSaysSo() {
    // Given: green is 0 in the mask
    double[] outside = {-0.74, 0.74};

    // When
    ByteBuffer none = drawn(masked(Toon.Outline.WORLD, new Toon.Masks(-1, 1, BLACK_PICTURE)), 0);
    ByteBuffer half = drawn(masked(Toon.Outline.WORLD, new Toon.Masks(-1, 1, ROUGH_PICTURE)), 0);
    ByteBuffer whole = drawn(masked(Toon.Outline.WORLD, Toon.Masks.NONE), 0);

    // Then: half of the width no longer reaches as far
    assertThat(blueness(whole, outside)).isGreaterThan(80);
    assertThat(blueness(none, outside)).isLessThan(40);
    assertThat(blueness(half, outside)).isLessThan(blueness(whole, outside) + 1);
  }

  @Test
  void shouldMoveAToonsPictureWithTime() {
    // Given: red to the right of the middle, blue further round; half a picture a second
    Material moving = toon(0.95f, Toon.Outline.NONE, new float[3], 0.5f);
    double[] rightOfMiddle = {0.3, 0.2};

    // When
    ByteBuffer first = drawn(moving, 0);
    ByteBuffer later = drawn(moving, 1_000_000);

    // Then
    assertThat(blueness(first, rightOfMiddle)).isLessThan(-60);
    assertThat(blueness(later, rightOfMiddle)).isGreaterThan(60);
  }

  @Test
  void shouldTurnTheLightWithANormalMap() {
    // Given: a surface that looks to the left everywhere, and one that looks to the right
    Maps toTheLeft = new Maps(LEFT_PICTURE, 1, -1, -1, 1, -1);
    Maps toTheRight = new Maps(RIGHT_PICTURE, 1, -1, -1, 1, -1);

    // When
    ByteBuffer plain = drawn(lit(0.7f, 0.7f, 0.7f, 0, Maps.NONE, 0), 0);
    ByteBuffer lefts = drawn(lit(0.7f, 0.7f, 0.7f, 0, toTheLeft, 0), 0);
    ByteBuffer rights = drawn(lit(0.7f, 0.7f, 0.7f, 0, toTheRight, 0), 0);

    // Then
    double turnedAway = at(rights, ASIDE, RED);
    assertThat(at(lefts, ASIDE, RED)).isGreaterThan(turnedAway + 20);
    assertThat(at(plain, ASIDE, RED)).isGreaterThan(turnedAway + 10);
  }

  @Test
  void shouldDarkenWithAnOcclusionMap() {
    // Given
    Maps whole = new Maps(-1, 1, -1, BLACK_PICTURE, 1, -1);
    Maps half = new Maps(-1, 1, -1, BLACK_PICTURE, 0.5f, -1);

    // When
    double open = at(drawn(lit(0.7f, 0.7f, 0.7f, 0, Maps.NONE, 0), 0), LIT, RED);
    double shut = at(drawn(lit(0.7f, 0.7f, 0.7f, 0, whole, 0), 0), LIT, RED);
    double between = at(drawn(lit(0.7f, 0.7f, 0.7f, 0, half, 0), 0), LIT, RED);

    // Then
    assertThat(shut).isLessThan(25);
    assertThat(between).isBetween(shut + 30, open - 20);
  }

  @Test
  void shouldGlowWhereNoLightFallsAndNotWhereAMapForbidsIt() {
    // Given: black, and green by itself
    Maps dark = new Maps(-1, 1, BLACK_PICTURE, -1, 1, -1);

    // When
    ByteBuffer glowing = drawn(lit(0, 0, 0, 0, Maps.NONE, 0.6f), 0);
    ByteBuffer masked = drawn(lit(0, 0, 0, 0, dark, 0.6f), 0);

    // Then
    assertThat(at(glowing, UNLIT, GREEN)).isGreaterThan(at(glowing, UNLIT, RED) + 80);
    assertThat(at(masked, UNLIT, GREEN)).isCloseTo(at(masked, UNLIT, RED), within(12));
  }

  @Test
  void shouldDrawMetalDarkBesideItsHighlightAndNoMetalWhereAMapSaysSo() {
    // Given: the map's blue takes the metal away
    Maps none = new Maps(-1, 1, -1, -1, 1, ROUGH_PICTURE);

    // When
    ByteBuffer paint = drawn(lit(0.8f, 0.3f, 0.3f, 0, Maps.NONE, 0), 0);
    ByteBuffer metal = drawn(lit(0.8f, 0.3f, 0.3f, 1, Maps.NONE, 0), 0);
    ByteBuffer masked = drawn(lit(0.8f, 0.3f, 0.3f, 1, none, 0), 0);

    // Then: a metal has no light of its own body, and what it throws back is of its colour
    assertThat(at(metal, UNLIT, RED)).isLessThan(at(paint, UNLIT, RED) - 15);
    assertThat(at(metal, UNLIT, RED)).isGreaterThan(at(metal, UNLIT, BLUE));
    assertThat(at(masked, UNLIT, RED)).isCloseTo(at(paint, UNLIT, RED), within(12));
  }

  // What is drawn

  private static final int HALVES_PICTURE = 0;
  private static final int LEFT_PICTURE = 1;
  private static final int RIGHT_PICTURE = 2;
  private static final int BLACK_PICTURE = 3;
  private static final int ROUGH_PICTURE = 4;

  private static List<Picture> pictures() {
    ByteBuffer halves = ByteBuffer.allocateDirect(64 * CHANNELS);
    for (int x = 0; x < 64; x++) {
      halves.put((byte) (x < 32 ? 255 : 0)).put((byte) 0);
      halves.put((byte) (x < 32 ? 0 : 255)).put((byte) 255);
    }
    return List.of(
        new Picture(64, 1, halves.flip(), true, true),
        one(40, 128, 218),
        one(216, 128, 218),
        one(0, 0, 0),
        one(0, 128, 0));
  }

  private static Picture one(int red, int green, int blue) {
    ByteBuffer rgba = ByteBuffer.allocateDirect(CHANNELS);
    rgba.put((byte) red).put((byte) green).put((byte) blue).put((byte) 255);
    return new Picture(1, 1, rgba.flip(), true, true);
  }

  private static Material lit(
      float red, float green, float blue, float metallic, Maps maps, float glow) {
    return material(
        new float[] {red, green, blue, 1},
        -1,
        metallic,
        new float[] {0, glow, 0},
        maps,
        Material.Look.LIT,
        null);
  }

  private static Material toon(float toony, Toon.Outline outline, float[] rim, float scroll) {
    Toon toon =
        new Toon(
            new float[] {0.2f, 0, 0},
            -1,
            0,
            toony,
            -1,
            new float[3],
            rim,
            -1,
            4,
            0,
            0,
            outline,
            outline == Toon.Outline.NONE ? 0 : 0.12f,
            new float[] {0, 0, 1},
            0,
            scroll,
            0,
            0);
    return material(
        new float[] {1, 1, 1, 1},
        scroll == 0 ? -1 : HALVES_PICTURE,
        0,
        new float[3],
        Maps.NONE,
        Material.Look.TOON,
        toon);
  }

  private static Material masked(Toon.Outline outline, Toon.Masks masks) {
    Toon bare = Objects.requireNonNull(toon(0.95f, outline, new float[3], 0).toon());
    Toon toon =
        new Toon(
            bare.shade(),
            bare.shadePicture(),
            bare.shift(),
            bare.toony(),
            bare.matcap(),
            bare.matcapColor(),
            bare.rim(),
            bare.rimPicture(),
            bare.rimPower(),
            bare.rimLift(),
            bare.rimMix(),
            bare.outline(),
            bare.outlineWidth(),
            bare.outlineColor(),
            bare.outlineMix(),
            bare.scrollU(),
            bare.scrollV(),
            bare.turn(),
            masks,
            0);
    return material(
        new float[] {1, 1, 1, 1}, -1, 0, new float[3], Maps.NONE, Material.Look.TOON, toon);
  }

  private static Material material(
      float[] base,
      int picture,
      float metallic,
      float[] emissive,
      Maps maps,
      Material.Look look,
      @Nullable Toon toon) {
    return new Material(
        "surface",
        base,
        picture,
        metallic,
        0.5f,
        emissive,
        maps,
        Material.Alpha.OPAQUE,
        0.5f,
        false,
        look,
        toon);
  }

  private static ByteBuffer drawn(Material material, long timeUs) {
    Model ball = Ball.of(40, 40, pictures().getFirst());
    Model figure =
        new Model(
            ball.nodes(),
            ball.meshes(),
            ball.skins(),
            List.of(material),
            pictures(),
            ball.bones(),
            ball.expressions(),
            ball.springs(),
            ball.constraints(),
            ball.lookAt(),
            ball.facesBackwards());
    try (Studio studio = new Studio(RiggedFigure.of(figure), WIDTH, HEIGHT, 1, false)) {
      studio.pose(new MotionFrame(timeUs, ShapeWeights.NONE, Optional.empty(), Map.of()));
      studio.drawFigure();
      studio.canvas().bind();
      ByteBuffer rgba = ByteBuffer.allocateDirect(WIDTH * HEIGHT * CHANNELS);
      glReadPixels(0, 0, WIDTH, HEIGHT, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
      return rgba;
    }
  }

  // Where it is

  /** By a ball of a green that nothing else is of. */
  private void findTheBall() {
    ByteBuffer flat =
        drawn(
            material(
                new float[] {0, 1, 0, 1}, -1, 0, new float[3], Maps.NONE, Material.Look.FLAT, null),
            0);
    left = WIDTH;
    low = HEIGHT;
    right = 0;
    high = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int pixel = (y * WIDTH + x) * CHANNELS;
        if ((flat.get(pixel + GREEN) & 0xFF) > 200 && (flat.get(pixel) & 0xFF) < 60) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          low = Math.min(low, y);
          high = Math.max(high, y);
        }
      }
    }
    assertThat(right - left).as("the ball's width in pixels").isGreaterThan(40);
  }

  /** The mean of 5x5 pixels. */
  private double at(ByteBuffer rgba, double[] place, int channel) {
    double radius = (right - left) / 2;
    int x = (int) Math.round((left + right) / 2 + place[0] * radius);
    int y = (int) Math.round(high - radius + place[1] * radius);
    double sum = 0;
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        sum += rgba.get(((y + dy) * WIDTH + x + dx) * CHANNELS + channel) & 0xFF;
      }
    }
    return sum / 25;
  }

  private double blueness(ByteBuffer rgba, double[] place) {
    return at(rgba, place, BLUE) - at(rgba, place, RED);
  }

  /** How many pixels on the ball, but for its fading foot, are neither in light nor in shade. */
  private double between(ByteBuffer rgba, int from, int to) {
    double radius = (right - left) / 2;
    double x0 = (left + right) / 2;
    double y0 = high - radius;
    int count = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean on = y > y0 - 0.4 * radius && Math.hypot(x - x0, y - y0) < 0.9 * radius;
        int green = rgba.get((y * WIDTH + x) * CHANNELS + GREEN) & 0xFF;
        count += on && green >= from && green <= to ? 1 : 0;
      }
    }
    return count;
  }

  private static org.assertj.core.data.Offset<Double> within(double by) {
    return org.assertj.core.data.Offset.offset(by);
  }
}
