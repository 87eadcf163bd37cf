package dev.afterglow.render.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterglow.avatar.GlbValidator;
import dev.afterglow.avatar.Verdict;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.rig.FaceRig;
import dev.afterglow.render.rig.SkinPalette;
import dev.afterglow.render.space.Mat4;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files of which every number is known. */
class GltfFeaturesTest {
  @Test
  void shouldScaleWholeNumbersWhenAMeshIsQuantized() throws FigureException {
    // Given: normalised signed bytes for positions, normals and morphs, shorts for coordinates
    ByteBuffer bin = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    bin.put(new byte[] {0, 0, 0, 0, 127, 0, 0, 0, 0, -127, 64, 0});
    bin.put(new byte[] {0, 0, 127, 0, 0, 0, 127, 0, 0, 0, 127, 0});
    bin.putShort((short) 0).putShort((short) 65_535).putShort((short) 32_768);
    bin.putShort((short) 0).putShort((short) 6_553).putShort((short) 13_107);
    bin.put(new byte[] {0, 0, 0, 0, 0, 0, 127, 0, 0, 0, -64, 0});
    byte[] file =
        SmallGlb.of(
            """
            {"asset":{"version":"2.0"},"extensionsRequired":["KHR_mesh_quantization"],
             "extensionsUsed":["KHR_mesh_quantization"],"scene":0,"scenes":[{"nodes":[0]}],
             "nodes":[{"mesh":0}],"meshes":[{"primitives":[{"attributes":{"POSITION":0,"NORMAL":1,
               "TEXCOORD_0":2},"targets":[{"POSITION":3}]}]}],
             "buffers":[{"byteLength":BIN_BYTES}],
             "bufferViews":[{"buffer":0,"byteLength":12,"byteStride":4},
              {"buffer":0,"byteOffset":12,"byteLength":12,"byteStride":4},
              {"buffer":0,"byteOffset":24,"byteLength":12,"byteStride":4},
              {"buffer":0,"byteOffset":36,"byteLength":12,"byteStride":4}],
             "accessors":[
              {"bufferView":0,"componentType":5120,"normalized":true,"type":"VEC3","count":3,
               "min":[0,-127,0],"max":[127,0,64]},
              {"bufferView":1,"componentType":5120,"normalized":true,"type":"VEC3","count":3},
              {"bufferView":2,"componentType":5123,"normalized":true,"type":"VEC2","count":3},
              {"bufferView":3,"componentType":5120,"normalized":true,"type":"VEC3","count":3}]}
            """,
            bin.array());

    // When
    MeshPart part = FigureReading.read(file).meshes().getFirst().parts().getFirst();

    // Then
    float[] places = new float[9];
    for (int v = 0; v < 3; v++) {
      System.arraycopy(part.base(), v * MeshPart.STRIDE, places, v * 3, 3);
    }
    near(places, 0, 0, 0, 1, 0, 0, 0, -1, 0.503937f);
    near(part.uv(), 0, 1, 0.500008f, 0, 0.099992f, 0.2f);
    float[] moved = new float[18];
    part.morphs().getFirst().addTo(moved, 1);
    assertThat(moved[8]).isCloseTo(1, within(1e-5f));
    assertThat(moved[14]).isCloseTo(-0.503937f, within(1e-5f));
  }

