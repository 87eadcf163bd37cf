package dev.afterglow.render.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToonReadingTest {
  private static final IntUnaryOperator TEN_MORE = t -> t < 0 ? -1 : t + 10;

  @Test
  void shouldReadTheLookOfVrm1() {
    // Given
    Map<String, ?> file =
        Map.of(
            "shadeColorFactor",
            List.of(0.1, 0.2, 0.3),
            "shadeMultiplyTexture",
            Map.of("index", 3),
            "shadingShiftFactor",
            -0.25,
            "matcapTexture",
            Map.of("index", 4),
            "outlineWidthMode",
            "screenCoordinates",
            "outlineWidthFactor",
            0.004,
            "uvAnimationScrollYSpeedFactor",
            2,
            "shadingShiftTexture",
            Map.of("index", 5, "scale", 0.5),
            "outlineWidthMultiplyTexture",
            Map.of("index", 6));

    // When
    Toon toon = new ToonReading(TEN_MORE).one(file);

    // Then
    assertThat(toon.shade()).containsExactly(0.1f, 0.2f, 0.3f);
    assertThat(toon.shadePicture()).isEqualTo(13);
    assertThat(toon.matcap()).isEqualTo(14);
    assertThat(toon.rimPicture()).isEqualTo(-1);
    assertThat(toon.shift()).isEqualTo(-0.25f);
    assertThat(toon.toony()).isEqualTo(0.9f);
    assertThat(toon.outline()).isEqualTo(Toon.Outline.SCREEN);
    assertThat(toon.outlineWidth()).isEqualTo(0.004f);
    assertThat(toon.scrollV()).isEqualTo(2);
    assertThat(toon.masks()).isEqualTo(new Toon.Masks(15, 0.5f, 16));
    assertThat(toon.moves()).isTrue();
  }

  @Test
  void shouldBringTheLookOfVrm0IntoTodaysTerms() {
    // Given: light from 0.2 on, whole at 1 + (0.2 - 1) * 0.5 = 0.6
    Map<String, ?> file =
        Map.of(
            "floatProperties",
            Map.of(
                "_ShadeShift", 0.2,
                "_ShadeToony", 0.5,
                "_OutlineWidthMode", 1,
                "_OutlineWidth", 0.3,
                "_UvAnimScrollY", 0.5),
            "vectorProperties",
            Map.of("_ShadeColor", List.of(0.5, 0, 1, 1)));

    // When
    Toon toon = new ToonReading(TEN_MORE).zero(file);

    // Then: the border of 1.0 runs from toony - 1 - shift to 1 - toony - shift, which is the same
    assertThat(toon.toony() - 1 - toon.shift()).isCloseTo(0.2f, within(1e-5f));
    assertThat(1 - toon.toony() - toon.shift()).isCloseTo(0.6f, within(1e-5f));
    assertThat(toon.shade()).containsExactly(new float[] {0.214041f, 0, 1}, within(1e-5f));
    assertThat(toon.outline()).isEqualTo(Toon.Outline.WORLD);
    assertThat(toon.outlineWidth()).isCloseTo(0.003f, within(1e-6f));
    assertThat(toon.scrollV()).isEqualTo(-0.5f);
  }

  @Test
  void shouldKeepToItsRangesWhenAFileLies() {
    // Given
    Map<String, ?> file =
        Map.of(
            "shadingToonyFactor", 1e300,
            "shadingShiftFactor", -7,
            "parametricRimFresnelPowerFactor", -1,
            "outlineWidthFactor", 12,
            "shadeColorFactor", List.of("red", 1e300));

    // When
    Toon toon = new ToonReading(TEN_MORE).one(file);

    // Then
    assertThat(toon.toony()).isEqualTo(0.9f);
    assertThat(toon.shift()).isEqualTo(-1);
    assertThat(toon.rimPower()).isEqualTo(0.01f);
    assertThat(toon.outlineWidth()).isEqualTo(0.1f);
    assertThat(toon.shade()).containsExactly(0, 0, 0);
  }

  @Test
  void shouldDrawSeeThroughPartsInTheOrderOfTheirQueues() {
    // Given: of VRM 1.0 two offsets and one that hides what is behind it, of 0.x an early queue
    ToonReading reading = new ToonReading(TEN_MORE);
    Material late = seeThrough("late", reading.one(Map.of("renderQueueOffsetNumber", 0)));
    Material early = seeThrough("early", reading.one(Map.of("renderQueueOffsetNumber", -3)));
    Material hides =
        seeThrough(
            "hides",
            reading.one(Map.of("transparentWithZWrite", true, "renderQueueOffsetNumber", 9)));
    Material old = seeThrough("old", reading.zero(Map.of("renderQueue", 2_999)));

    // When
    List<String> order =
        Stream.of(late, old, early, hides, Material.plain())
            .sorted(Material.DRAWN)
            .map(Material::name)
            .toList();

    // Then: what is solid has no name
    assertThat(order).containsExactly("", "hides", "early", "old", "late");
  }

  private static Material seeThrough(String name, Toon toon) {
    Material plain = Material.plain();
    return new Material(
        name,
        plain.baseColor(),
        -1,
        0,
        1,
        plain.emissive(),
        Maps.NONE,
        Material.Alpha.BLEND,
        0.5f,
        false,
        Material.Look.TOON,
        toon);
  }
}
