package dev.afterglow.capture.drive;

import dev.afterglow.capture.buffer.DriveRing;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.health.DriveHealth;
import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.platform.error.AfterglowException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A drive session in memory: at most one device brings samples in, and many readers take them from
 * the ring. Times are microseconds on the service's clock. Safe for many threads.
 */
public final class LiveDrive {
  /** A drive that brings no sample for so long is lost. */
  public static final long LOST_AFTER_US = 500_000;

  /** A stream that says nothing for so long gives way to another. */
  public static final long SILENT_AFTER_US = 2_000_000;

  private static final long ACK_EVERY_US = 100_000;

  private final DriveRecord kept;
  private final DriveRing ring;
  private final DriveStream stream;
  private final DriveTally tally;

  private DriveState state;
  private @Nullable Channels channels;
  private @Nullable DeviceLink link;
  private Pings pings = new Pings();
  private long messageUs;
  private long acknowledgedUs;
  private long acknowledgedMotion;
  private long acknowledgedVoice;

  LiveDrive(
      DriveRecord kept, DriveState state, DriveRing ring, DriveTally tally, DriveLimits limits) {
    this.kept = kept;
    this.state = state;
    this.ring = ring;
    this.tally = tally;
    this.stream = new DriveStream(ring, tally, limits.settleUs(), limits.voice());
    ring.add(new Piece.State(state.name()), kept.createdUs());
  }

  /** What is kept of it beyond a restart. */
  public DriveRecord kept() {
    return kept;
  }

  /** Where its readers read. */
  public DriveRing ring() {
    return ring;
  }

  /** Where it is in its life. */
  public synchronized DriveState state() {
    return state;
  }

  /** What the samples of the last stream hold; empty before the first. */
  public synchronized Optional<Channels> channels() {
    return Optional.ofNullable(channels);
  }

  /** How it does. */
  public synchronized DriveHealth health(long nowUs) {
    return stream.health(nowUs);
  }

  /**
   * A device opens the session.
   *
   * @param deviceUs the device's clock in its header
   * @throws AfterglowException FAILED_PRECONDITION with reason DRIVE_CLOSED or DRIVE_ALREADY_OPEN
   */
  void open(DeviceLink newLink, Channels newChannels, long deviceUs, long nowUs) {
    synchronized (this) {
      if (!(state instanceof DriveState.Live live)) {
        throw Refusals.closed(kept.driveId());
      }
      if (link != null) {
        if (nowUs - messageUs <= SILENT_AFTER_US) {
          throw Refusals.alreadyOpen(kept.driveId());
        }
        link.refuse(Refusals.alreadyOpen(kept.driveId()));
      }
      link = newLink;
      channels = newChannels;
      pings = new Pings();
      messageUs = nowUs;
      stream.reopen(deviceUs, nowUs);
      stream.attested(DeviceAttestation.NONE);
      state = live.open(newChannels, nowUs);
      ring.add(new Piece.Header(newChannels), nowUs);
      ring.add(new Piece.State(state.name()), nowUs);
      newLink.opened(stream.motionSequence(), stream.voiceSequence());
      ping(newLink, nowUs);
    }
    tally.opened();
    ring.wake();
  }

  /** What the device of the present stream proves about itself; nothing unless this is called. */
  public synchronized void attest(DeviceLink from, DeviceAttestation attestation) {
    if (link == from) {
      stream.attested(attestation);
    }
  }

  /**
   * Motion came.
   *
   * @throws AfterglowException INVALID when a sample cannot be
   */
  public void motion(DeviceLink from, List<MotionArrival> samples, long nowUs) {
    synchronized (this) {
      if (heard(from, nowUs)) {
        samples.forEach(sample -> stream.take(sample, nowUs));
        stream.release(nowUs);
      }
    }
    ring.wake();
  }

  /**
   * Voice came.
   *
   * @throws AfterglowException INVALID when the packet cannot be
   */
  public void voice(DeviceLink from, VoiceArrival packet, long nowUs) {
    synchronized (this) {
      if (heard(from, nowUs)) {
        stream.take(packet, nowUs);
        stream.release(nowUs);
      }
    }
    ring.wake();
  }

  /** The device answered a ping. */
  public synchronized void pong(DeviceLink from, long pingId, long deviceUs, long nowUs) {
    if (link == from) {
      messageUs = nowUs;
      long sentUs = pings.answered(pingId);
      if (sentUs >= 0) {
        stream.answered(deviceUs, sentUs, nowUs);
      }
    }
  }

  /** The device's stream is at its end, for whatever reason; everything that came is told. */
  public void detach(DeviceLink from, long nowUs) {
    synchronized (this) {
      if (link != from) {
        return;
      }
      acknowledge(from, nowUs);
      stream.finish(nowUs);
      link = null;
      lose(nowUs);
    }
    ring.wake();
  }

  /** Looks at the clock: pings, acknowledges, gives up gaps, and notices silence. */
  void tick(long nowUs) {
    synchronized (this) {
      DeviceLink live = link;
      if (live != null) {
        ping(live, nowUs);
        releaseFor(live, nowUs);
        if (nowUs - acknowledgedUs >= ACK_EVERY_US) {
          acknowledge(live, nowUs);
        }
      }
      if (state instanceof DriveState.Open open && nowUs - open.heardUs() > LOST_AFTER_US) {
        lose(nowUs);
      }
    }
    ring.wake();
  }

  /** Ends the session; ending it again changes nothing. */
  void close(long nowUs) {
    synchronized (this) {
      if (!(state instanceof DriveState.Live live)) {
        return;
      }
      if (link != null) {
        link.refuse(Refusals.closed(kept.driveId()));
        link = null;
      }
      state = live.close(nowUs);
      ring.add(new Piece.State(state.name()), nowUs);
    }
    ring.wake();
  }

  /** Whether nobody needs it in memory any more. */
  synchronized boolean forgettable(long nowUs, long afterUs) {
    return switch (state) {
      case DriveState.Closed closed -> nowUs - closed.sinceUs() > afterUs;
      case DriveState.Live _ -> link == null && !kept.validAt(nowUs);
    };
  }

  private boolean heard(DeviceLink from, long nowUs) {
    if (link != from) {
      return false;
    }
    messageUs = nowUs;
    switch (state) {
      case DriveState.Open open -> state = open.hear(nowUs);
      case DriveState.Lost lost -> {
        if (channels != null) {
          state = lost.hear(channels, nowUs);
          ring.add(new Piece.State(state.name()), nowUs);
        }
      }
      case DriveState.Waiting _, DriveState.Closed _ -> {
        return false;
      }
    }
    return true;
  }

  private void lose(long nowUs) {
    if (state instanceof DriveState.Open open) {
      state = open.lose(nowUs);
      ring.add(new Piece.State(state.name()), nowUs);
      tally.lost();
    }
  }

  private void releaseFor(DeviceLink live, long nowUs) {
    try {
      stream.release(nowUs);
    } catch (AfterglowException e) {
      live.refuse(e);
      link = null;
      lose(nowUs);
    }
  }

  private void ping(DeviceLink live, long nowUs) {
    long id = pings.due(nowUs);
    if (id > 0) {
      live.ping(id);
    }
  }

  private void acknowledge(DeviceLink live, long nowUs) {
    long motion = stream.motionSequence();
    long voice = stream.voiceSequence();
    if (motion != acknowledgedMotion || voice != acknowledgedVoice) {
      live.acknowledge(motion, voice);
      acknowledgedUs = nowUs;
      acknowledgedMotion = motion;
      acknowledgedVoice = voice;
    }
  }
}
