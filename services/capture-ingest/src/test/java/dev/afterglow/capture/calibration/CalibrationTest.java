package dev.afterglow.capture.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.capture.calibration.Calibration.Range;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationTest {
  private static final Rotation REST = new Rotation(0.1f, -0.2f, 0.05f, 0.97f);

  @ParameterizedTest
  @CsvSource({"0.1, 0", "0.2, 0", "0.5, 0.5", "0.8, 1", "0.9, 1"})
  void shouldStretchRestAndWidestOverTheWholeRange(float measured, float wanted) {
    // Given
    Calibration calibration =
        new Calibration(Map.of(ArkitShape.JAW_OPEN, new Range(0.2f, 0.8f)), Optional.empty());

    // When
    MotionFrame frame = calibration.apply(frame(measured, REST));

    // Then
    assertThat(frame.shapes().get(ArkitShape.JAW_OPEN)).isCloseTo(wanted, within(1e-6f));
    assertThat(frame.shapes().get(ArkitShape.BROW_INNER_UP)).isEqualTo(0.3f);
    assertThat(frame.shapes().count()).isEqualTo(2);
    assertThat(frame.head().orElseThrow().rotation()).isEqualTo(REST);
  }

  @Test
  void shouldLookIntoTheCameraWhenTheHeadIsAtRest() {
    // Given
    Calibration calibration = new Calibration(Map.of(), Optional.of(REST));

    // When
    HeadPose rest = calibration.apply(frame(0.5f, REST)).head().orElseThrow();
    HeadPose turned = calibration.apply(frame(0.5f, Rotation.IDENTITY)).head().orElseThrow();

    // Then
    assertThat(Math.abs(rest.rotation().w())).isCloseTo(1, within(1e-6f));
    assertThat(rest.zCm()).isEqualTo(-40);
    assertThat(turned.rotation().w()).isCloseTo(REST.w(), within(1e-2f));
    assertThat(turned.rotation().y()).isCloseTo(-REST.y(), within(1e-2f));
  }

  @ParameterizedTest
  @CsvSource({"-0.1, 0.5", "0.5, 1.1", "0.5, 0.54", "0.6, 0.4", "NaN, 0.5", "0.1, NaN"})
  void shouldRefuseARangeThatIsNone(float neutral, float full) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Range(neutral, full));
  }

  private static MotionFrame frame(float jaw, Rotation turn) {
    return new MotionFrame(
        7,
        ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, jaw, ArkitShape.BROW_INNER_UP, 0.3f)),
        Optional.of(new HeadPose(turn, 1, 2, -40)),
        Map.of());
  }
}
