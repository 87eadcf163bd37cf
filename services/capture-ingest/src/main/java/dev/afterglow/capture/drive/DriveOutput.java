package dev.afterglow.capture.drive;

import dev.afterglow.capture.buffer.DriveRing;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.judging.Judging;
import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import dev.afterglow.capture.merge.Feed;
import dev.afterglow.capture.merge.Merge;
import dev.afterglow.capture.merge.VoiceChoice;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * What becomes of the sources of a drive: pieces in the ring, and windows judged for a live driver.
 * The motion and voice of an only source go on untouched and at once; those of several are merged.
 * Judged is what each source captured, before any smoothing, with the voice that is heard; a source
 * whose motion is not taken is not judged. For one thread.
 */
final class DriveOutput {
  private final DriveRing ring;
  private final Merge merge = new Merge(this::merged);
  private final VoiceChoice voices = new VoiceChoice();
  private final List<SourceHello> hellos = new ArrayList<>();

  private final List<Judging> judgings = new ArrayList<>();
  private final DriverWatch watch;
  private final IntFunction<Judging> judges;

  /**
   * A drive without sources.
   *
   * @param watch is told of motion that is judged, and of the voice beside it
   * @param judges gives the source of each number its own
   */
  DriveOutput(DriveRing ring, DriverWatch watch, IntFunction<Judging> judges) {
    this.ring = ring;
    this.watch = watch;
    this.judges = judges;
  }

  /** Adds a source, whose stream goes into the outlet; at most {@link Merge#MOST_SOURCES}. */
  Outlet add(SourceHello hello, Feed feed) {
    judgings.add(judges.apply(hellos.size()));
    watch.add();
    hellos.add(hello);
    return new SourceOutlet(merge.add(hello.sourceId(), feed, hello.ranks()));
  }

  /** A source opens anew. */
  void again(int source, SourceHello hello) {
    hellos.set(source, hello);
    merge.rank(source, hello.ranks());
  }

  /** Gives out what has waited for another source long enough. */
  void advance(long nowUs) {
    if (hellos.size() > 1) {
      merge.advance(nowUs);
    }
  }

  /** The number of the source that leads; the first before any motion. */
  int lead() {
    return hellos.size() > 1 ? Math.max(0, merge.lead()) : 0;
  }

  /** What the device of a source proves about itself from now on. */
  void attested(int source, DeviceAttestation attestation) {
    judgings.get(source).attested(attestation);
  }

  /** Hands out, later, what is to be kept of the source that gives the face, if there is one. */
  void fingerprint(Consumer<MotionFingerprint> taker) {
    if (!judgings.isEmpty()) {
      judgings.get(lead()).fingerprint(taker);
    }
  }

  /** How many windows could not be judged in time. */
  long unjudged() {
    return judgings.stream().mapToLong(Judging::unjudged).sum();
  }

  /** The number of the source that is heard; the first before any voice. */
  int speaker() {
    return Math.max(0, voices.speaker());
  }

  private void merged(Piece.Motion motion, long nowUs) {
    ring.add(motion, nowUs);
  }

  private final class SourceOutlet implements Outlet {
    private final int number;

    SourceOutlet(int number) {
      this.number = number;
    }

    @Override
    public void captured(Piece.Motion motion, MotionFrame raw, long nowUs) {
      motion(motion, nowUs);
      if (taken()) {
        judgings.get(number).motion(raw);
        watch.captured(number, raw, nowUs);
      }
    }

    @Override
    public void bridged(Piece.Motion motion, long nowUs) {
      motion(motion, nowUs);
    }

    @Override
    public void spoken(VoicePacket raw) {
      if (hellos.size() == 1 || number == voices.speaker()) {
        judgings.forEach(it -> it.voice(raw));
        watch.spoken(raw);
      }
    }

    @Override
    public void voice(VoicePacket packet, long nowUs) {
      voices
          .take(number, hellos.get(number).ranks().voice(), packet, nowUs)
          .ifPresent(
              it -> {
                ring.add(new Piece.Voice(it), nowUs);
              });
    }

    @Override
    public void gap(Piece.Gap gap, long nowUs) {
      Piece.Gap ours =
          new Piece.Gap(
              number == lead() ? gap.motionSamples() : 0,
              number == voices.speaker() ? gap.voiceUs() : 0);
      if (ours.motionSamples() > 0 || ours.voiceUs() > 0) {
        ring.add(ours, nowUs);
      }
    }

    private void motion(Piece.Motion motion, long nowUs) {
      if (hellos.size() == 1) {
        ring.add(motion, nowUs);
      } else if (taken()) {
        merge.take(number, motion, nowUs);
      }
    }

    // The merged header answers for what made the motion of these sources alone.
    private boolean taken() {
      return hellos.size() == 1 || hellos.get(number).channels().moves();
    }
  }
}
