package dev.afterglow.house.tape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.house.HouseAssets;
import dev.afterglow.house.voice.Loudness;
import dev.afterglow.house.voice.Pcm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HouseTapeTest {
  private static final List<JsonNode> FRAMES = new ArrayList<>();

  @BeforeAll
  static void read() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    FRAMES.clear();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(HouseAssets.tape(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        FRAMES.add(mapper.readTree(line));
      }
    }
  }

  @Test
  void shouldRunForwardWithTheVoiceWhenRead() {
    // Given
    double length = HouseAssets.voice().lengthMs();

    // When
    List<Double> times = FRAMES.stream().map(f -> f.get("t_ms").asDouble()).toList();

    // Then
    assertThat(times.getFirst()).isZero();
    assertThat(times.getLast()).isBetween(length - 20, length);
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i)).isGreaterThan(times.get(i - 1));
    }
  }

  @Test
  void shouldHoldAll52WeightsFrom0To1WhenRead() {
    // Given
    int shapes = ArkitShape.values().length;

    // When / Then
    for (JsonNode frame : FRAMES) {
      assertThat(frame.get("shapes")).hasSize(shapes);
      for (JsonNode weight : frame.get("shapes")) {
        assertThat(weight.asDouble()).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void shouldHoldUnitRotationsWhenRead() {
    // Given
    JsonNode first = FRAMES.getFirst();

    // When / Then
    assertThat(first.get("bones").has("leftUpperArm")).isTrue();
    for (JsonNode frame : FRAMES) {
      for (JsonNode bone : frame.get("bones")) {
        assertThat(length(bone, 0, 4)).isBetween(0.999, 1.001);
      }
      for (int column = 0; column < 3; column++) {
        assertThat(length(frame.get("head"), column * 4, 3)).isBetween(0.999, 1.001);
      }
    }
  }

  @Test
  void shouldOpenTheMouthWithTheVoiceWhenItIsLoud() {
    // Given
    Loudness loudness = Loudness.of(HouseAssets.voice());
    double[] jaw = new double[FRAMES.size()];
    double[] loud = new double[FRAMES.size()];
    for (int i = 0; i < jaw.length; i++) {
      double ms = FRAMES.get(i).get("t_ms").asDouble();
      jaw[i] = FRAMES.get(i).at("/shapes/jawOpen").asDouble();
      for (int d = -40; d <= 40; d += 10) {
        loud[i] += loudness.levelAt(ms + d) / 9;
      }
    }

    // When
    double r = correlation(jaw, loud);

    // Then
    assertThat(r).isGreaterThan(0.5);
  }

  @Test
  void shouldEndAsItBeganWhenItIsLooped() {
    // Given
    JsonNode first = FRAMES.getFirst();

    // When
    JsonNode last = FRAMES.getLast();

    // Then
    for (int i = 0; i < 16; i++) {
      assertThat(last.get("head").get(i).asDouble())
          .isCloseTo(
              first.get("head").get(i).asDouble(), org.assertj.core.data.Offset.offset(0.05));
    }
  }

  @Test
  void shouldSoundExactlyWhileTheMouthIsOpenWhenFlashMeetsBeep() {
    // Given
    List<HouseFrame> frames = FlashBeep.frames(3);
    Pcm voice = FlashBeep.voice(3);

    // When
    List<Integer> wrong = new ArrayList<>();
    for (HouseFrame frame : frames) {
      int at = (int) Math.round(frame.timeMs() * voice.rateHz() / 1000);
      int peak = 0;
      for (int i = at; i < Math.min(at + 48, voice.samples().length); i++) {
        peak = Math.max(peak, Math.abs(voice.samples()[i]));
      }
      boolean open = frame.weight(ArkitShape.JAW_OPEN) == 1;
      if (open != (peak > 10_000)) {
        wrong.add((int) frame.timeMs());
      }
    }

    // Then
    assertThat(wrong).isEmpty();
    assertThat(frames.stream().filter(f -> f.weight(ArkitShape.JAW_OPEN) == 1)).hasSize(18);
  }

  private static double length(JsonNode values, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += values.get(i).asDouble() * values.get(i).asDouble();
    }
    return Math.sqrt(sum);
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = java.util.Arrays.stream(a).average().orElse(0);
    double meanB = java.util.Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
