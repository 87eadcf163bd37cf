package dev.afterglow.render.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.afterglow.render.convert.PlanarPicture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
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
    // Given: these encoders take surfaces of a device
    assumeFalse(Files.exists(Path.of("/dev/dri")), "skipped: this machine may have such a device");

    // When
    EncoderChoice choice = EncoderChoice.among(List.of("h264_vaapi", "h264_qsv"));

    // Then
    assertThat(choice.chosen()).isEmpty();
    assertThat(choice.tried().getFirst().fault()).startsWith("opening a device for VAAPI");
    assertThat(choice.tried().getLast().fault()).isNotEmpty();
  }

  @Test
  void shouldTurnColoursByTurnsForSurfaces() {
    // Given: every byte of a plane is its own
    PlanarPicture planar = new PlanarPicture(16, 4);
    for (int i = 0; i < 16 * 4 * 3 / 2; i++) {
      planar.planes().put(i, (byte) (i + 1));
    }

    // When
    try (InterleavedPicture picture = new InterleavedPicture(16, 4)) {
      AVFrame frame = picture.of(planar);

      // Then: luma as it was, then Cb and Cr in turns
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 16; x++) {
          assertThat(frame.data(0).get((long) y * frame.linesize(0) + x))
              .isEqualTo((byte) (y * 16 + x + 1));
        }
      }
      for (int y = 0; y < 2; y++) {
        for (int x = 0; x < 8; x++) {
          long at = (long) y * frame.linesize(1) + 2L * x;
          assertThat(frame.data(1).get(at)).isEqualTo((byte) (64 + y * 8 + x + 1));
          assertThat(frame.data(1).get(at + 1)).isEqualTo((byte) (80 + y * 8 + x + 1));
        }
      }
    }
  }
}
