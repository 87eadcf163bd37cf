package dev.afterglow.capture.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.afterglow.capture.drive.CaptureConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class DeviceWiringTest {

  @Test
  void shouldStopTheStartWhenUnsignedDrivesAreTakenFromTheNetwork() {
    assertThatIllegalStateException()
        .isThrownBy(() -> DeviceWiring.settle(true, "0.0.0.0"))
        .withMessageContaining("afterglow.capture.unsigned-drives");
    assertThatCode(() -> DeviceWiring.settle(true, "127.0.0.1")).doesNotThrowAnyException();
    assertThatCode(() -> DeviceWiring.settle(false, "0.0.0.0")).doesNotThrowAnyException();
  }

  @Test
  void shouldSayInItsLogWhenUnsignedDrivesAreTaken() {
    // Given
    List<String> said = new CopyOnWriteArrayList<>();
    Logger log = Logger.getLogger(DeviceWiring.class.getName());
    Handler ear = new Ear(said);
    log.addHandler(ear);

    // When
    try {
      DeviceWiring.settle(false, "127.0.0.1");
      assertThat(said).as("said of signed drives").isEmpty();
      DeviceWiring.settle(true, "127.0.0.1");
    } finally {
      log.removeHandler(ear);
    }

    // Then
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("WARN")
        .contains("unsigned drives are taken")
        .contains("afterglow.capture.unsigned-drives");
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

  private static final class Ear extends Handler {
    private final List<String> said;

    Ear(List<String> said) {
      this.said = said;
    }

    @Override
    public void publish(LogRecord line) {
      said.add(line.getLevel().getName() + " " + line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
