package dev.afterglow.capture.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How devices that sign are known. */
@ConfigMapping(prefix = "afterglow.capture.device")
public interface DeviceConfig {

  /**
   * How often the registry is asked anew about a device that sends. A revocation is noticed at the
   * first batch after that, so within this and the deadline; two seconds of a thousand drives are
   * five hundred small reads a second.
   */
  @WithDefault("2s")
  @NotNull
  @DurationMin(millis = 200)
  @DurationMax(seconds = 4)
  Duration recheck();

  /**
   * How long an answer of the registry counts when no newer one comes; then the device is refused.
   * A worker shows the slate after five seconds without the registry anyway, as its lease runs out,
   * and a restart of the registry takes less than ten.
   */
  @WithDefault("10s")
  @NotNull
  @DurationMin(seconds = 1)
  @DurationMax(minutes = 1)
  Duration patience();

  /**
   * For one answer of the registry. It answers in milliseconds; a device that waits to be let in
   * would rather try again than wait longer.
   */
  @WithDefault("2s")
  @NotNull
  @DurationMin(millis = 100)
  @DurationMax(seconds = 30)
  Duration deadline();

  /**
   * How many pairings of one address may be refused within a minute before it has to wait; the
   * registry bounds those of all addresses together. People mistype a code a few times, and a
   * studio has several behind one address; whoever guesses gets ten in 6.6e11 a minute. Of IPv6
   * addresses the first 64 bits count, since a line has them all.
   */
  @WithDefault("10")
  @Min(1)
  @Max(300)
  int refusedPairingsPerMinute();

  /**
   * The proxies whose {@code X-Forwarded-For} is believed, as addresses or networks such as {@code
   * 10.0.0.0/8}. None by default, because a stranger can send that header too; behind a proxy that
   * is not named here, all devices count as one address.
   */
  Optional<@Size(max = 32) List<String>> trustedProxies();
}
