package dev.afterglow.render.clock;

import dev.afterglow.drive.MotionBlend;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.lease.MotionOrigin;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which instant of the drive each moment of the stream shows. Media time is a count of samples; one
 * number, the origin, maps it to the capture clock, for sound and picture alike, so nothing can
 * pull them apart.
 *
 * <p>The origin is set when the drive's first piece arrives, so that a piece is shown a fixed
 * playout delay after the quickest arrival. If arrivals later turn out quicker or slower it moves
 * by one sample every 1,024 (1 ms a second: nobody hears it), or at once while nothing was shown
 * for long or when it is more than a quarter of a second off.
 *
 * <p>Written to by the network's thread, read by the drawing one.
 */
public final class DriveTimeline {
  private static final long RATE = StreamFormat.SAMPLE_RATE_HZ;
  private static final long SETTLE_SAMPLES = RATE;
  private static final long FAR_SAMPLES = RATE / 4;
  private static final long NEAR_SAMPLES = RATE / 100;
  private static final long WINDOW_SAMPLES = 2 * RATE;

  private final long delaySamples;
  private final long lostAfterUs;
  private final MotionTrack motion = new MotionTrack();
  private final MotionBlend blend = new MotionBlend();
  private final VoiceTrack voice = new VoiceTrack();
  private boolean anchored;
  private boolean seen;
  private MotionOrigin madeBy = MotionOrigin.UNKNOWN;
  private long origin;
  private long anchoredAt;
  private long windowBegan;
  private long quickest = Long.MAX_VALUE;

  /**
   * @param playoutDelayMs from the quickest arrival to the screen, 20 to 1,000
   * @param lostAfterMs how long the last motion is held before the drive counts as lost
   */
  public DriveTimeline(int playoutDelayMs, int lostAfterMs) {
    this.delaySamples = playoutDelayMs * RATE / 1000;
    this.lostAfterUs = lostAfterMs * 1000L;
  }

  /** Takes a motion frame in capture time, at this moment of media time. */
  public synchronized void motion(MotionFrame frame, long mediaSamples) {
    arrived(VoiceTrack.sampleAt(frame.timeUs()), mediaSamples);
    motion.add(frame);
    seen = true;
  }

  /**
   * Takes a frame that was made for a hole. It says nothing of how quick arrivals are, and it does
   * not put off when the drive counts as lost.
   */
  public synchronized void bridged(MotionFrame frame) {
    motion.bridge(frame);
  }

  /** Takes a voice packet in capture time, at this moment of media time. */
  public synchronized void voice(VoicePacket packet, long mediaSamples) {
    arrived(VoiceTrack.sampleAt(packet.timeUs() + packet.durationUs()), mediaSamples);
    voice.add(packet);
  }

  /**
   * What the drive shows at one moment.
   *
   * @param motion null when the drive is not there
   * @param madeBy what made that motion
   * @param seen whether any motion ever arrived
   * @param capturedUs when what is shown was captured, microseconds: earlier than the moment's own
   *     instant where the last captured motion is held; means nothing without motion
   */
  public record Moment(
      @Nullable MotionFrame motion, MotionOrigin madeBy, boolean seen, long capturedUs) {
    /**
     * The moment of a drive that has a voice and no motion: a frame in which nothing is tracked,
     * made by the sound.
     */
    public Moment voicedAt(long captureUs) {
      MotionFrame nothing =
          new MotionFrame(captureUs, ShapeWeights.NONE, Optional.empty(), Map.of());
      return new Moment(nothing, MotionOrigin.SYNTHETIC, seen, captureUs);
    }
  }

  /**
   * The pieces that follow were made this way. When those before were not they are forgotten, so
   * that whatever is held here was made as {@link Moment#madeBy} says; the next piece then sets a
   * new origin.
   */
  public synchronized void begins(MotionOrigin by) {
    if (by == madeBy) {
      return;
    }
    madeBy = by;
    motion.clear();
    voice.clear();
    anchored = false;
    quickest = Long.MAX_VALUE;
  }

  /** What a moment of media time shows; its shapes are good until the next one is asked for. */
  public synchronized Moment moment(long mediaSamples) {
    MotionFrame shown = motionAt(mediaSamples, blend);
    return new Moment(shown, madeBy, seen, shown == null ? 0 : motion.shownUs());
  }

  /** The capture time, microseconds, that a moment of media time shows. */
  public synchronized long captureUs(long mediaSamples) {
    return Math.floorDiv((mediaSamples + origin) * 125L, 6L);
  }

  /** The motion that a moment of media time shows, or null when the drive is not there. */
  public synchronized @Nullable MotionFrame motionAt(long mediaSamples) {
    return motionAt(mediaSamples, new MotionBlend());
  }

  private @Nullable MotionFrame motionAt(long mediaSamples, MotionBlend into) {
    return anchored ? motion.at(captureUs(mediaSamples), lostAfterUs, into) : null;
  }

  /**
   * When the sound at a moment of media time was captured, microseconds, or 0 where there is none.
   * To be asked in rising order.
   */
  public synchronized long soundCapturedUs(long mediaSamples) {
    long captured = anchored ? voice.capturedAt(mediaSamples + origin) : Long.MIN_VALUE;
    return captured == Long.MIN_VALUE ? 0 : Math.floorDiv(captured * 125L, 6L);
  }

  /** The voice from a moment of media time on, and one step of the origin where it is off. */
  public synchronized void voiceAt(long mediaSamples, float[] out, int at, int length) {
    if (!anchored) {
      java.util.Arrays.fill(out, at, at + length, 0);
      return;
    }
    voice.read(mediaSamples + origin, out, at, length);
  }

  /**
   * The voice from a moment of media time on, left for {@link #voiceAt}: silence where it was given
   * out already, or has not come.
   */
  public synchronized void peekVoice(long mediaSamples, float[] out, int at, int length) {
    if (!anchored) {
      java.util.Arrays.fill(out, at, at + length, 0);
      return;
    }
    voice.peek(mediaSamples + origin, out, at, length);
  }

  /**
   * Whether the drive's sound reaches to a moment of media time, or ended so shortly before it that
   * the drive does not count as lost.
   */
  public synchronized boolean voiceReaches(long mediaSamples) {
    return anchored
        && voice.end() != Long.MIN_VALUE
        && mediaSamples + origin - voice.end() <= lostAfterUs * 6 / 125;
  }

  /**
   * Moves the origin by at most one sample towards where it should be; called once per 1,024
   * samples.
   */
  public synchronized void settle(long mediaSamples) {
    if (!anchored || mediaSamples - windowBegan < WINDOW_SAMPLES || quickest == Long.MAX_VALUE) {
      return;
    }
    long error = wantedOrigin() - origin;
    if (Math.abs(error) > FAR_SAMPLES) {
      origin = wantedOrigin();
    } else if (Math.abs(error) > NEAR_SAMPLES) {
      origin += Long.signum(error);
      return;
    }
    windowBegan = mediaSamples;
    quickest = Long.MAX_VALUE;
  }

  private void arrived(long captureSample, long mediaSamples) {
    long transit = mediaSamples - captureSample;
    if (!anchored) {
      anchored = true;
      quickest = transit;
      anchoredAt = mediaSamples;
      windowBegan = mediaSamples;
      origin = wantedOrigin();
      return;
    }
    quickest = Math.min(quickest, transit);
    if (mediaSamples - anchoredAt < SETTLE_SAMPLES && wantedOrigin() - origin > NEAR_SAMPLES) {
      origin = wantedOrigin();
    }
  }

  private long wantedOrigin() {
    return -quickest - delaySamples;
  }
}
