package dev.afterglow.render.driver;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the figure may be shown, as far as its driver goes. Without a standing it may not, and
 * neither with one that is too old: capture-ingest says it anew every two seconds. Safe for many
 * threads.
 */
public final class DriverCheck {
  /** A standing counts for so long: five of them may get lost. */
  public static final long VALID_NANOS = 10_000_000_000L;

  private record Heard(DriverStanding standing, long nanos) {}

  private final LongSupplier nanos;
  private volatile @Nullable Heard heard;

  /**
   * Nothing heard.
   *
   * @param nanos a monotonic clock, nanoseconds
   */
  public DriverCheck(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** The drive stands like this from now on. */
  public void stands(DriverStanding standing) {
    heard = new Heard(standing, nanos.getAsLong());
  }

  /** Whether the figure may be shown now. */
  public boolean allows() {
    Heard newest = heard;
    return newest != null
        && !newest.standing().slate()
        && nanos.getAsLong() - newest.nanos() <= VALID_NANOS;
  }

  /** How the drive stood when it was last said; empty before. */
  public Optional<DriverStanding> standing() {
    return Optional.ofNullable(heard).map(Heard::standing);
  }
}
