package dev.afterglow.capture.liveness.judging;

import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Liveness;
import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * One source of a drive, judged aside. What it captures is only collected by whoever brings it,
 * which costs a reference a sample; a quarter of a second at a time goes to the judges, in order
 * and never two stretches of a source at once, so the windows are those that {@link Liveness} would
 * have made in place.
 *
 * <p>At most four seconds wait. When judging is further behind than that, all that waits is left
 * out, and {@link #unjudged} says how many windows were lost by it; the measures begin anew behind
 * the hole. Safe for many threads.
 */
public final class Judging {
  /** How much may wait, microseconds of motion: two windows. */
  public static final long MOST_WAITING_US = 4_000_000;

  private static final long WINDOW_US = 2_000_000;
  private static final long STRETCH_US = 250_000;
  private static final int STRETCH = 64;
  // Four seconds of motion at 120 a second and of packets of 10 ms.
  private static final int MOST_WAITING = 1_024;

  private final Liveness liveness;
  private final Executor judges;
  private final Consumer<DriveWindow> judged;

  // Frames, packets, attestations and takers of a fingerprint, in the order in which they came.
  private List<Object> waiting = new ArrayList<>();
  private List<Object> spare = new ArrayList<>();
  private long firstUs = Long.MIN_VALUE;
  private long newestUs = Long.MIN_VALUE;
  private boolean inWork;
  private long unjudged;

  /** Takes what is to be kept of a source, to know it again. */
  @FunctionalInterface
  private interface Taker {
    void take(MotionFingerprint fingerprint);
  }

  /**
   * A source that has captured nothing yet.
   *
   * @param liveness used by one judge at a time and by nobody else
   * @param judges where the judging is done; a defect in it goes to this executor
   * @param judged is told each window, in order, by a judge that holds no lock
   */
  public Judging(Liveness liveness, Executor judges, Consumer<DriveWindow> judged) {
    this.liveness = liveness;
    this.judges = judges;
    this.judged = judged;
  }

  /** A frame, as it was captured. */
  public void motion(MotionFrame raw) {
    boolean begin;
    synchronized (this) {
      shed(raw.timeUs());
      if (firstUs == Long.MIN_VALUE) {
        firstUs = raw.timeUs();
      }
      newestUs = raw.timeUs();
      waiting.add(raw);
      begin = (newestUs - firstUs >= STRETCH_US || waiting.size() >= STRETCH) && beginning();
    }
    begin(begin);
  }

  /** A packet of the voice that is heard, as it was captured; without motion it says nothing. */
  public void voice(VoicePacket raw) {
    boolean begin;
    synchronized (this) {
      if (waiting.size() >= MOST_WAITING) {
        return;
      }
      waiting.add(raw);
      begin = waiting.size() >= STRETCH && beginning();
    }
    begin(begin);
  }

  /** Another device brings it from now on, which proves this about itself. */
  public synchronized void attested(DeviceAttestation attestation) {
    waiting.add(attestation);
  }

  /** Hands out what is to be kept of all that came before, by a judge. */
  public void fingerprint(Consumer<MotionFingerprint> taker) {
    Taker taking = taker::accept;
    boolean begin;
    synchronized (this) {
      waiting.add(taking);
      begin = beginning();
    }
    begin(begin);
  }

  /** How many windows were not judged because the judges could not keep up. */
  public synchronized long unjudged() {
    return unjudged;
  }

  private void shed(long nowUs) {
    // With no judge at work nobody is behind: the device itself has paused.
    boolean late = firstUs != Long.MIN_VALUE && nowUs - firstUs > MOST_WAITING_US;
    if (inWork && (late || waiting.size() >= MOST_WAITING)) {
      unjudged += Math.max(1, Math.ceilDiv(newestUs - firstUs, WINDOW_US));
      waiting.removeIf(it -> it instanceof MotionFrame || it instanceof VoicePacket);
      firstUs = Long.MIN_VALUE;
    }
  }

  /** Whether a judge is to be called, to whom the work then belongs. */
  private boolean beginning() {
    boolean begins = !inWork;
    inWork = true;
    return begins;
  }

  private void begin(boolean begin) {
    if (begin) {
      try {
        judges.execute(this::judge);
      } catch (RejectedExecutionException e) {
        // The service stops.
        leave();
      }
    }
  }

  private void judge() {
    try {
      List<Object> stretch = next();
      while (!stretch.isEmpty()) {
        stretch.forEach(this::take);
        stretch.clear();
        stretch = next();
      }
    } catch (RuntimeException | Error e) {
      broken();
      throw e;
    }
  }

  /** What waits now; nothing, and the work is over, when that is nothing. */
  private synchronized List<Object> next() {
    List<Object> stretch = waiting;
    waiting = spare;
    spare = stretch;
    firstUs = Long.MIN_VALUE;
    inWork = !stretch.isEmpty();
    return stretch;
  }

  private synchronized void broken() {
    inWork = false;
    unjudged++;
    spare.clear();
  }

  private synchronized void leave() {
    inWork = false;
    waiting.clear();
  }

  private void take(Object item) {
    switch (item) {
      case MotionFrame frame -> {
        Optional<DriveWindow> window = liveness.motion(frame);
        window.ifPresent(judged);
      }
      case VoicePacket packet -> liveness.voice(packet);
      case DeviceAttestation attestation -> liveness.attested(attestation);
      case Taker taker -> taker.take(liveness.fingerprint());
      default -> throw new IllegalStateException("nothing else is collected");
    }
  }
}
