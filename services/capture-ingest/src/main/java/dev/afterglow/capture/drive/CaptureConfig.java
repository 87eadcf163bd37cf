package dev.afterglow.capture.drive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The bounds of capture-ingest. */
@ConfigMapping(prefix = "afterglow.capture")
public interface CaptureConfig {

  /**
   * How many drive sessions one instance holds in memory. A session takes about 2.5 MB with its two
   * seconds of sound and ten minutes of how the face moved, so a thousand fit a usual container
   * with room to spare; more drives want more instances.
   */
  @WithDefault("1000")
  @Min(1)
  @Max(100_000)
  int maxDrives();

  /**
   * How many readers one drive feeds at once. A broadcast has one worker, two while one hands over
   * to another, and an evidence reader; the rest is for people who look at a drive.
   */
  @WithDefault("16")
  @Min(1)
  @Max(1_000)
  int maxReaders();

  /**
   * Whether a device may drive over {@code OpenDrive} without signing what it sends. Off by
   * default, because a stolen drive token is then all that a stranger needs; on, for tapes and
   * tests on one machine, the service starts only while it listens on the loopback address alone,
   * and says so.
   */
  @WithDefault("false")
  boolean unsignedDrives();

  /**
   * How long a drive token opens its session once it was asked for, and after the driver's last
   * samples. Ten minutes are enough to open a link and to come back after the network was lost;
   * whoever finds a token later than that opens nothing with it. Asking for the link again lets the
   * token open once more; where somebody drives, it never runs out before the session does, after
   * 12 hours.
   */
  @WithDefault("10m")
  @NotNull
  @DurationMin(minutes = 1)
  @DurationMax(hours = 12)
  Duration tokenLife();

  /**
   * How long the first samples of a stream wait for the device to answer a ping, so that the
   * timeline begins where it should. Most devices answer within 50 ms; one that does not starts
   * from the guess in its header, and is put right by at most a millisecond a second.
   */
  @WithDefault("200ms")
  @NotNull
  @DurationMin(millis = 0)
  @DurationMax(seconds = 2)
  Duration settle();

  /**
   * How often sessions look at the clock: for pings, acknowledgements, gaps and silence. It is the
   * precision of the 500 ms after which a drive counts as lost; ten times finer would cost 1 % of a
   * core a thousand drives, and show nobody anything.
   */
  @WithDefault("20ms")
  @NotNull
  @DurationMin(millis = 5)
  @DurationMax(millis = 100)
  Duration tick();

  /**
   * Whether motion is smoothed by channel group (brows, lids, lips, head and so on). On, because
   * every tracker trembles and viewers see it on a still face; the defaults keep 96 % of a blink
   * and of a plosive, and delay nothing. Off for a source that smooths for itself.
   */
  @WithDefault("true")
  boolean smoothing();
}