  @Test
  void shouldReadColoursAtVerticesAndASecondSetOfJoints() throws FigureException {
    // Given: colours as bytes without alpha; weights of both sets that sum to 1.25
    ByteBuffer bin = ByteBuffer.allocate(168).order(ByteOrder.LITTLE_ENDIAN);
    bin.put(SmallGlb.floats(0, 0, 0, 1, 0, 0, 0, 1, 0));
    bin.put(new byte[] {-1, 0, 51, 0, -1, 0, 51, 0, -1, 0, 51, 0});
    for (int set = 0; set < 2; set++) {
      for (int v = 0; v < 3; v++) {
        bin.put(new byte[] {(byte) (set * 4), (byte) (set * 4 + 1), 2, 3});
      }
    }
    for (int v = 0; v < 3; v++) {
      bin.put(SmallGlb.floats(0.25f, 0.25f, 0.125f, 0.125f));
    }
    for (int v = 0; v < 3; v++) {
      bin.put(v == 1 ? SmallGlb.floats(0.5f, 0, 0, 0) : SmallGlb.floats(0, 0, 0, 0));
    }
    byte[] file =
        SmallGlb.of(
            """
            {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],
             "nodes":[{"mesh":0}],
             "meshes":[{"primitives":[{"attributes":{"POSITION":0,"COLOR_0":1,"JOINTS_0":2,
               "JOINTS_1":3,"WEIGHTS_0":4,"WEIGHTS_1":5}}]}],
             "buffers":[{"byteLength":BIN_BYTES}],
             "bufferViews":[{"buffer":0,"byteLength":36},
              {"buffer":0,"byteOffset":36,"byteLength":12,"byteStride":4},
              {"buffer":0,"byteOffset":48,"byteLength":12},
              {"buffer":0,"byteOffset":60,"byteLength":12},
              {"buffer":0,"byteOffset":72,"byteLength":48},
              {"buffer":0,"byteOffset":120,"byteLength":48}],
             "accessors":[
              {"bufferView":0,"componentType":5126,"type":"VEC3","count":3,"min":[0,0,0],
               "max":[1,1,0]},
              {"bufferView":1,"componentType":5121,"normalized":true,"type":"VEC3","count":3},
              {"bufferView":2,"componentType":5121,"type":"VEC4","count":3},
              {"bufferView":3,"componentType":5121,"type":"VEC4","count":3},
              {"bufferView":4,"componentType":5126,"type":"VEC4","count":3},
              {"bufferView":5,"componentType":5126,"type":"VEC4","count":3}]}
            """,
            bin.array());

    // When
    MeshPart part = FigureReading.read(file).meshes().getFirst().parts().getFirst();

    // Then: 0.25 of 1.25 is 0.2; a vertex of the first set alone sums to 0.75
    near(java.util.Arrays.copyOfRange(part.colors(), 4, 8), 1, 0, 0.2f, 1);
    assertThat(part.influences()).isEqualTo(8);
    near(
        java.util.Arrays.copyOfRange(part.weights(), 8, 16), 0.2f, 0.2f, 0.1f, 0.1f, 0.4f, 0, 0, 0);
    near(
        java.util.Arrays.copyOfRange(part.weights(), 0, 4),
        0.333333f,
        0.333333f,
        0.166667f,
        0.166667f);
    assertThat(part.joints()[12]).isEqualTo((short) 4);
  }

  @ParameterizedTest
  @CsvSource({
    // offset, rotation, scale; then where (0.5, 0.25) goes, worked by hand
    "0.1, 0.2, 0,                  2, 4,  1.1, 1.2",
    "0,   0,   1.5707963267948966, 1, 1,  0.25, -0.5",
    "0.5, 1,   1.5707963267948966, 2, 4,  1.5,  0",
  })
  void shouldMoveCoordinatesWhenATextureIsTransformed(
      float offsetU, float offsetV, float turn, float scaleU, float scaleV, float u, float v) {
    // Given
    float[] uv = {0.5f, 0.25f, 0, 0};
    UvPlace place = new UvPlace(0, offsetU, offsetV, turn, scaleU, scaleV);

    // When
    place.move(uv);

    // Then
    near(uv, u, v, offsetU, offsetV);
  }

