package dev.afterglow.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.studio.broadcast.store.DestinationConfig;
import dev.afterglow.studio.capture.CaptureConfig;
import dev.afterglow.studio.device.DeviceConfig;
import dev.afterglow.studio.page.PageConfig;
import dev.afterglow.studio.preview.PreviewConfig;
import dev.afterglow.studio.slot.SlotConfig;
import dev.afterglow.studio.upstream.UpstreamConfig;
import dev.afterglow.studio.watch.WatchConfig;
import dev.afterglow.studio.worker.grpc.AigcConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {

  @Test
  void shouldHaveTheseDefaultsWhenNothingIsSet() {
    // Given
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(AigcConfig.class)
            .withMapping(CaptureConfig.class)
            .withMapping(DestinationConfig.class)
            .withMapping(DeviceConfig.class)
            .withMapping(PageConfig.class)
            .withMapping(PreviewConfig.class)
            .withMapping(SlotConfig.class)
            .withMapping(UpstreamConfig.class)
            .withMapping(WatchConfig.class)
            .build();

    // When
    PreviewConfig preview = config.getConfigMapping(PreviewConfig.class);
    UpstreamConfig upstream = config.getConfigMapping(UpstreamConfig.class);
    WatchConfig watch = config.getConfigMapping(WatchConfig.class);

    // Then
    assertThat(config.getConfigMapping(AigcConfig.class).contentProducer()).isEqualTo("afterglow");
    assertThat(config.getConfigMapping(DestinationConfig.class).keyFile()).isEmpty();
    assertThat(config.getConfigMapping(PageConfig.class).allowedHosts())
        .containsExactly("127.0.0.1", "localhost", "[::1]");
    assertThat(config.getConfigMapping(CaptureConfig.class).driveUrl())
        .isEqualTo("ws://127.0.0.1:8181/ws/drive");
    assertThat(config.getConfigMapping(CaptureConfig.class).models()).isEqualTo(Path.of("models"));
    assertThat(config.getConfigMapping(DeviceConfig.class).captureAddress())
        .isEqualTo("127.0.0.1:8181");
    assertThat(preview.maxQueuedBytes()).isEqualTo(4 * 1024 * 1024);
    assertThat(preview.maxClients()).isEqualTo(32);
    assertThat(config.getConfigMapping(SlotConfig.class).leaseTtl())
        .isEqualTo(Duration.ofSeconds(15));
    assertThat(upstream.deadline()).isEqualTo(Duration.ofSeconds(5));
    assertThat(upstream.renderDeadline()).isEqualTo(Duration.ofSeconds(30));
    assertThat(watch.interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(watch.maxRenders()).isEqualTo(10_000);
  }
}
