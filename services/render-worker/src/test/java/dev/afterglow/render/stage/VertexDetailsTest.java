package dev.afterglow.render.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.figure.Maps;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Picture;
import dev.afterglow.render.figure.Skin;
import dev.afterglow.render.figure.UvSlots;
import dev.afterglow.render.preflight.Pixels;
import dev.afterglow.render.rigged.RiggedFigure;
import dev.afterglow.render.space.Mat4;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours at vertices, and vertices that more than four joints move, drawn. */
class VertexDetailsTest {
  private static final int WIDTH = 272;
  private static final int HEIGHT = 480;
  private static final int JOINTS = 8;
  private static final float ASIDE = 0.2f;

  @ParameterizedTest
  @EnumSource(names = {"FLAT", "LIT"})
  void shouldMultiplyTheMaterialsColourByThatOfTheVertices(Material.Look look) {
    // Given: a square of yellow material whose vertices are cyan
    float[] cyan = {0, 1, 1, 1};

    // When
    Pixels plain = drawn(model(look, new float[0], 0, 4));
    Pixels colored = drawn(model(look, cyan, 0, 4));

    // Then: yellow times cyan is green
    assertThat(at(plain, 0)).as("red without").isGreaterThan(90);
    assertThat(at(colored, 0)).as("red").isLessThan(70);
    assertThat(at(colored, 1)).as("green").isGreaterThan(90);
    assertThat(at(colored, 2)).as("blue").isLessThan(70);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 7})
  void shouldMoveAVertexByTheJointsOfBothSets(int joint) {
    // Given: joint n stands n / 7 of the way aside, and moves the square alone
    Model moved = model(Material.Look.FLAT, new float[] {0, 1, 0, 1}, joint, 8);
    Model still = model(Material.Look.FLAT, new float[] {0, 1, 0, 1}, 0, 4);

    // When
    double column = greenColumn(drawn(moved));
    double rest = greenColumn(drawn(still));

    // Then: a head of 1 m is framed so that it fills 1 / 1.28 of the picture's width
    double metre = WIDTH / 1.28;
    assertThat(column - rest).isCloseTo(ASIDE * joint / 7 * metre, within(4.0));
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "2,false"})
  void shouldLookUpEachPictureAtItsOwnCoordinates(int slot, boolean glows) {
    // Given: a glow whose picture is white on its right half alone, which the second place is in
    ByteBuffer texels = ByteBuffer.allocateDirect(8);
    texels.put(new byte[] {0, 0, 0, -1, -1, -1, -1, -1}).flip();
    float[] more = new float[16];
    for (int v = 0; v < 4; v++) {
      more[v * 4] = 0.75f;
    }
    MeshPart bare = square(0.5f, 0, new float[0], new short[0], new float[0], 0);
    MeshPart part =
        new MeshPart(
            bare.base(),
            bare.uv(),
            more,
            bare.colors(),
            bare.joints(),
            bare.weights(),
            bare.indices(),
            0,
            List.of());
    Maps maps = new Maps(-1, 1, 0, -1, 1, -1, new UvSlots(0, slot, 0, 0, 0, 0));
    Material material =
        new Material(
            "",
            new float[] {0, 0, 0, 1},
            -1,
            0,
            1,
            new float[] {0, 1, 0},
            maps,
            Material.Alpha.OPAQUE,
            0.5f,
            true,
            Material.Look.LIT,
            null);
    Model model =
        new Model(
            List.of(node(0)),
            List.of(new FigureMesh(0, -1, List.of(), new float[0], List.of(part))),
            List.of(),
            List.of(material),
            List.of(new Picture(2, 1, texels, false, false)),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            LookAt.USUAL,
            false);

    // When
    Pixels pixels = drawn(model);

    // Then
    assertThat(at(pixels, 1) > 150).as("green %d", at(pixels, 1)).isEqualTo(glows);
  }

  /** A dark wall of 1 m, and before it a small square that one of eight joints moves. */
  private static Model model(Material.Look look, float[] color, int joint, int influences) {
    List<FigureNode> nodes = new ArrayList<>();
    nodes.add(node(0));
    float[] inverse = new float[JOINTS * 16];
    int[] joints = new int[JOINTS];
    for (int j = 0; j < JOINTS; j++) {
      nodes.add(node(ASIDE * j / 7));
      joints[j] = j + 1;
      System.arraycopy(Mat4.identity(), 0, inverse, j * 16, 16);
    }
    short[] moving = new short[4 * influences];
    float[] weights = new float[4 * influences];
    for (int v = 0; v < 4; v++) {
      for (int k = 0; k < influences; k++) {
        moving[v * influences + k] = (short) k;
        weights[v * influences + k] = k == joint ? 1 : 0;
      }
    }
    float[] colors = new float[color.length * 4];
    for (int i = 0; i < colors.length; i++) {
      colors[i] = color[i % 4];
    }
    MeshPart wall = square(0.5f, 0, new float[0], new short[0], new float[0], 0);
    MeshPart small = square(0.06f, 0.02f, colors, moving, weights, 1);
    return new Model(
        nodes,
        List.of(
            new FigureMesh(0, -1, List.of(), new float[0], List.of(wall)),
            new FigureMesh(0, 0, List.of(), new float[0], List.of(small))),
        List.of(new Skin(joints, inverse)),
        List.of(material(0.02f, 0.02f, Material.Look.FLAT), material(1, 1, look)),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        LookAt.USUAL,
        false);
  }

  private static FigureNode node(float x) {
    return new FigureNode(
        "node", -1, new float[] {x, 0, 0}, new float[] {0, 0, 0, 1}, new float[] {1, 1, 1});
  }

  private static MeshPart square(
      float half, float z, float[] colors, short[] joints, float[] weights, int material) {
    float[] base = {
      -half, -half, z, 0, 0, 1, half, -half, z, 0, 0, 1, half, half, z, 0, 0, 1, -half, half, z, 0,
      0, 1
    };
    return new MeshPart(
        base,
        new float[8],
        new float[0],
        colors,
        joints,
        weights,
        new int[] {0, 1, 2, 0, 2, 3},
        material,
        List.of());
  }

  /** Of that much red and green, and no blue that a light would not bring. */
  private static Material material(float red, float green, Material.Look look) {
    return new Material(
        "",
        new float[] {red, green, 0, 1},
        -1,
        0,
        1,
        new float[3],
        Maps.NONE,
        Material.Alpha.OPAQUE,
        0.5f,
        true,
        look,
        null);
  }

  private static Pixels drawn(Model model) {
    try (HeadlessContext context = DrawingDevice.open();
        Studio studio = new Studio(RiggedFigure.of(model), WIDTH, HEIGHT, 1, true)) {
      studio.pose(new MotionFrame(0, ShapeWeights.NONE, Optional.empty(), Map.of()));
      studio.drawFigure();
      return studio.canvas().read();
    }
  }

  /** In the middle of the picture. */
  private static int at(Pixels pixels, int channel) {
    int pixel = HEIGHT / 2 * WIDTH + WIDTH / 2;
    return Byte.toUnsignedInt(pixels.rgba().get(pixel * 4 + channel));
  }

  private static double greenColumn(Pixels pixels) {
    long sum = 0;
    long count = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int green = Byte.toUnsignedInt(pixels.rgba().get(i * 4 + 1));
      if (green > Byte.toUnsignedInt(pixels.rgba().get(i * 4)) + 100) {
        sum += i % WIDTH;
        count++;
      }
    }
    assertThat(count).as("green pixels").isGreaterThan(20);
    return (double) sum / count;
  }
}