  @Test
  void shouldKeepPicturesOfOneMaterialApartThatLieApart() throws FigureException {
    // Given: the colour is moved by a half, the glow is twice as fine, the bumps lie as the colour
    ByteBuffer bin = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
    bin.put(SmallGlb.floats(0, 0, 0, 1, 0, 0, 0, 1, 0));
    bin.put(SmallGlb.floats(0, 0, 0.25f, 0.5f, 1, 1));
    String moved = "{\"KHR_texture_transform\":{\"offset\":[0.5,0]}}";
    String finer = "{\"KHR_texture_transform\":{\"scale\":[2,2]}}";
    byte[] file =
        SmallGlb.of(
            """
            {"asset":{"version":"2.0"},"extensionsUsed":["KHR_texture_transform"],
             "scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
             "textures":[{}],
             "materials":[{"pbrMetallicRoughness":{"baseColorTexture":{"index":0,
               "extensions":MOVED}},"normalTexture":{"index":0,"extensions":MOVED},
               "emissiveTexture":{"index":0,"extensions":FINER}}],
             "meshes":[{"primitives":[{"attributes":{"POSITION":0,"TEXCOORD_0":1},
               "material":0}]}],
             "buffers":[{"byteLength":BIN_BYTES}],
             "bufferViews":[{"buffer":0,"byteLength":36},
              {"buffer":0,"byteOffset":36,"byteLength":24}],
             "accessors":[
              {"bufferView":0,"componentType":5126,"type":"VEC3","count":3,"min":[0,0,0],
               "max":[1,1,0]},
              {"bufferView":1,"componentType":5126,"type":"VEC2","count":3}]}
            """
                .replace("MOVED", moved)
                .replace("FINER", finer),
            bin.array());

    // When
    Model model = FigureReading.read(file);

    // Then
    MeshPart part = model.meshes().getFirst().parts().getFirst();
    near(part.uv(), 0.5f, 0, 0.75f, 0.5f, 1.5f, 1);
    near(part.moreUv(), 0, 0, 0, 0, 0.5f, 1, 0, 0, 2, 2, 0, 0);
    assertThat(model.materials().getFirst().maps().slots())
        .isEqualTo(new UvSlots(0, 1, 0, 0, 0, 0));
  }

  @Test
  void shouldFillSparseMorphsWhenTheyStandOnNothing() throws FigureException {
    // Given: only vertex 2 moves
    ByteBuffer bin = ByteBuffer.allocate(52).order(ByteOrder.LITTLE_ENDIAN);
    bin.put(SmallGlb.floats(0, 0, 0, 1, 0, 0, 0, 1, 0));
    bin.putShort((short) 2).putShort((short) 0).put(SmallGlb.floats(0.25f, -0.5f, 2));
    byte[] file =
        SmallGlb.of(
            """
            {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],
             "nodes":[{"mesh":0}],"meshes":[{"primitives":[{"attributes":{"POSITION":0},
               "targets":[{"POSITION":1}]}]}],"buffers":[{"byteLength":BIN_BYTES}],
             "bufferViews":[{"buffer":0,"byteLength":36},
              {"buffer":0,"byteOffset":36,"byteLength":2},
              {"buffer":0,"byteOffset":40,"byteLength":12}],
             "accessors":[
              {"bufferView":0,"componentType":5126,"type":"VEC3","count":3,"min":[0,0,0],
               "max":[1,1,0]},
              {"componentType":5126,"type":"VEC3","count":3,"sparse":{"count":1,
               "indices":{"bufferView":1,"componentType":5123},"values":{"bufferView":2}}}]}
            """,
            bin.array());

    // When
    MeshPart part = FigureReading.read(file).meshes().getFirst().parts().getFirst();

    // Then
    float[] moved = new float[18];
    part.morphs().getFirst().addTo(moved, 1);
    near(java.util.Arrays.copyOfRange(moved, 12, 15), 0.25f, -0.5f, 2);
    assertThat(moved[0]).isZero();
  }

  @Test
  void shouldUnpackTheSameFaceWhenAFileIsCompressed() throws FigureException, IOException {
    // Given
    Path folder = SharedFiles.root().resolve("avatars/ict-facekit");
    assumeTrue(Files.exists(folder), "skipped: the recorded avatars are not on this machine");

    // When
    Model plain = FigureReading.read(Files.readAllBytes(folder.resolve("ict_face_arkit51.glb")));
    Model packed =
        FigureReading.read(Files.readAllBytes(folder.resolve("ict_face_arkit51.meshopt.glb")));

    // Then: the packed file keeps about 14 bits of a 0.3 m head, each mesh the same box
    List<FigureMesh> meshes = plain.meshes();
    assertThat(packed.vertexCount()).isEqualTo(plain.vertexCount());
    for (int m = 0; m < meshes.size(); m++) {
      for (int p = 0; p < meshes.get(m).parts().size(); p++) {
        float[] one = box(plain, m, p);
        float[] two = box(packed, m, p);
        assertThat(two).as("part %d of mesh %d", p, m).containsExactly(one, within(1e-3f));
        assertSameMorphs(plain, packed, m, p);
      }
      assertThat(packed.meshes().get(m).morphNames()).isEqualTo(meshes.get(m).morphNames());
    }
  }

