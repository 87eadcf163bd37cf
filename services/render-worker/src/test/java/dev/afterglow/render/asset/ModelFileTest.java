package dev.afterglow.render.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.render.figure.SmallGlb;
import dev.afterglow.render.figure.SmallModel;
import dev.afterglow.render.scene.StageAsset;
import dev.afterglow.render.scene.StageModel;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Models from outside. */
class ModelFileTest {
  private static final int MUTANTS = 2_500;

  @Test
  void shouldTakeAModelAndMeasureIt() throws Exception {
    // Given
    byte[] file =
        new SmallModel().edit("[{\"mesh\":0}]", "[{\"mesh\":0,\"translation\":[1,0,0]}]").glb();

    // When
    StageAsset asset = StageFile.read(file);

    // Then: from (1,0,0) to (2,1,0), half a metre to either side of its middle
    assertThat(asset).isInstanceOf(StageAsset.Model.class);
    StageModel model = ((StageAsset.Model) asset).model();
    assertThat(model.sha256()).hasSize(64);
    assertThat(model.triangles()).isEqualTo(1);
    assertThat(model.pixels()).isEqualTo(4);
    assertThat(model.low()).containsExactly(1, 0, 0);
    assertThat(model.high()).containsExactly(2, 1, 0);
    assertThat(model.reach()).isEqualTo(0.5f);
    assertThat(model.suitsAProduct()).isTrue();
    assertThat(StageFile.read(file)).isEqualTo(asset);
  }

  @Test
  void shouldRefuseAnExtensionThatIsNotDrawn() {
    // Given
    byte[] file =
        new SmallModel()
            .edit(
                "\"scene\":0,", "\"scene\":0,\"extensionsRequired\":[\"KHR_materials_variants\"],")
            .glb();

    // When, Then
    assertThatThrownBy(() -> StageFile.read(file))
        .isInstanceOf(AssetUnusable.class)
        .hasMessage(
            "EXTENSION_UNSUPPORTED: the file requires KHR_materials_variants, which is not drawn"
                + " here");
  }

  @Test
  void shouldRefuseAPictureOfThirtyThousandPixelsASide() {
    // Given: its header says so; nothing behind it would hold that much
    byte[] file = new SmallModel().claims(30_000, 30_000).glb();

    // When, Then
    assertThatThrownBy(() -> StageFile.read(file))
        .isInstanceOf(AssetUnusable.class)
        .hasMessageStartingWith("IMAGE_TOO_LARGE")
        .hasMessageContaining("30000x30000");
  }

  @Test
  void shouldRefuseManySmallTexturesThatAddUp() {
    // Given: 5 textures name one picture of 2,048 a side, which would be decoded for each
    String textures =
        IntStream.range(0, 5).mapToObj(i -> "{\"source\":0}").collect(Collectors.joining(","));
    byte[] file =
        new SmallModel().pictured(2048).edit("[{\"source\":0}]", "[" + textures + "]").glb();

    // When, Then
    assertThatThrownBy(() -> StageFile.read(file))
        .isInstanceOf(AssetUnusable.class)
        .hasMessage("pixels:20971520, at most 16777216");
  }

  @Test
  void shouldRefuseATriangleThatNodesShowTooOften() {
    // Given: 200 triangles in a mesh of 600 vertices, which 1,001 nodes show
    String nodes =
        IntStream.range(0, 1_001).mapToObj(i -> "{\"mesh\":0}").collect(Collectors.joining(","));
    String roots =
        IntStream.range(0, 1_001).mapToObj(Integer::toString).collect(Collectors.joining(","));
    byte[] file =
        SmallGlb.of(
            """
            {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[ROOTS]}],"nodes":[NODES],
             "meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],
             "buffers":[{"byteLength":BIN_BYTES}],"bufferViews":[{"buffer":0,"byteLength":7200}],
             "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":600,
               "min":[0,0,0],"max":[0,0,0]}]}
            """
                .replace("ROOTS", roots)
                .replace("NODES", nodes),
            new byte[7200]);

    // When, Then
    assertThatThrownBy(() -> StageFile.read(file))
        .isInstanceOf(AssetUnusable.class)
        .hasMessage("triangles:200200, at most 200000");
  }

  @Test
  void shouldRefuseWhatIsMadeToMove() {
    // Given
    byte[] file = SmallGlb.chain("\"extensions\":{}");

    // When, Then
    assertThatThrownBy(() -> StageFile.read(file))
        .isInstanceOf(AssetUnusable.class)
        .hasMessageContaining("stands still");
  }

  @Test
  void shouldRefuseWhatIsNotMeasuredInMetres() {
    // Given
    byte[] file =
        new SmallModel().edit("[{\"mesh\":0}]", "[{\"mesh\":0,\"scale\":[1,1000,1]}]").glb();
    byte[] nowhere =
        new SmallModel().edit("[{\"mesh\":0}]", "[{\"mesh\":0,\"scale\":[1,1e38,1e38]}]").glb();

    // When, Then
    assertThatThrownBy(() -> StageFile.read(file)).hasMessage("reaches beyond 200 m");
    assertThatThrownBy(() -> StageFile.read(nowhere)).hasMessage("reaches beyond 200 m");
  }

  @Test
  void shouldRefuseALongerFileThanAMessageHolds() {
    // Given
    byte[] file = java.util.Arrays.copyOf(new SmallModel().glb(), ModelFile.MOST_BYTES + 1);

    // When, Then
    assertThatThrownBy(() -> StageFile.read(file)).hasMessage("bytes:" + file.length);
  }

  @Test
  void shouldTakeOrRefuseEveryDamagedModelAndNeverBreak() {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    byte[] sound = new SmallModel().glb();
    int taken = 0;
    int refused = 0;

    // When
    for (int i = 0; i < MUTANTS; i++) {
      byte[] damaged = damaged(sound, random);
      try {
        assertThat(StageFile.read(damaged).bytes()).isPositive();
        taken++;
      } catch (AssetUnusable e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + " of seed " + seed, e);
      }
    }

    // Then
    assertThat(taken).as("taken, seed %d", seed).isPositive();
    assertThat(refused).as("refused, seed %d", seed).isPositive();
  }

  /** Some bytes anywhere, or a digit of the JSON: those reach further into the reading. */
  private static byte[] damaged(byte[] sound, SplittableRandom random) {
    byte[] out = sound.clone();
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      int at = random.nextInt(out.length);
      if (random.nextBoolean()) {
        while (!Character.isDigit(out[at])) {
          at = (at + 1) % out.length;
        }
        out[at] = (byte) ('0' + random.nextInt(10));
      } else {
        out[at] = (byte) random.nextInt(256);
      }
    }
    return out;
  }
}
