package dev.afterglow.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.avatar.picture.MadePicture;
import org.junit.jupiter.api.Test;

class ModelCountsTest {
  @Test
  void shouldCountWhatOneNodeShows() {
    // Given: a skinned triangle with two morph targets and a picture of one pixel
    byte[] file = new SmallAvatar().glb();

    // When
    ModelCounts counts = ModelCounts.of(file);

    // Then
    assertThat(counts).isEqualTo(new ModelCounts(1, 3, 1, true));
  }

  @Test
  void shouldCountAMeshOnceForEachNodeAndAPictureOnceForEachTexture() {
    // Given: three nodes with the mesh, four textures with the picture of 512 by 256
    byte[] file =
        new SmallAvatar()
            .image("image/png", MadePicture.zeros(512, 256))
            .edit("{\"children\":[3]},", "{\"children\":[3,4,5]},")
            .edit(
                "{\"translation\":[0,1,0]}", "{\"translation\":[0,1,0]},{\"mesh\":0},{\"mesh\":0}")
            .edit(
                "[{\"source\":0}]", "[{\"source\":0},{\"source\":0},{\"source\":0},{\"source\":0}]")
            .glb();
    assertThat(GlbValidator.validate(file)).isInstanceOf(Verdict.Accepted.class);

    // When
    ModelCounts counts = ModelCounts.of(file);

    // Then
    assertThat(counts.triangles()).isEqualTo(3);
    assertThat(counts.vertices()).isEqualTo(9);
    assertThat(counts.pixels()).isEqualTo(4 * 512 * 256);
  }

  @Test
  void shouldNotCountAFileThatNobodyAccepted() {
    // Given
    byte[] file = new byte[20];

    // When, Then
    assertThatThrownBy(() -> ModelCounts.of(file)).isInstanceOf(IllegalArgumentException.class);
  }
}