  /** Vertices may stand in another order, so of each morph its furthest move is compared. */
  @Test
  void shouldTakeTheIdentityWhenASkinHasNoInverseBindMatrices() throws FigureException {
    // Given: a triangle bound to a joint at (0, 0.5, 0), as legal glTF, and the same with a matrix
    String file =
        """
        {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0,1]}],
         "nodes":[{"translation":[0,0.5,0]},{"mesh":0,"skin":0}],
         "skins":[{"joints":[0]}],
         "meshes":[{"primitives":[{"attributes":{"POSITION":0,"JOINTS_0":1,"WEIGHTS_0":2}}]}],
         "buffers":[{"byteLength":BIN_BYTES}],
         "bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":12},
          {"buffer":0,"byteOffset":48,"byteLength":48}],
         "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3,"min":[0,0,0],
           "max":[1,1,0]},
          {"bufferView":1,"componentType":5121,"type":"VEC4","count":3},
          {"bufferView":2,"componentType":5126,"type":"VEC4","count":3}]}
        """;
    ByteBuffer bin = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
    bin.put(SmallGlb.floats(0, 0, 0, 1, 0, 0, 0, 1, 0)).put(new byte[12]);
    bin.put(SmallGlb.floats(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0));
    byte[] glb = SmallGlb.of(file, bin.array());
    assertThat(GlbValidator.validate(glb)).isInstanceOf(Verdict.Accepted.class);

    // When
    Model figure = FigureReading.read(glb);

    // Then: what the joint does to a vertex is its own place in the world
    assertThat(figure.skins().getFirst().inverseBind()).isEqualTo(Mat4.identity());
    BodyRig rig = new BodyRig(figure, new FaceRig(figure), new float[3]);
    FloatBuffer rows = FloatBuffer.allocate(SkinPalette.STRIDE);
    new SkinPalette().fill(figure.skins().getFirst(), rig.world(), rows);
    assertThat(rows.array())
        .containsExactly(new float[] {1, 0, 0, 0, 0, 1, 0, 0.5f, 0, 0, 1, 0}, within(1e-6f));
  }

  private static void assertSameMorphs(Model plain, Model packed, int mesh, int part) {
    List<MorphTarget> one = plain.meshes().get(mesh).parts().get(part).morphs();
    List<MorphTarget> two = packed.meshes().get(mesh).parts().get(part).morphs();
    assertThat(two).hasSameSizeAs(one);
    double onesScale = plain.nodes().get(plain.meshes().get(mesh).node()).scale()[0];
    double twosScale = packed.nodes().get(packed.meshes().get(mesh).node()).scale()[0];
    for (int t = 0; t < one.size(); t++) {
      assertThat(furthest(two.get(t)) * twosScale)
          .as("morph %d of part %d of mesh %d", t, part, mesh)
          .isCloseTo(furthest(one.get(t)) * onesScale, within(1e-3));
    }
  }

  private static double furthest(MorphTarget morph) {
    double out = 0;
    for (int v = 0; v < morph.deltas().length; v += MeshPart.STRIDE) {
      float[] d = morph.deltas();
      out = Math.max(out, Math.sqrt(d[v] * d[v] + d[v + 1] * d[v + 1] + d[v + 2] * d[v + 2]));
    }
    return out;
  }

  /** World bounds of a part at rest. */
  private static float[] box(Model figure, int mesh, int part) {
    FigureMesh shown = figure.meshes().get(mesh);
    FigureNode node = figure.nodes().get(shown.node());
    float[] out = {9, 9, 9, -9, -9, -9};
    float[] base = shown.parts().get(part).base();
    for (int v = 0; v < base.length; v += MeshPart.STRIDE) {
      for (int k = 0; k < 3; k++) {
        float at = base[v + k] * node.scale()[k] + node.translation()[k];
        out[k] = Math.min(out[k], at);
        out[3 + k] = Math.max(out[3 + k], at);
      }
    }
    return out;
  }

  private static void near(float[] actual, float... expected) {
    assertThat(actual).containsExactly(expected, within(1e-5f));
  }
}
