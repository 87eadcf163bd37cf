package dev.afterglow.render.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.figure.Expression.ColorKind;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.SmallGlb;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions of files of one triangle with two morph targets, worked by hand. */
class FaceRigTest {
  @Test
  void shouldAddBindsWithTheirWeights() throws FigureException {
    // Given
    FaceRig rig =
        rig(
            """
            "aa":{"morphTargetBinds":[{"node":1,"index":0,"weight":0.5},
              {"node":1,"index":1,"weight":1}]}
            """);

    // When
    float[] weights = apply(rig, Map.of(ArkitShape.JAW_OPEN, 0.8f));

    // Then
    assertThat(weights).containsExactly(new float[] {0.4f, 0.8f}, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0", "0.51, 1", "1, 1", "0, 0"})
  void shouldSwitchAtOneHalfWhenAnExpressionIsBinary(float open, float expected)
      throws FigureException {
    // Given
    FaceRig rig = rig("\"aa\":{\"isBinary\":true," + bind(0) + "}");

    // When
    float[] weights = apply(rig, Map.of(ArkitShape.JAW_OPEN, open));

    // Then
    assertThat(weights[0]).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // how happy overrides the mouth, how happy, then what is left of a mouth open by 0.8
    "none,  0.25, 0.8",
    "blend, 0.25, 0.6",
    "blend, 1,    0",
    "block, 0.25, 0",
    "block, 0,    0.8",
  })
  void shouldTakeFromTheMouthWhatAnExpressionOverrides(String override, float happy, float expected)
      throws FigureException {
    // Given
    FaceRig rig =
        rig(
            "\"aa\":{"
                + bind(0)
                + "},\"happy\":{\"overrideMouth\":\""
                + override
                + "\","
                + bind(1)
                + "}");

    // When
    float[] weights =
        apply(
            rig,
            Map.of(
                ArkitShape.JAW_OPEN,
                0.8f,
                ArkitShape.MOUTH_SMILE_LEFT,
                happy,
                ArkitShape.MOUTH_SMILE_RIGHT,
                happy));

    // Then
    assertThat(weights[0]).isCloseTo(expected, within(1e-6f));
    assertThat(weights[1]).isCloseTo(happy, within(1e-6f));
  }

  @Test
  void shouldBlinkByThePresetWhenOnlyTheMouthHasAShapeOfItsOwn() throws FigureException {
    // Given: perfect sync for the jaw, and no eyeBlink shape
    FaceRig rig = rig("\"blink\":{" + bind(0) + "}", "{\"jawOpen\":{" + bind(1) + "}}");

    // When
    float[] weights =
        apply(
            rig,
            Map.of(
                ArkitShape.EYE_BLINK_LEFT,
                1f,
                ArkitShape.EYE_BLINK_RIGHT,
                0.5f,
                ArkitShape.JAW_OPEN,
                0.25f));

    // Then
    assertThat(weights).containsExactly(new float[] {0.75f, 0.25f}, within(1e-6f));
  }

  @Test
  void shouldBlinkOnceWhenTheEyesHaveShapesOfTheirOwnAndTheMouthHasNot() throws FigureException {
    // Given: both eyes by shapes, a preset that blinks, and a mouth of presets
    FaceRig rig =
        rig(
            "\"blink\":{" + bind(0) + "},\"aa\":{" + bind(1) + "}",
            "{\"eyeBlinkLeft\":{" + bind(0) + "},\"eyeBlinkRight\":{}}");

    // When
    float[] weights =
        apply(
            rig,
            Map.of(
                ArkitShape.EYE_BLINK_LEFT,
                1f,
                ArkitShape.EYE_BLINK_RIGHT,
                1f,
                ArkitShape.JAW_OPEN,
                0.5f));

    // Then
    assertThat(weights).containsExactly(new float[] {1, 0.5f}, within(1e-6f));
  }

  @Test
  void shouldSmileOnceWhenTheMouthHasASmileOfItsOwn() throws FigureException {
    // Given: a smile by its shape beside the preset, and no jaw
    FaceRig rig =
        rig(
            "\"happy\":{" + bind(0) + "}",
            "{\"mouthSmileLeft\":{" + bind(0) + "},\"mouthSmileRight\":{}}");

    // When
    float[] weights =
        apply(rig, Map.of(ArkitShape.MOUTH_SMILE_LEFT, 0.5f, ArkitShape.MOUTH_SMILE_RIGHT, 0.5f));

    // Then
    assertThat(weights[0]).isCloseTo(0.5f, within(1e-6f));
  }

  @Test
  void shouldSwitchABinaryBlinkOffWhenItIsOverriddenAtAll() throws FigureException {
    // Given
    FaceRig rig =
        rig(
            "\"blink\":{\"isBinary\":true,"
                + bind(0)
                + "},\"happy\":{\"overrideBlink\":\"blend\","
                + bind(1)
                + "}");

    // When
    float[] weights =
        apply(
            rig,
            Map.of(
                ArkitShape.EYE_BLINK_LEFT,
                1f,
                ArkitShape.EYE_BLINK_RIGHT,
                1f,
                ArkitShape.MOUTH_SMILE_LEFT,
                0.2f,
                ArkitShape.MOUTH_SMILE_RIGHT,
                0.2f));

    // Then
    assertThat(weights[0]).isZero();
  }

  @Test
  void shouldChangeColoursAndTexturesAndGoBackToRest() throws FigureException {
    // Given: the material's colour is (0.5, 0.25, 0.125)
    FaceRig rig =
        rig(
            """
            "aa":{"materialColorBinds":[{"material":0,"type":"color","targetValue":[1,0.25,0.625,0.5]},
               {"material":0,"type":"emissionColor","targetValue":[0.8,0,0,1]}],
             "textureTransformBinds":[{"material":0,"scale":[2,0.5],"offset":[0.4,-0.2]}]}
            """);

    // When
    apply(rig, Map.of(ArkitShape.JAW_OPEN, 0.5f));

    // Then
    near(rig.materials().color(0, ColorKind.BASE), 0.75f, 0.25f, 0.375f, 0.75f);
    near(rig.materials().color(0, ColorKind.EMISSION), 0.4f, 0, 0, 1);
    near(rig.materials().move(0), 1.5f, 0.75f, 0.2f, -0.1f);
    assertThat(rig.materials().moves(0)).isTrue();
    apply(rig, Map.of());
    near(rig.materials().color(0, ColorKind.BASE), 0.5f, 0.25f, 0.125f, 1);
    near(rig.materials().move(0), 1, 1, 0, 0);
  }

  @Test
  void shouldChangeColoursByNameWhenTheFileIsVrm0() throws FigureException {
    // Given: Unity's texture coordinates start at the lower left
    Model figure =
        FigureReading.read(
            SmallGlb.chain(
                """
                "extensions":{"VRM":{"blendShapeMaster":{"blendShapeGroups":[
                 {"name":"A","presetName":"a","binds":[{"mesh":0,"index":1,"weight":50}],
                  "materialValues":[{"materialName":"skin","propertyName":"_Color",
                   "targetValue":[1,1,1,1]},{"materialName":"skin","propertyName":"_MainTex_ST",
                   "targetValue":[1,1,0.25,0.5]},{"materialName":"none","propertyName":"_Color",
                   "targetValue":[0,0,0,0]}]}]}}}
                """));
    FaceRig rig = new FaceRig(figure);

    // When
    float[] weights = apply(rig, Map.of(ArkitShape.JAW_OPEN, 1f));

    // Then
    assertThat(weights).containsExactly(0, 0.5f);
    near(rig.materials().color(0, ColorKind.BASE), 1, 1, 1, 1);
    near(rig.materials().move(0), 1, 1, 0.25f, -0.5f);
  }

  @ParameterizedTest
  @CsvSource({
    // the gaze's shape, then the weight: 45 degrees at 1, whole at 30 to the sides, 0.5 at 90 down
    "EYE_LOOK_OUT_LEFT, EYE_LOOK_IN_RIGHT, 0.5, 0, 0.75",
    "EYE_LOOK_OUT_LEFT, EYE_LOOK_IN_RIGHT, 1, 0, 1",
    "EYE_LOOK_DOWN_LEFT, EYE_LOOK_DOWN_RIGHT, 1, 1, 0.25",
  })
  void shouldLookByExpressionsThroughTheirRanges(
      ArkitShape one, ArkitShape other, float gaze, int morph, float expected)
      throws FigureException {
    // Given
    FaceRig rig =
        new FaceRig(
            FigureReading.read(
                vrm1(
                    "\"lookLeft\":{" + bind(0) + "},\"lookDown\":{" + bind(1) + "}",
                    """
                    "lookAt":{"type":"expression",
                     "rangeMapHorizontalOuter":{"inputMaxValue":30,"outputScale":1},
                     "rangeMapVerticalDown":{"inputMaxValue":90,"outputScale":0.5}},
                    """)));

    // When
    float[] weights = apply(rig, Map.of(one, gaze, other, gaze));

    // Then
    assertThat(weights[morph]).isCloseTo(expected, within(1e-5f));
    assertThat(weights[1 - morph]).isZero();
  }

  @Test
  void shouldPreferPerfectSyncWhenTheFileHasIt() throws FigureException {
    // Given
    FaceRig rig = new FaceRig(FigureReading.read(vrm1("\"aa\":{" + bind(0) + "}", "")));
    FaceRig perfect =
        new FaceRig(
            FigureReading.read(
                SmallGlb.chain(
                    "\"extensions\":{\"VRMC_vrm\":{\"specVersion\":\"1.0\",\"expressions\":{"
                        + "\"preset\":{\"aa\":{"
                        + bind(0)
                        + "}},\"custom\":{\"JawOpen\":{"
                        + bind(1)
                        + "}}}}}")));

    // When
    float[] byPreset = apply(rig, Map.of(ArkitShape.JAW_OPEN, 0.5f)).clone();
    float[] byShape = apply(perfect, Map.of(ArkitShape.JAW_OPEN, 0.5f));

    // Then
    assertThat(byPreset).containsExactly(0.5f, 0);
    assertThat(byShape).containsExactly(0, 0.5f);
  }

  private static FaceRig rig(String presets) throws FigureException {
    return new FaceRig(FigureReading.read(vrm1(presets, "")));
  }

  private static FaceRig rig(String presets, String custom) throws FigureException {
    return new FaceRig(
        FigureReading.read(
            SmallGlb.chain(
                "\"extensions\":{\"VRMC_vrm\":{\"specVersion\":\"1.0\",\"expressions\":{\"preset\":{"
                    + presets
                    + "},\"custom\":"
                    + custom
                    + "}}}")));
  }

  private static byte[] vrm1(String presets, String lookAt) {
    return SmallGlb.chain(
        "\"extensions\":{\"VRMC_vrm\":{\"specVersion\":\"1.0\","
            + lookAt
            + "\"expressions\":{\"preset\":{"
            + presets
            + "}}}}");
  }

  private static String bind(int morph) {
    return "\"morphTargetBinds\":[{\"node\":1,\"index\":" + morph + ",\"weight\":1}]";
  }

  private static float[] apply(FaceRig rig, Map<ArkitShape, Float> shapes) {
    return rig.apply(ShapeWeights.of(shapes)).getFirst();
  }

  private static void near(float[] actual, float... expected) {
    assertThat(actual).containsExactly(expected, within(1e-5f));
  }
}
