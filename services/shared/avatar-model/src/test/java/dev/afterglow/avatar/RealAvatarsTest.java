package dev.afterglow.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealAvatarsTest {

  @ParameterizedTest
  @CsvSource({
    "ict-facekit/ict_face_arkit51.glb, GLB, UNSTATED, 51, 28551, 0",
    "godot-vrm-godette/Godette_vrm_v4.vrm, VRM_0, ALLOWED, 0, 3109, 0",
    "vrm-specification/VRMC_materials_mtoon_UV_Animation_Test.vrm, VRM_1, ALLOWED, 0, 4, 0",
    "vrm-specification/VRMC_vrm_expressions_isBinary_Overridden.vrm, VRM_1, ALLOWED, 0, 4, 0",
    "three-robotexpressive/RobotExpressive.glb, GLB, UNSTATED, 0, 7214, 2"
  })
  void shouldAcceptWhenViewersShowTheFile(
      String name,
      AvatarFormat format,
      CommercialUse commerce,
      int shapes,
      int vertices,
      int warnings)
      throws IOException {
    // Given
    var file = SharedAvatars.file(name);

    // When
    Verdict verdict = GlbValidator.validate(file);

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    AvatarFacts facts = ((Verdict.Accepted) verdict).facts();
    assertThat(facts.format()).isEqualTo(format);
    assertThat(facts.commercialUse()).isEqualTo(commerce);
    assertThat(facts.shapes()).hasSize(shapes);
    assertThat(facts.vertexCount()).isEqualTo(vertices);
    assertThat(facts.warnings()).hasSize(warnings);
  }

  @Test
  void shouldFindTheSameFaceWhenTheFileIsCompressed() throws IOException {
    // Given
    var plain = SharedAvatars.file("ict-facekit/ict_face_arkit51.glb");
    var packed = SharedAvatars.file("ict-facekit/ict_face_arkit51.meshopt.glb");

    // When
    AvatarFacts whole = accepted(GlbValidator.validate(plain));
    AvatarFacts unpacked = accepted(GlbValidator.validate(packed));

    // Then
    assertThat(unpacked.shapes()).isEqualTo(whole.shapes());
    assertThat(unpacked.vertexCount()).isEqualTo(whole.vertexCount());
  }

  private static AvatarFacts accepted(Verdict verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted) verdict).facts();
  }
}
