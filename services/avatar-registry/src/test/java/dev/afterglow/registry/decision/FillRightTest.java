package dev.afterglow.registry.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.use.MotionMode;
import dev.afterglow.registry.use.PlatformAccount;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillRightTest {
  @ParameterizedTest
  @CsvSource({
    "true, true, true",
    "true, false, false",
    "false, true, false",
    "false, false, false"
  })
  void shouldLetTheVoiceMoveTheMouthOnlyWhereLicenceAndPlatformBothWould(
      boolean licensed, boolean row, boolean expected) {
    // Given
    Scene scene = new Scene();
    scene.motions =
        licensed ? Set.of(MotionMode.MOCAP, MotionMode.AUDIO_DRIVEN) : Set.of(MotionMode.MOCAP);
    scene.voiceRow = row;

    // When
    FillRight right = FillRight.on(scene.intendedUse(), scene.known());

    // Then: the use itself, by motion capture, is allowed in all four
    assertThat(scene.decide().allowed()).isTrue();
    assertThat(right.mouthFromVoice()).isEqualTo(expected);
  }

  @Test
  void shouldLetNothingMoveByItselfWherePlatformDoesNotSaySo() {
    // When
    FillRight right = FillRight.on(new Scene().intendedUse(), new Scene().known());

    // Then
    assertThat(right).isEqualTo(FillRight.NONE);
  }

  @Test
  void shouldBlinkWherePlatformAllowsItAndNotUnderAnotherPlatformsPolicy() {
    // Given
    Scene here = new Scene();
    here.idleMotion = true;
    Scene elsewhere = new Scene();
    elsewhere.idleMotion = true;
    elsewhere.account = new PlatformAccount("elsewhere", "a");

    // When
    FillRight allowed = FillRight.on(here.intendedUse(), here.known());
    FillRight other = FillRight.on(elsewhere.intendedUse(), elsewhere.known());

    // Then
    assertThat(allowed).isEqualTo(new FillRight(true, false));
    assertThat(other.idleMotion()).isFalse();
  }
}
