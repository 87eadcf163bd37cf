package dev.afterglow.drive;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
  @ValueSource(
      strings = {"", "jawopen", "JAWOPEN", "jaw_open", "jawOpen ", "mouthSmile_l", "A", "smile"})
  void shouldFindNothingWhenSpellingDiffers(String name) {
    assertEquals(Optional.empty(), ShapeAliases.find(name));
  }

  @Test
  void shouldHoldTwoNamesAPlainShapeAndFourASidedOneWhenListed() {
    // Given: 12 shapes have no side, 40 have one
    int expected = 12 * 2 + 40 * 4;

    // When
    int names = ShapeAliases.all().size();

    // Then
    assertEquals(expected, names);
  }
}
