package dev.afterglow.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeAliasesTest {

  @Test
  void shouldKnowFiftyTwoShapesWhenCounted() {
    assertEquals(52, ArkitShape.values().length);
  }

  @ParameterizedTest
  @EnumSource
  void shouldFindShapeWhenNamedByAppleOrLiveLink(ArkitShape shape) {
    // Given
    String camel = shape.arkitName();
    String pascal = Character.toUpperCase(camel.charAt(0)) + camel.substring(1);

    // When
    Optional<ArkitShape> byCamel = ShapeAliases.find(camel);
    Optional<ArkitShape> byPascal = ShapeAliases.find(pascal);

    // Then
    assertEquals(Optional.of(shape), byCamel);
    assertEquals(Optional.of(shape), byPascal);
  }

  @ParameterizedTest
  @CsvSource({
    "mouthSmile_R, MOUTH_SMILE_RIGHT",
    "EyeBlink_L, EYE_BLINK_LEFT",
    "browOuterUp_L, BROW_OUTER_UP_LEFT",
    "mouth_R, MOUTH_RIGHT",
    "jaw_L, JAW_LEFT"
  })
  void shouldFindShapeWhenSideIsASuffix(String name, ArkitShape shape) {
    assertEquals(Optional.of(shape), ShapeAliases.find(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "jawopen", "JAWOPEN", "jaw_open", "jawOpen ", "mouthSmile_l", "A", "smile"})
  void shouldFindNothingWhenSpellingDiffers(String name) {
    assertEquals(Optional.empty(), ShapeAliases.find(name));
  }

  @Test
  void shouldHoldTwoOrFourNamesAShapeWhenListed() {
    // Given
    long sided =
        ShapeAliases.all().values().stream()
            .distinct()
            .filter(s -> s.arkitName().endsWith("Left") || s.arkitName().endsWith("Right"))
            .count();

    // When
    int names = ShapeAliases.all().size();

    // Then
    assertEquals(2 * 52 + 2 * sided, names);
    assertTrue(sided > 40, "sided shapes: " + sided);
  }
}
