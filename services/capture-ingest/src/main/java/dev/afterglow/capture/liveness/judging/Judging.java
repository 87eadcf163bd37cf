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
 * which costs a small record a sample; a quarter of a second at a time goes to the judges, in order
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

  // In the order in which they came.
  private List<Item> waiting = new ArrayList<>();
  private List<Item> spare = new ArrayList<>();
  private long firstUs = Long.MIN_VALUE;
  private long newestUs = Long.MIN_VALUE;
  private boolean inWork;
  private long unjudged;

  /** Something for a judge. */
  private sealed interface Item {
    /** A frame, as it was captured. */
    record Motion(MotionFrame raw) implements Item {}

    /** A packet of the voice that is heard, as it was captured. */
    record Voice(VoicePacket raw) implements Item {}

    /** What the device that brings it from now on proves about itself. */
    record Attested(DeviceAttestation attestation) implements Item {}

    /** Somebody who keeps what it takes to know the source again. */
    record Keeping(Consumer<MotionFingerprint> taker) implements Item {}
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
      waiting.add(new Item.Motion(raw));
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
      waiting.add(new Item.Voice(raw));
      begin = waiting.size() >= STRETCH && beginning();
    }
    begin(begin);
  }

  /** Another device brings it from now on, which proves this about itself. */
  public synchronized void attested(DeviceAttestation attestation) {
    waiting.add(new Item.Attested(attestation));
  }

  /** Hands out what is to be kept of all that came before, by a judge. */
  public void fingerprint(Consumer<MotionFingerprint> taker) {
    boolean begin;
    synchronized (this) {
      waiting.add(new Item.Keeping(taker));
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
      waiting.removeIf(it -> it instanceof Item.Motion || it instanceof Item.Voice);
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
      List<Item> stretch = next();
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
  private synchronized List<Item> next() {
    List<Item> stretch = waiting;
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

  private void take(Item item) {
    switch (item) {
      case Item.Motion(MotionFrame raw) -> {
        Optional<DriveWindow> window = liveness.motion(raw);
        window.ifPresent(judged);
      }
      case Item.Voice(VoicePacket raw) -> liveness.voice(raw);
      case Item.Attested(DeviceAttestation attestation) -> liveness.attested(attestation);
      case Item.Keeping(Consumer<MotionFingerprint> taker) -> taker.accept(liveness.fingerprint());
    }
  }
}
