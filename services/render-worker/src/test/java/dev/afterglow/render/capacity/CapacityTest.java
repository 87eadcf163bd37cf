package dev.afterglow.render.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.capacity.Capacity.Limit;
import dev.afterglow.render.egl.DrawingDevice;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.encode.StreamFormat;
import org.junit.jupiter.api.Test;

class CapacityTest {
  @Test
  void shouldHoldAsManyAsTheDeviceDraws() {
    Capacity capacity = Capacity.of(new PictureCost(1.7, 3, 4), 16, false);

    assertThat(capacity.slots()).isEqualTo(16);
    assertThat(capacity.limit()).isEqualTo(Limit.DRAWING);
  }

  @Test
  void shouldHoldAsManyAsTheProcessorsEncode() {
    Capacity capacity = Capacity.of(new PictureCost(0.5, 10, 12), 4, false);

    assertThat(capacity.slots()).isEqualTo(8);
    assertThat(capacity.limit()).isEqualTo(Limit.PROCESSORS);
  }

  @Test
  void shouldCountTheProcessorsAloneWhereTheyDraw() {
    Capacity capacity = Capacity.of(new PictureCost(20, 10, 50), 64, true);

    assertThat(capacity.slots()).isEqualTo(34);
    assertThat(capacity.limit()).isEqualTo(Limit.PROCESSORS);
  }

  @Test
  void shouldHoldOneOnAMachineThatIsTooSlowForOne() {
    assertThat(Capacity.of(new PictureCost(45, 12, 80), 2, true).slots()).isEqualTo(1);
  }

  @Test
  void shouldHoldNoMoreThanTheMost() {
    Capacity capacity = Capacity.of(new PictureCost(0.01, 0.1, 0.1), 256, false);

    assertThat(capacity.slots()).isEqualTo(Capacity.MOST);
    assertThat(capacity.limit()).isEqualTo(Limit.MOST);
  }

  @Test
  void shouldCountALargeRenderAsSeveral() {
    Capacity eight = Capacity.set(8, PictureCost.UNKNOWN);

    assertThat(eight.taken(format(720, 1280, 30))).isEqualTo(1);
    assertThat(eight.taken(format(360, 640, 30))).isEqualTo(1);
    assertThat(eight.taken(format(1080, 1920, 30))).isEqualTo(3);
    assertThat(eight.taken(format(720, 1280, 60))).isEqualTo(2);
  }

  @Test
  void shouldLetARenderThatIsTooLargeHaveTheMachineAlone() {
    Capacity two = Capacity.set(2, PictureCost.UNKNOWN);

    assertThat(two.taken(format(1080, 1920, 60))).isEqualTo(2);
  }

  @Test
  void shouldMeasureWhatAPictureCosts() {
    // Given
    try (HeadlessContext context = DrawingDevice.open()) {

      // When
      PictureCost cost = ReferenceScene.measure(context, "libopenh264");

      // Then
      assertThat(cost.drawMs()).isPositive();
      assertThat(cost.encodeMs()).isPositive();
      assertThat(cost.processorMs()).isPositive();
    }
  }

  private static StreamFormat format(int width, int height, int framesPerSecond) {
    return new StreamFormat(width, height, framesPerSecond, 2_500_000, 128_000);
  }
}
