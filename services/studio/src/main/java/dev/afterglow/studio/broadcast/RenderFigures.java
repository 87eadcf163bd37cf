package dev.afterglow.studio.broadcast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The figures of a render since its start, unless said otherwise.
 *
 * @param slate why the slate shows; {@link SlateCause#NONE} while the avatar shows
 * @param fps frames a second over the last 2 s
 * @param frames encoded
 * @param droppedFrames due and not made
 * @param captureToEncodedMs last 10 s
 * @param avSkewMs last 10 s; positive = sound ahead
 * @param leaseAgeMs since the lease's last renewal; -1 without a lease
 * @param labelChecksPassed labels found on decoded pictures
 * @param labelChecksFailed labels not found there
 * @param stageTimes work a frame by stage, last 2 s; at most 16
 * @param destinations where the stream goes, the recording among them; at most 9
 * @param mediaTimeUs media time reached
 * @param aigcReadBack whether the AIGC metadata was read back from the recording
 * @param slateFrames frames that showed the slate
 * @param leaseGapMs the worst lateness of a lease renewal so far
 * @param fineness how finely the figure is drawn just now
 * @param compute what it used of its worker
 * @param driver how far the drive counts as driven by a live human; empty before it was said
 * @param recorded what of the recording is safe; empty before on air
 * @param looks what viewers saw of look and layout, the newest, oldest first; at most 16
 * @param undriven parts of the figure that the worker moved by itself so far; at most 16
 */
public record RenderFigures(
    SlateCause slate,
    double fps,
    long frames,
    long droppedFrames,
    Spread captureToEncodedMs,
    Spread avSkewMs,
    long leaseAgeMs,
    long labelChecksPassed,
    long labelChecksFailed,
    List<StageTime> stageTimes,
    List<DestinationFigures> destinations,
    long mediaTimeUs,
    boolean aigcReadBack,
    long slateFrames,
    long leaseGapMs,
    Fineness fineness,
    Compute compute,
    Optional<DriverFigures> driver,
    Optional<Recorded> recorded,
    List<LookShown> looks,
    List<Undriven> undriven) {

  /** Copies the lists. */
  public RenderFigures {
    stageTimes = List.copyOf(stageTimes);
    destinations = List.copyOf(destinations);
    looks = List.copyOf(looks);
    undriven = List.copyOf(undriven);
  }

  /**
   * A part of the figure that the worker moved by itself, because nobody drove it.
   *
   * @param part which, in the contract's word without its prefix. Example: "EYELIDS"
   * @param movedBy what moved it, likewise. Example: "VOICE"
   * @param now whether it does so in the newest picture
   * @param frames pictures that it was in
   */
  public record Undriven(String part, String movedBy, boolean now, long frames) {}

  /**
   * From a time on a render shows a look and a layout to viewers.
   *
   * @param number counts up from 1 with each change of the render
   * @param time on the worker's clock
   * @param lookId empty where the avatar names no looks
   * @param layout empty when it shows nothing any more
   */
  public record LookShown(long number, Instant time, String lookId, String layout) {}

  /**
   * A rung of the worker's quality ladder.
   *
   * @param level 0 is the finest
   * @param levels how many the ladder has
   * @param stepsDown how often the worker stepped down so far
   * @param drawnShare of the picture's width and height that is drawn before it is scaled up, up to
   *     1; 0 before the first picture
   */
  public record Fineness(int level, int levels, long stepsDown, double drawnShare) {}

  /**
   * What a render used of its worker since it began.
   *
   * @param deviceMs of the drawing device; 0 where processors draw
   * @param processorMs of all processors
   * @param encoderMs of the encoder
   * @param bytesOut handed to destinations
   */
  public record Compute(long deviceMs, long processorMs, long encoderMs, long bytesOut) {}

  /**
   * How far a drive counts as driven by a live human, in the contract's words without their
   * prefixes; a word that is not known here is "UNSPECIFIED".
   *
   * @param verdict of the newest window. Example: "NOT_LIVE"
   * @param reasons the measures that made it, most telling first; at most 14. Example: "LOOP"
   * @param challenges how the driver stands with the challenges. Example: "ONE_MISSED"
   * @param challengeable whether the driver can be asked
   * @param enforced whether anything follows
   * @param slate why the figure must not be shown; "UNSPECIFIED" where it may
   */
  public record DriverFigures(
      String verdict,
      List<String> reasons,
      String challenges,
      boolean challengeable,
      boolean enforced,
      String slate) {

    /** Copies the list. */
    public DriverFigures {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The closed segments of a recording.
   *
   * @param indexPath the playlist that names them, on the worker
   * @param durationUs media in them, microseconds
   */
  public record Recorded(String indexPath, long segments, long bytes, long durationUs) {}

  /** 1st percentile, median, 95th and 99th percentile. */
  public record Spread(double p1, double p50, double p95, double p99) {}

  /** The mean work of one stage, milliseconds a frame. */
  public record StageTime(String stage, double meanMs) {}

  /**
   * The state of one destination.
   *
   * @param name as given
   * @param state as the contract names it, without its prefix. Example: "SENDING"
   * @param bytesSent handed over
   * @param reconnects after the first connection
   * @param lastFault in words, never the URL's key
   * @param acknowledged whether a connection ever carried the stream for a while, here or on a
   *     worker before
   */
  public record DestinationFigures(
      String name,
      String state,
      long bytesSent,
      long reconnects,
      String lastFault,
      boolean acknowledged) {}
}
