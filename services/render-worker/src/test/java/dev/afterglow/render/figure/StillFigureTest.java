package dev.afterglow.render.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Where a model's vertices stand, as numbers worked out by hand. */
class StillFigureTest {
  /** A quarter turn about y: x goes to -z. */
  private static final String TURNED = "\"rotation\":[0,0.70710678,0,0.70710678]";

  @Test
  void shouldPutEveryVertexWhereItsNodesPutIt() throws Exception {
    // Given: a turned node 2 m up, and in it one that is twice as wide and thrice as high, 1 m on
    byte[] glb =
        new SmallModel()
            .edit(
                "[{\"mesh\":0}]",
                "[{\"translation\":[0,2,0],"
                    + TURNED
                    + ",\"children\":[1]},"
                    + "{\"mesh\":0,\"translation\":[1,0,0],\"scale\":[2,3,1]}]")
            .glb();

    // When
    Model still = StillFigure.of(FigureReading.read(glb));

    // Then: (0,0,0), (1,0,0), (0,1,0) scaled, moved, turned, lifted; the normal +z is +x now
    MeshPart part = still.meshes().getFirst().parts().getFirst();
    assertThat(still.nodes()).hasSize(1);
    near(part, 0, 0, 2, -1, 1, 0, 0);
    near(part, 1, 0, 2, -3, 1, 0, 0);
    near(part, 2, 0, 5, -1, 1, 0, 0);
  }

  @Test
  void shouldKeepTheFrontOfWhatANodeMirrors() throws Exception {
    // Given
    byte[] glb = new SmallModel().edit("[{\"mesh\":0}]", "[{\"mesh\":0,\"scale\":[-1,1,1]}]").glb();

    // When
    Model still = StillFigure.of(FigureReading.read(glb));

    // Then: the corners go round the other way, and the front still looks to +z
    MeshPart part = still.meshes().getFirst().parts().getFirst();
    assertThat(part.indices()).containsExactly(0, 2, 1);
    near(part, 0, 0, 0, 0, 0, 0, 1);
    near(part, 1, -1, 0, 0, 0, 0, 1);
  }

  @Test
  void shouldLeanNormalsAgainstAnUnevenScale() throws Exception {
    // Given: a triangle that leans back by 45 degrees, twice as high
    byte[] glb =
        new SmallModel()
            .edit(
                "[{\"mesh\":0}]",
                "[{\"scale\":[1,2,1],\"children\":[1]},"
                    + "{\"mesh\":0,\"rotation\":[-0.38268343,0,0,0.92387953]}]")
            .glb();

    // When
    Model still = StillFigure.of(FigureReading.read(glb));

    // Then: (0,1,1) over sqrt 2 becomes (0,1/2,1), made as long as 1
    float root = (float) Math.sqrt(1.25);
    MeshPart part = still.meshes().getFirst().parts().getFirst();
    near(part, 0, 0, 0, 0, 0, 0.5f / root, 1 / root);
  }

  @Test
  void shouldJoinWhatSharesAMaterial() throws Exception {
    // Given: three nodes with one mesh
    byte[] glb =
        new SmallModel()
            .edit("{\"nodes\":[0]}", "{\"nodes\":[0,1,2]}")
            .edit(
                "[{\"mesh\":0}]",
                "[{\"mesh\":0},{\"mesh\":0,\"translation\":[0,0,1]},{\"mesh\":0}]")
            .glb();

    // When
    Model still = StillFigure.of(FigureReading.read(glb));

    // Then
    assertThat(still.meshes().getFirst().parts()).hasSize(1);
    MeshPart part = still.meshes().getFirst().parts().getFirst();
    assertThat(part.vertexCount()).isEqualTo(9);
    assertThat(part.indices()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    near(part, 4, 1, 0, 1, 0, 0, 1);
  }

  private static void near(MeshPart part, int vertex, float... wanted) {
    for (int k = 0; k < wanted.length; k++) {
      assertThat(part.base()[vertex * MeshPart.STRIDE + k])
          .as("value %d of vertex %d", k, vertex)
          .isCloseTo(wanted[k], within(1e-4f));
    }
  }
}
