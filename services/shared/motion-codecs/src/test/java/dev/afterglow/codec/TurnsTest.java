package dev.afterglow.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.Rotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {
  private static final double RIGHT_ANGLE = Math.PI / 2;

  @Test
  void shouldTakeTheFaceToThePersonsLeftWhenYawIsPositive() {
    assertPoint(Near.turned(Turns.yawPitchRoll(RIGHT_ANGLE, 0, 0), 0, 0, 1), 1, 0, 0);
  }

  @Test
  void shouldTakeTheFaceDownWhenPitchIsPositive() {
    assertPoint(Near.turned(Turns.yawPitchRoll(0, RIGHT_ANGLE, 0), 0, 0, 1), 0, -1, 0);
  }

  @Test
  void shouldTakeTheLeftEarUpWhenRollIsPositive() {
    assertPoint(Near.turned(Turns.yawPitchRoll(0, 0, RIGHT_ANGLE), 1, 0, 0), 0, 1, 0);
  }

  @Test
  void shouldPitchAboutTheTurnedAxisWhenYawedToo() {
    // When: looking left, then down
    Rotation turn = Turns.yawPitchRoll(RIGHT_ANGLE, RIGHT_ANGLE, 0);

    // Then
    assertPoint(Near.turned(turn, 0, 0, 1), 0, -1, 0);
    assertPoint(Near.turned(turn, 1, 0, 0), 0, 0, -1);
  }

  @Test
  void shouldGiveBackTheChildWhenLocalIsPutUponItsParent() {
    // Given
    Rotation parent = Turns.yawPitchRoll(0.3, -0.7, 0.2);
    Rotation child = Turns.yawPitchRoll(-1.1, 0.4, 0.9);

    // When
    Rotation local = Turns.local(parent, child);

    // Then
    Near.assertTurn(Turns.times(parent, local), child);
  }

  @Test
  void shouldMirrorWhatARotationDoesWhenItComesFromUnity() {
    // Given: a quaternion, and where Unity's left-handed formula takes a point by it. The formula
    // is the same; only the meaning of X differs.
    Rotation unity = Turns.yawPitchRoll(0.4, -0.9, 0.2);
    float[] there = Near.turned(unity, 0.3f, -0.5f, 0.8f);

    // When
    Rotation ours = Turns.ofUnity(unity.x(), unity.y(), unity.z(), unity.w());

    // Then
    assertThat(ours).isNotNull();
    assertPoint(Near.turned(ours, -0.3f, -0.5f, 0.8f), -there[0], there[1], there[2]);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "0.1, 0.1, 0.1, 0.1",
    "2, 0, 0, 0",
    "NaN, 0, 0, 1",
    "Infinity, 0, 0, 1"
  })
  void shouldGiveNothingWhenQuaternionCannotBeARotation(float x, float y, float z, float w) {
    assertThat(Turns.of(x, y, z, w)).isNull();
  }

  private static void assertPoint(float[] actual, float x, float y, float z) {
    assertThat(actual).containsExactly(new float[] {x, y, z}, within(1e-5f));
  }
}
