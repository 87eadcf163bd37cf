package dev.afterglow.render.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MotionRightTest {
  private static final Map<MotionRight, Set<MotionOrigin>> ALLOWED =
      Map.of(
          MotionRight.MOCAP, Set.of(MotionOrigin.CAMERA, MotionOrigin.WEARABLE),
          MotionRight.TAPE, Set.of(MotionOrigin.TAPE),
          MotionRight.AUDIO_DRIVEN, Set.of(MotionOrigin.SYNTHETIC));

  @ParameterizedTest
  @EnumSource
  void shouldAllowItsOwnOriginsAndNoOther(MotionRight right) {
    // Given
    List<MotionOrigin> origins = List.of(MotionOrigin.values());

    // When
    List<MotionOrigin> allowed = origins.stream().filter(right::allowsMotionFrom).toList();

    // Then
    assertThat(allowed).containsExactlyInAnyOrderElementsOf(ALLOWED.getOrDefault(right, Set.of()));
  }

  @ParameterizedTest
  @EnumSource
  void shouldAllowNothingOfAnUnknownOrigin(MotionRight right) {
    assertThat(right.allowsMotionFrom(MotionOrigin.UNKNOWN)).isFalse();
  }
}
