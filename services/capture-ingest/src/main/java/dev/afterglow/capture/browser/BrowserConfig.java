package dev.afterglow.capture.browser;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Which pages may drive over a WebSocket, and how much each may send. */
@ConfigMapping(prefix = "afterglow.capture.browser")
public interface BrowserConfig {

  /**
   * Whether pages may drive at all. A page has no key to sign with: whoever holds a drive token
   * drives here from wherever they are, since a program that is no browser names any site it likes.
   * Refused unless a deployment decides that its tokens are enough.
   */
  @WithDefault("false")
  boolean enabled();

  /**
   * The sites whose capture page may connect, as scheme, host and port; {@code :*} stands for any
   * port. The default is a studio on this machine; a deployment names the studio's public address,
   * such as {@code https://studio.example.com}, and nothing else.
   */
  @WithDefault("http://127.0.0.1:*,http://localhost:*,http://[::1]:*")
  @Size(min = 1, max = 32)
  List<String> allowedOrigins();

  /**
   * How many pages may be connected at once, opened or not. As many as an instance holds drives: a
   * page is one drive.
   */
  @WithDefault("1000")
  @Min(1)
  @Max(100_000)
  int maxConnections();

  /**
   * How long a page may take from connecting to opening its drive. A page sends its token at once,
   * so five seconds are for a bad mobile network; a stranger holds a connection no longer.
   */
  @WithDefault("5s")
  @NotNull
  @DurationMin(millis = 100)
  @DurationMax(seconds = 60)
  Duration openWithin();

  /**
   * How many messages a second a page may send, two seconds of them at once. A camera at 60 Hz, 50
   * voice packets and the answers to pings are 115; the rest is for a page that catches up.
   */
  @WithDefault("300")
  @Min(10)
  @Max(10_000)
  int maxMessagesPerS();

  /**
   * How many bytes a second a page may send, two seconds of them at once. Voice as plain samples
   * takes 98,000 and motion at 60 Hz 15,000; the rest is for a page that catches up.
   */
  @WithDefault("524288")
  @Min(32_768)
  @Max(16_777_216)
  int maxBytesPerS();
}
