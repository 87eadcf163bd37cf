package dev.afterglow.capture.drive;

import dev.afterglow.capture.buffer.DriveRing;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.health.DriveHealth;
import dev.afterglow.capture.health.SourceHealth;
import dev.afterglow.capture.liveness.DeviceAttestation;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Liveness;
import dev.afterglow.capture.liveness.LivenessThresholds;
import dev.afterglow.capture.liveness.judging.Judging;
import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import dev.afterglow.capture.liveness.standing.KeptStanding;
import dev.afterglow.capture.merge.Merge;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.platform.error.AfterglowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A drive session in memory: up to four sources bring samples in, each from one device at a time,
 * and many readers take what is made of them from the ring. Times are microseconds on the service's
 * clock. Safe for many threads.
 */
public final class LiveDrive {
  /** A drive that brings no sample for so long is lost. */
  public static final long LOST_AFTER_US = 500_000;

  /** A stream that says nothing for so long gives way to another. */
  public static final long SILENT_AFTER_US = 2_000_000;

  private static final long FINGERPRINT_EVERY_US = 60_000_000;
  // Samples that came so lately have given up gaps and bridged holes by themselves.
  private static final long LATELY_US = 15_000;
  // Pings, acknowledgements, challenges and what readers hear again wait no longer than this.
  private static final long LOOK_EVERY_US = 60_000;

  private final DriveRecord kept;
  private final DriveRing ring;
  private final DriveLimits limits;
  private final DriveTally tally;
  private final LivenessDesk desk;
  private final String fingerprintId;
  private final DriverWatch watch;
  private final DriveOutput output;
  private final List<DriveSource> sources = new ArrayList<>();

  private List<MotionFingerprint> earlier = List.of();
  private DriveState state;
  private @Nullable Channels channels;
  private long fingerprintUs;
  // When the samples of an only source came last, if they left nothing to be told; else 0.
  private volatile long flowedUs;
  private volatile long lookedUs;

  /**
   * A drive that nobody drives yet.
   *
   * @param before how it stood before a restart
   */
  LiveDrive(
      DriveRecord kept,
      DriveState state,
      DriveRing ring,
      DriveTally tally,
      DriveLimits limits,
      LivenessDesk desk,
      KeptStanding before) {
    this.kept = kept;
    this.state = state;
    this.ring = ring;
    this.tally = tally;
    this.limits = limits;
    this.desk = desk;
    this.fingerprintId = desk.ids().get();
    StandingNote note = new StandingNote(kept, desk, before);
    this.watch = new DriverWatch(ring, desk, tally, before, note::take);
    this.output =
        new DriveOutput(
            ring,
            watch,
            source ->
                new Judging(
                    new Liveness(
                        LivenessThresholds.DEFAULTS,
                        DeviceAttestation.NONE,
                        earlier,
                        desk.tracks().open(kept.driveId())),
                    desk.judges(),
                    window -> judged(source, window)));
    ring.add(new Piece.State(state.name()), kept.createdUs());
    watch.tick(sources, 0, false, kept.createdUs());
  }

  /** Whether no device has opened it in this life of the service. */
  synchronized boolean unopened() {
    return sources.isEmpty();
  }

  /** What its sources are compared with from their first opening on. */
  synchronized void knows(List<MotionFingerprint> earlierDrives) {
    earlier = List.copyOf(earlierDrives);
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

  /** What the samples of all sources together hold; empty before the first. */
  public synchronized Optional<Channels> channels() {
    return Optional.ofNullable(channels);
  }

  /** How it does: as the source that leads, or nothing yet, with the drive's newest window. */
  public synchronized DriveHealth health(long nowUs) {
    DriveStream none = new DriveStream(tally, limits);
    DriveStream lead = sources.isEmpty() ? none : sources.get(output.lead()).stream();
    DriveStream heard = sources.isEmpty() ? none : sources.get(output.speaker()).stream();
    return lead.health(nowUs).with(watch.newest(output.lead()), heard.voice(nowUs));
  }

  /** How far it counts as driven by a live human. */
  public synchronized LivenessReport liveness() {
    return new LivenessReport(watch.standing(), output.unjudged());
  }

  /** How each of its sources does, in the order in which they first came; 0 to 4. */
  public synchronized List<SourceHealth> sources(long nowUs) {
    List<SourceHealth> healths = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      healths.add(sources.get(i).health(i == output.lead(), watch.newest(i), nowUs));
    }
    return healths;
  }

