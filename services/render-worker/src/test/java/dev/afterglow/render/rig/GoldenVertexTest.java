package dev.afterglow.render.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.SmallGlb;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A file of two meshes with a skin each, posed and morphed: where its vertices end up in the world,
 * against numbers worked by hand.
 *
 * <p>Node hips at (0, 1, 0), head at (0, 1.5, 0). The first skin binds both, the second the head
 * alone. The triangle's corners are (0, 1.5, 0.1), (0.2, 1.5, 0) and (0, 1.25, 0); {@code jawOpen}
 * moves the first by (0, -0.1, 0). The second corner follows hips and head by halves, the third the
 * hips.
 */
class GoldenVertexTest {
  private static final float HALF = (float) Math.sqrt(0.5);

  @Test
  void shouldPutMorphedSkinnedVerticesWhereTheyBelong() throws FigureException {
    // Given: the head turns its face to +X, a quarter about Y, with the jaw half open
    Model figure = FigureReading.read(file());
    FaceRig face = new FaceRig(figure);
    BodyRig body = new BodyRig(figure, face, new float[3]);
    ShapeWeights shapes = ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.5f));
    Rotation quarter = new Rotation(0, HALF, 0, HALF);

    // When
    body.apply(new MotionFrame(0, shapes, Optional.empty(), Map.of(HumanoidBone.HEAD, quarter)));
    float[] weights = face.apply(shapes).getFirst();

    // Then
    near(vertex(figure, body, 0, 0, weights), 0.1f, 1.45f, 0);
    near(vertex(figure, body, 0, 1, weights), 0.1f, 1.5f, -0.1f);
    near(vertex(figure, body, 0, 2, weights), 0, 1.25f, 0);
    near(vertex(figure, body, 1, 1, new float[1]), 0, 1.5f, -0.2f);
    near(vertex(figure, body, 1, 2, new float[1]), 0, 1.25f, 0);
  }

  private static float[] vertex(
      Model figure, BodyRig body, int meshIndex, int vertex, float[] weights) {
    FigureMesh mesh = figure.meshes().get(meshIndex);
    MeshPart part = mesh.parts().getFirst();
    MorphBlend blend = new MorphBlend(part);
    blend.blend(weights);
    float[] v = blend.vertices();
    FloatBuffer rows =
        FloatBuffer.allocate(figure.skins().get(mesh.skin()).joints().length * SkinPalette.STRIDE);
    new SkinPalette().fill(figure.skins().get(mesh.skin()), body.world(), rows);
    float[] out = new float[3];
    for (int k = 0; k < 4; k++) {
      int at = part.joints()[vertex * 4 + k] * SkinPalette.STRIDE;
      float share = part.weights()[vertex * 4 + k];
      for (int row = 0; share > 0 && row < 3; row++) {
        int from = at + row * 4;
        out[row] +=
            share
                * (rows.get(from) * v[vertex * 6]
                    + rows.get(from + 1) * v[vertex * 6 + 1]
                    + rows.get(from + 2) * v[vertex * 6 + 2]
                    + rows.get(from + 3));
      }
    }
    return out;
  }

  private static byte[] file() {
    ByteBuffer bin = ByteBuffer.allocate(36 + 36 + 12 + 48 + 128 + 12 + 48 + 64);
    bin.order(ByteOrder.LITTLE_ENDIAN);
    bin.put(SmallGlb.floats(0, 1.5f, 0.1f, 0.2f, 1.5f, 0, 0, 1.25f, 0));
    bin.put(SmallGlb.floats(0, -0.1f, 0, 0, 0, 0, 0, 0, 0));
    bin.put(new byte[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    bin.put(SmallGlb.floats(1, 0, 0, 0, 0.5f, 0.5f, 0, 0, 1, 0, 0, 0));
    bin.put(SmallGlb.floats(down(1))).put(SmallGlb.floats(down(1.5f)));
    bin.put(new byte[12]).put(SmallGlb.floats(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0));
    bin.put(SmallGlb.floats(down(1.5f)));
    return SmallGlb.of(
        """
        {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0,2,3]}],
         "nodes":[{"name":"hips","translation":[0,1,0],"children":[1]},
          {"name":"head","translation":[0,0.5,0]},{"mesh":0,"skin":0},{"mesh":1,"skin":1}],
         "skins":[{"joints":[0,1],"inverseBindMatrices":4},{"joints":[1],"inverseBindMatrices":7}],
         "meshes":[{"primitives":[{"attributes":{"POSITION":0,"JOINTS_0":2,"WEIGHTS_0":3},
            "targets":[{"POSITION":1}]}],"extras":{"targetNames":["jawOpen"]}},
          {"primitives":[{"attributes":{"POSITION":0,"JOINTS_0":5,"WEIGHTS_0":6}}]}],
         "buffers":[{"byteLength":BIN_BYTES}],
         "bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":36},
          {"buffer":0,"byteOffset":72,"byteLength":12},{"buffer":0,"byteOffset":84,"byteLength":48},
          {"buffer":0,"byteOffset":132,"byteLength":128},
          {"buffer":0,"byteOffset":260,"byteLength":12},
          {"buffer":0,"byteOffset":272,"byteLength":48},
          {"buffer":0,"byteOffset":320,"byteLength":64}],
         "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3,
            "min":[0,1.25,0],"max":[0.2,1.5,0.1]},
          {"bufferView":1,"componentType":5126,"type":"VEC3","count":3},
          {"bufferView":2,"componentType":5121,"type":"VEC4","count":3},
          {"bufferView":3,"componentType":5126,"type":"VEC4","count":3},
          {"bufferView":4,"componentType":5126,"type":"MAT4","count":2},
          {"bufferView":5,"componentType":5121,"type":"VEC4","count":3},
          {"bufferView":6,"componentType":5126,"type":"VEC4","count":3},
          {"bufferView":7,"componentType":5126,"type":"MAT4","count":1}]}
        """,
        bin.array());
  }

  /** The matrix that takes a bone at that height back to the origin. */
  private static float[] down(float height) {
    return new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, -height, 0, 1};
  }

  private static void near(float[] actual, float x, float y, float z) {
    assertThat(actual).containsExactly(new float[] {x, y, z}, within(1e-4f));
  }
}
