package dev.afterglow.standalone.watch;

import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.api.render.v1.PictureKind;
import dev.afterglow.api.render.v1.Quality;
import dev.afterglow.api.render.v1.RenderStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run has shown so far, kept second by second. Bounded: it keeps extremes and a histogram,
 * not samples.
 */
public final class RunFigures {
  /** A second of the run that has been seen. */
  private static final double MOST_SAMPLES = 200_000;

  private RenderStatus newest = RenderStatus.getDefaultInstance();
  private Room room = Room.getDefaultInstance();
  private long liveSinceFrames;
  private long liveSinceDropped;
  private long liveSinceMediaUs;
  private boolean live;
  private double skewMostAheadMs;
  private double skewMostBehindMs;
  private double latencyP95WorstMs;
  private long lastFacts;
  private int seconds;
  private int coarserSeconds;
  private double leastShare = 1;
  private final List<Double> latencyP50 = new ArrayList<>();

  /** Begins to count: what came before was the rehearsal. */
  public synchronized void wentLive(RenderStatus status) {
    live = true;
    liveSinceFrames = status.getFrames();
    liveSinceDropped = status.getDroppedFrames();
    liveSinceMediaUs = status.getMediaTimeUs();
  }

  /** Takes the newest figures of a second. */
  public synchronized void take(RenderStatus status, Room figures) {
    if (status.getFrames() > 0) {
      newest = status;
    }
    lastFacts = LatestRoom.counted(figures) - LatestRoom.counted(room);
    room = figures;
    if (live && newest.hasQuality()) {
      seconds++;
      coarserSeconds += newest.getQuality().getLevel() > 0 ? 1 : 0;
      leastShare = Math.min(leastShare, newest.getQuality().getDrawnShare());
    }
    if (live && newest.hasAvSkewMs()) {
      skewMostAheadMs = Math.max(skewMostAheadMs, newest.getAvSkewMs().getP99());
      skewMostBehindMs = Math.min(skewMostBehindMs, newest.getAvSkewMs().getP1());
      latencyP95WorstMs = Math.max(latencyP95WorstMs, newest.getCaptureToEncodedMs().getP95());
      if (latencyP50.size() < MOST_SAMPLES) {
        latencyP50.add(newest.getCaptureToEncodedMs().getP50());
      }
    }
  }

  /** Frames a second of media since going live. */
  public synchronized double fps() {
    long mediaUs = newest.getMediaTimeUs() - liveSinceMediaUs;
    return mediaUs <= 0 ? 0 : (newest.getFrames() - liveSinceFrames) * 1e6 / mediaUs;
  }

  /** Frames not made since going live. */
  public synchronized long dropped() {
    return newest.getDroppedFrames() - liveSinceDropped;
  }

  /** Frames since going live. */
  public synchronized long frames() {
    return newest.getFrames() - liveSinceFrames;
  }

  /** How finely the figure was drawn, in words. */
  public synchronized String fineness() {
    return coarserSeconds == 0
        ? "at its finest throughout"
        : String.format(
            Locale.ROOT,
            "less finely in %d of %d s to hold the rate, at %.0f %% of the size or more",
            coarserSeconds,
            seconds,
            100 * leastShare);
  }

  /** The least share of the size that the figure was drawn at in any second since going live. */
  public synchronized double leastDrawnShare() {
    return leastShare;
  }

  /** Seconds since going live in which the figure was not drawn at its finest. */
  public synchronized int coarserSeconds() {
    return coarserSeconds;
  }

  /** The newest status of the render. */
  public synchronized RenderStatus status() {
    return newest;
  }

  /** The newest figures of the room. */
  public synchronized Room room() {
    return room;
  }

  /** The furthest that the sound was ahead of the picture, milliseconds, 0 or more. */
  public synchronized double skewMostAheadMs() {
    return skewMostAheadMs;
  }

  /** The furthest that the sound was behind the picture, milliseconds, 0 or less. */
  public synchronized double skewMostBehindMs() {
    return skewMostBehindMs;
  }

  /** The worst 95th percentile from capture to encoded of any ten seconds, milliseconds. */
  public synchronized double latencyP95WorstMs() {
    return latencyP95WorstMs;
  }

  /** What the figures of a {@link #line} are, in their order. */
  public static List<String> legend() {
    return List.of(
        "  frames a second, frames left out, time from capture to encoded (median/95th percentile),",
        "  sound ahead of the picture, age of the lease, labels found of those looked for,",
        "  facts counted, GMV paid so far; [slate] while the avatar is not shown, [step 2/3] while it",
        "  is drawn less finely by so many steps, so that the rate holds");
  }

  /** One line for the second that has just passed. */
  public synchronized String line(long second) {
    return String.format(
        Locale.ROOT,
        "%4ds  %4.1f fps  %d dropped  capture→encoded %.0f/%.0f ms  A/V %+.0f ms  lease %s"
            + "  label %d/%d  facts %d/s  GMV %s%s",
        second,
        newest.getFps(),
        dropped(),
        newest.getCaptureToEncodedMs().getP50(),
        newest.getCaptureToEncodedMs().getP95(),
        newest.getAvSkewMs().getP50(),
        newest.getLeaseAgeMs() < 0
            ? "none"
            : String.format(Locale.ROOT, "%.1f s", newest.getLeaseAgeMs() / 1000.0),
        newest.getLabelChecksPassed(),
        newest.getLabelChecksPassed() + newest.getLabelChecksFailed(),
        Math.max(0, lastFacts),
        money(room.getGmvPaidList()),
        mark());
  }

  private String mark() {
    if (newest.getPicture() == PictureKind.PICTURE_KIND_SLATE) {
      return "  [slate]";
    }
    Quality quality = newest.getQuality();
    return quality.getLevel() == 0
        ? ""
        : String.format("  [step %d/%d]", quality.getLevel(), quality.getLevels() - 1);
  }

  /** Amounts as people write them: {@code CNY 1,234.00}; {@code 0} when there are none. */
  public static String money(List<Money> amounts) {
    if (amounts.isEmpty()) {
      return "0";
    }
    List<String> parts = new ArrayList<>();
    for (Money amount : amounts) {
      parts.add(
          String.format(
              Locale.ROOT, "%s %,.2f", amount.getCurrencyCode(), amount.getAmountMinor() / 100.0));
    }
    return String.join(" + ", parts);
  }
}
