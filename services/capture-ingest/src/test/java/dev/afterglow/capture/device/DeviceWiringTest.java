package dev.afterglow.capture.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.afterglow.capture.drive.CaptureConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeviceWiringTest {

  @Test
  void shouldStopTheStartWhenUnsignedDrivesAreTakenFromTheNetwork() {
    assertThatIllegalStateException()
        .isThrownBy(() -> DeviceWiring.refuseStrangers(true, "0.0.0.0"))
        .withMessageContaining("afterglow.capture.unsigned-drives");
    assertThatCode(() -> DeviceWiring.refuseStrangers(true, "127.0.0.1"))
        .doesNotThrowAnyException();
    assertThatCode(() -> DeviceWiring.refuseStrangers(false, "0.0.0.0")).doesNotThrowAnyException();
  }

  @Test
  void shouldHaveTheDocumentedDefaultsWhenNothingIsSet() {
    // When
    DeviceConfig device = mapped(DeviceConfig.class);
    CaptureConfig capture = mapped(CaptureConfig.class);

    // Then
    assertThat(device.recheck()).isEqualTo(Duration.ofSeconds(2));
    assertThat(device.patience()).isEqualTo(Duration.ofSeconds(10));
    assertThat(device.deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(device.refusedPairingsPerMinute()).isEqualTo(10);
    assertThat(device.trustedProxies()).isEmpty();
    assertThat(capture.unsignedDrives()).isFalse();
  }

  private static <T> T mapped(Class<T> type) {
    return new SmallRyeConfigBuilder()
        .withMapping(type)
        .addDefaultInterceptors()
        .withConverter(Duration.class, 200, new DurationConverter())
        .build()
        .getConfigMapping(type);
  }
}