  /**
   * A device opens a source of the session.
   *
   * @throws AfterglowException FAILED_PRECONDITION with reason DRIVE_CLOSED or DRIVE_ALREADY_OPEN,
   *     or EXHAUSTED with reason TOO_MANY_SOURCES
   */
  void open(DeviceLink newLink, SourceHello hello, long nowUs) {
    synchronized (this) {
      if (!(state instanceof DriveState.Live live)) {
        throw Refusals.closed(kept.driveId());
      }
      DriveSource source = source(hello);
      if (source.taken(nowUs)) {
        throw Refusals.alreadyOpen(kept.driveId());
      }
      source.open(newLink, hello, nowUs, Refusals.alreadyOpen(kept.driveId()));
      output.attested(sources.indexOf(source), DeviceAttestation.NONE);
      watch.changed();
      Channels together = together();
      channels = together;
      state = live.open(together, nowUs);
      ring.add(new Piece.Header(together), nowUs);
      ring.add(new Piece.State(state.name()), nowUs);
    }
    tally.opened();
    ring.wake();
  }

  /**
   * Motion came.
   *
   * @throws AfterglowException INVALID when a sample cannot be
   */
  public void motion(DeviceLink from, List<MotionArrival> samples, long nowUs) {
    synchronized (this) {
      DriveSource source = heard(from, nowUs);
      if (source != null) {
        source.motion(samples, nowUs);
        flowed(nowUs);
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
      DriveSource source = heard(from, nowUs);
      if (source != null) {
        source.voice(packet, nowUs);
        flowed(nowUs);
      }
    }
    ring.wake();
  }

  /** The device answered a ping. */
  public synchronized void pong(DeviceLink from, long pingId, long deviceUs, long nowUs) {
    DriveSource source = of(from);
    if (source != null) {
      source.answered(pingId, deviceUs, nowUs);
    }
  }

  /** The device's stream is at its end, for whatever reason; everything that came is told. */
  public void detach(DeviceLink from, long nowUs) {
    synchronized (this) {
      DriveSource source = of(from);
      if (source == null) {
        return;
      }
      source.detach(nowUs);
      watch.changed();
      keepFingerprint(nowUs);
      loseUnlessDriven(nowUs);
    }
    ring.wake();
  }

  /** What the device of a stream proves about itself; nothing unless this is called. */
  public synchronized void attest(DeviceLink from, DeviceAttestation attestation) {
    DriveSource source = of(from);
    if (source != null) {
      output.attested(sources.indexOf(source), attestation);
    }
  }

  /** The device says when its driver saw a challenge, on its clock. */
  public synchronized void challengeShown(DeviceLink from, String id, long shownDeviceUs) {
    DriveSource source = of(from);
    if (source != null) {
      watch.shown(sources.indexOf(source), id, source.stream().serviceUs(shownDeviceUs));
    }
  }

  /** The driver before a device wants to teach their digits. */
  public synchronized void teachDigits(DeviceLink from, long nowUs) {
    DriveSource source = of(from);
    if (source != null) {
      watch.teach(sources.indexOf(source), nowUs);
    }
  }

  /**
   * Whether it should look at the clock. While the samples of an only source come they do most of
   * that themselves, and a look costs as much as a sample; takes no lock.
   */
  boolean due(long nowUs) {
    return nowUs - flowedUs > LATELY_US || nowUs - lookedUs >= LOOK_EVERY_US;
  }

  /** Looks at the clock: pings, acknowledges, gives up gaps, and notices silence. */
  void tick(long nowUs) {
    lookedUs = nowUs;
    synchronized (this) {
      for (DriveSource source : sources) {
        if (source.link() != null && !source.tick(nowUs)) {
          loseUnlessDriven(nowUs);
        }
      }
      output.advance(nowUs);
      if (state instanceof DriveState.Open open && nowUs - open.heardUs() > LOST_AFTER_US) {
        lose(nowUs);
      }
      boolean open = state instanceof DriveState.Open;
      watch.tick(sources, output.lead(), open, nowUs);
      if (open && nowUs - fingerprintUs >= FINGERPRINT_EVERY_US) {
        keepFingerprint(nowUs);
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
      sources.forEach(source -> source.refuse(Refusals.closed(kept.driveId())));
      keepFingerprint(nowUs);
      watch.forget();
      state = live.close(nowUs);
      ring.add(new Piece.State(state.name()), nowUs);
    }
    ring.wake();
  }

  /** Whether nobody needs it in memory any more. */
  synchronized boolean forgettable(long nowUs, long afterUs) {
    return switch (state) {
      case DriveState.Closed closed -> nowUs - closed.sinceUs() > afterUs;
      case DriveState.Live _ -> !driven() && !kept.livesAt(nowUs);
    };
  }

  /** The source of that name, or a new one. */
  private DriveSource source(SourceHello hello) {
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).id().equals(hello.sourceId())) {
        output.again(i, hello);
        return sources.get(i);
      }
    }
    if (sources.size() >= Merge.MOST_SOURCES) {
      throw Refusals.tooManySources(Merge.MOST_SOURCES);
    }
    DriveStream stream = new DriveStream(tally, limits);
    Outlet outlet = output.add(hello, stream);
    DriveSource source = new DriveSource(hello, stream, outlet);
    sources.add(source);
    return source;
  }

  private @Nullable DriveSource of(DeviceLink link) {
    for (DriveSource source : sources) {
      if (source.link() == link) {
        return source;
      }
    }
    return null;
  }

  /** What is kept survives a service that is killed, but for the newest minute. */
  private void keepFingerprint(long nowUs) {
    fingerprintUs = nowUs;
    output.fingerprint(it -> desk.keep(fingerprintId, kept, it));
  }

  /** A judge has judged a window of a source. */
  private synchronized void judged(int source, DriveWindow window) {
    watch.judged(source, window);
    flowedUs = 0;
    desk.judged(kept, sources.get(source).id(), window);
  }

  private void flowed(long nowUs) {
    flowedUs = sources.size() == 1 && !watch.hasNews() ? nowUs : 0;
  }

  private boolean driven() {
    // Asked fifty times a second: without a stream's garbage.
    for (DriveSource source : sources) {
      if (source.link() != null) {
        return true;
      }
    }
    return false;
  }

  private Channels together() {
    return Channels.together(sources.stream().map(DriveSource::channels).toList());
  }

  /** The source that a sample came from, or null when it is not to be taken. */
  private @Nullable DriveSource heard(DeviceLink from, long nowUs) {
    DriveSource source = of(from);
    if (source == null) {
      return null;
    }
    switch (state) {
      case DriveState.Open open -> state = open.hear(nowUs);
      case DriveState.Lost lost -> {
        if (channels != null) {
          state = lost.hear(channels, nowUs);
          ring.add(new Piece.State(state.name()), nowUs);
        }
      }
      case DriveState.Waiting _, DriveState.Closed _ -> {
        return null;
      }
    }
    return source;
  }

  private void loseUnlessDriven(long nowUs) {
    if (!driven()) {
      lose(nowUs);
    }
  }

  private void lose(long nowUs) {
    if (state instanceof DriveState.Open open) {
      state = open.lose(nowUs);
      ring.add(new Piece.State(state.name()), nowUs);
      tally.lost();
    }
  }
}
