package dev.afterglow.render.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderChoiceTest {

  @Test
  void shouldTakeTheFirstThatEncodes() {
    // When: neither of the first two is in the build
    EncoderChoice choice =
        EncoderChoice.among(List.of("h264_of_another_world", "libx264", "libopenh264"));

    // Then
    assertThat(choice.chosen()).contains("libopenh264");
    assertThat(choice.tried())
        .extracting(EncoderChoice.Trial::works)
        .containsExactly(false, false, true);
    assertThat(choice.tried().getFirst().fault()).contains("does not have it");
  }

  @Test
  void shouldSayWhyWhenTheBuildHasItAndTheMachineDoesNot() {
    // When: this encoder takes surfaces of a device and no pictures of ours
    EncoderChoice choice = EncoderChoice.among(List.of("h264_vaapi"));

    // Then
    assertThat(choice.chosen()).isEmpty();
    assertThat(choice.tried().getFirst().fault()).startsWith("opening the H.264 encoder");
  }
}
