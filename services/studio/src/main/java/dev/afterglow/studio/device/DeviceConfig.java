package dev.afterglow.studio.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** How presenters pair their devices. */
@ConfigMapping(prefix = "afterglow.studio.device")
public interface DeviceConfig {

  /**
   * Where a presenter's agent reaches capture-ingest, as HOST:PORT: the console shows it in the
   * command that pairs a device. The default is a capture-ingest on this machine; a deployment
   * names its public address, such as {@code ingest.example.com:443}.
   */
  @WithDefault("127.0.0.1:8181")
  @NotNull
  @Pattern(regexp = "[A-Za-z0-9.\\[\\]:_-]+:[0-9]{1,5}")
  String captureAddress();
}
