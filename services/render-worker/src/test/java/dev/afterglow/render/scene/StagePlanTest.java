package dev.afterglow.render.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.label.AiLabel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layout, on every platform, in every shape and size. */
class StagePlanTest {
  private static final int[][] SIZES = {
    {360, 640},
    {540, 960},
    {720, 1280},
    {1080, 1920},
    {640, 360},
    {1280, 720},
    {1920, 1080},
    {480, 480},
    {720, 720},
    {1080, 1080},
    {720, 960},
    {960, 720}
  };

  record Case(String platform, int width, int height, Places places, double limit) {}

  static Stream<Case> cases() {
    return StagePlan.platforms().stream()
        .flatMap(
            platform ->
                Stream.of(SIZES)
                    .flatMap(
                        size -> {
                          StagePlan plan = StagePlan.of(platform, size[0], size[1]);
                          return plan.places().values().stream()
                              .map(
                                  it ->
                                      new Case(
                                          platform, size[0], size[1], it, plan.maxFigureShare()));
                        }));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldKeepEverythingApartAndInTheFree(Case given) {
    // Given
    Places places = given.places();
    AiLabel label = new AiLabel(given.width(), given.height(), places.labelTop());
    Map<String, Box> boxes = new LinkedHashMap<>();
    boxes.put(
        "label", new Box(label.left(), label.top(), label.mask().width(), label.mask().height()));
    boxes.put("product", places.product());
    boxes.put("countdown", places.countdown());
    boxes.put("lower third", places.lowerThird());
    boxes.put("carousel", places.carousel());
    boxes.put("ticker", places.ticker());
    boxes.put("stand", places.stand());

    // When
    List<String> names = List.copyOf(boxes.keySet());

    // Then
    for (int i = 0; i < names.size(); i++) {
      Box one = boxes.get(names.get(i));
      assertThat(places.safe().contains(one)).as("%s of %s is free", names.get(i), given).isTrue();
      for (int j = i + 1; j < names.size(); j++) {
        assertThat(one.overlaps(boxes.get(names.get(j))))
            .as("%s over %s in %s", names.get(i), names.get(j), given)
            .isFalse();
      }
    }
    double share = places.figure().shareOf(given.width(), given.height());
    assertThat(given.limit() == 0 || share <= given.limit() + 1e-9)
        .as("the figure has %s of the frame in %s", share, given)
        .isTrue();
    assertThat(new Box(0, 0, given.width(), given.height()).contains(places.figure())).isTrue();
  }

  @Test
  void shouldNotOfferAFullFigureWhereThePlatformAllowsHalfTheFrame() {
    // Given, When
    StagePlan plan = StagePlan.of("tiktok_shop_live", 720, 1280);

    // Then
    assertThat(plan.places().keySet()).contains("half").doesNotContain("full");
    assertThat(plan.first()).isEqualTo("half");
  }

  @Test
  void shouldHaveTheSameLabelInAllLayoutsOfAPlatform() {
    // Given: the label's place is fixed for the life of a render
    StagePlan plan = StagePlan.of("douyin_live", 720, 1280);

    // When, Then
    assertThat(plan.places().values())
        .extracting(Places::labelTop)
        .containsOnly(plan.of(plan.first()).labelTop());
    assertThat(plan.of(plan.first()).labelTop()).isGreaterThan((int) (0.11 * 1280));
  }
}
