package dev.afterglow.studio.capture;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;

/** The presenter's capture page. */
@ConfigMapping(prefix = "afterglow.studio.capture")
public interface CaptureConfig {

  /**
   * Where a presenter's browser reaches capture-ingest's WebSocket. The default is a capture-ingest
   * on this machine; a deployment names its public address, such as {@code
   * wss://capture.example.com/ws/drive}, and capture-ingest names the studio's in {@code
   * afterglow.capture.browser.allowed-origins}.
   */
  @WithDefault("ws://127.0.0.1:8181/ws/drive")
  @NotNull
  @Pattern(regexp = "wss?://[A-Za-z0-9.\\[\\]:_-]+/[A-Za-z0-9/_.-]*")
  String driveUrl();

  /**
   * The folder in which {@code face_landmarker.task} may be, as {@code gradle-free-scripts/models}
   * puts it there. Without it the page tracks with the models that come with its packages, which
   * see fewer shapes.
   */
  @WithDefault("models")
  @NotNull
  Path models();
}
