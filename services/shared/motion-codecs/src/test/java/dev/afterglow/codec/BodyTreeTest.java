package dev.afterglow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BodyTreeTest {

  @ParameterizedTest
  @EnumSource
  void shouldReachTheHipsFromEveryBone(HumanoidBone bone) {
    // When
    int steps = 0;
    HumanoidBone at = bone;
    while (BodyTree.parent(at) != null) {
      at = BodyTree.parent(at);
      steps++;
    }

    // Then
    assertThat(at).isEqualTo(HumanoidBone.HIPS);
    assertThat(steps).isLessThan(12);
  }

  @Test
  void shouldTakeTheNearestAncestorWhenTheParentIsNotThere() {
    // Given
    Rotation hips = Turns.aboutY(0.5);
    Rotation neck = Turns.aboutY(0.8);

    // When
    Map<HumanoidBone, Rotation> locals =
        BodyTree.locals(Map.of(HumanoidBone.HIPS, hips, HumanoidBone.NECK, neck));

    // Then
    Near.assertTurn(locals.get(HumanoidBone.HIPS), hips);
    Near.assertTurn(locals.get(HumanoidBone.NECK), Turns.aboutY(0.3));
  }
}
