package dev.afterglow.render.job;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.clock.DriveTimeline;
import dev.afterglow.render.driver.DriverCheck;
import dev.afterglow.render.driver.DriverStanding;
import dev.afterglow.render.encode.OpusEncoder;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.fill.AbsentFill;
import dev.afterglow.render.fill.FillPart;
import dev.afterglow.render.frame.DrawLoop;
import dev.afterglow.render.frame.EncodeLoop;
import dev.afterglow.render.frame.Figures;
import dev.afterglow.render.frame.PictureChoice;
import dev.afterglow.render.job.RenderRefused.Why;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.lease.LeaseHolder;
import dev.afterglow.render.lease.MotionOrigin;
import dev.afterglow.render.output.AigcLabel;
import dev.afterglow.render.output.LowLatencyHls;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.Preview;
import dev.afterglow.render.output.RecordedSoFar;
import dev.afterglow.render.output.StreamTime;
import dev.afterglow.render.preflight.Judgement;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.scene.HeldThing;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.stage.StageSet;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One broadcast being rendered: its lease, its drive, its two loops and its outlets. Going on air
 * and ending may take many seconds, one after the other; what is read about it never waits for
 * them.
 */
public final class Render {
  private static final long START_PATIENCE_S = 60;

  /** In the name of Mesa's renderer on the processor. */
  private static final String SOFTWARE = "llvmpipe";

  /** The health is looked at once a second; a slow machine draws one picture in that time. */
  private static final int LOOKS_WITHOUT_PICTURE = 10;

  /** The registry's word for a room that was given to another worker. */
  private static final String SUPERSEDED = "SUPERSEDED";

  private final RenderOrder order;
  private final InstantSource clock;
  private final Instant startTime;
  private final LeaseHolder lease;
  private final LeaseTerms.Grant first;
  private final Figures figures = new Figures();
  private final DriveTimeline timeline;
  private final DriverCheck driver = new DriverCheck(System::nanoTime);
  private final EncodeLoop encoder;
  private final DrawLoop drawing;
  private final StageSet stage;
  private final Staging staging;
  private final OnAirLooks looks = new OnAirLooks();
  private final Preflight preflight;
  private final Preview preview;
  private final AirOutlets outlets;
  private final ReentrantLock changing = new ReentrantLock();
  private final Standstill standstill = new Standstill(LOOKS_WITHOUT_PICTURE);
  private final String renderer;
  private volatile Phase phase = new Phase.Preview();
  private LeaseKeeper keeper;
  private DriveTap.@Nullable Flow drive;

  private Render(
      RenderOrder order,
      RenderSettings settings,
      InstantSource clock,
      Figure figure,
      String videoEncoder,
      LeaseHolder lease,
      LeaseTerms.Grant first,
      LeaseKeeper keeper)
      throws RenderRefused {
    this.order = order;
    this.lease = lease;
    this.first = first;
    this.keeper = keeper;
    this.clock = clock;
    this.startTime = clock.instant();
    outlets =
        new AirOutlets(
            settings.recordingFolder().resolve(order.renderId()),
            settings.leastFreeBytes(),
            settings.recordingSegment(),
            clock);
    StreamFormat format = order.format();
    stage =
        StageSet.of(order.platform(), format.width(), format.height(), format.framesPerSecond());
    AiLabel label =
        new AiLabel(
            format.width(), format.height(), stage.plan().of(stage.plan().first()).labelTop());
    staging = new Staging(stage, format.framesPerSecond(), figure.looks(), Staging.holdsOf(figure));
    timeline = new DriveTimeline(settings.playoutDelayMs(), settings.driveLostAfterMs());
    encoder = new EncodeLoop(format, videoEncoder, label, figures, clock);
    preview =
        new Preview(
            encoder.tracks(),
            new AigcLabel("1", settings.contentProducer(), order.broadcastId()),
            settings.picturesAFragment());
    encoder.add(preview);
    drawing =
        new DrawLoop(
            format,
            figure,
            label,
            stage,
            settings.closeness(),
            timeline,
            lease,
            driver::allows,
            encoder,
            figures,
            true);
    encoder.marks(this::leaseId);
    encoder.figureWhile(() -> lease.standing() == LeaseHolder.Standing.VALID);
    drawing.fills(new AbsentFill(order.driveId()));
    drawing.beginsAt(() -> order.continuation().mediaTimeUs(System.nanoTime()));
    renderer = awaitDrawing();
    preflight =
        new Preflight(
            format, figure, settings.closeness(), figures, drawing, renderer.contains(SOFTWARE));
  }

  /**
   * Takes lease, avatar and drive, and starts drawing for the preview.
   *
   * @param videoEncoder FFmpeg's name of the H.264 encoder that this machine has; empty for none
   * @throws RenderRefused when one of them is not to be had; nothing is left behind then
   */
  static Render start(
      RenderOrder order,
      RenderSettings settings,
      Optional<String> videoEncoder,
      InstantSource clock,
      LeaseTerms terms,
      AvatarShelf shelf,
      DriveTap tap)
      throws RenderRefused {
    String encoder =
        videoEncoder.orElseThrow(
            () ->
                new RenderRefused(
                    Why.RENDERER_UNAVAILABLE,
                    "no H.264 encoder works here",
                    Map.of("missing", "H.264 encoder")));
    LeaseHolder lease = new LeaseHolder(System::nanoTime);
    long sent = lease.beforeSending();
    LeaseTerms.Grant grant = Leasing.acquire(terms);
    lease.granted(grant.leaseId(), sent, grant.ttl(), grant.motion(), grant.fill());
    // Kept from here on: fetching the avatar and the first compilation of the shaders may take
    // longer than a lease lasts.
    LeaseKeeper keeper = new LeaseKeeper(terms, lease, grant);
    try {
      Figure figure = AvatarReading.read(terms.avatarId(), grant, shelf);
      Render render = new Render(order, settings, clock, figure, encoder, lease, grant, keeper);
      render.begin(tap);
      return render;
    } catch (RenderRefused | RuntimeException e) {
      keeper.close();
      throw e;
    }
  }

  public RenderOrder order() {
    return order;
  }

  public Phase phase() {
    return phase;
  }

  public Instant startTime() {
    return startTime;
  }

  public Figures figures() {
    return figures;
  }

  public PictureChoice choice() {
    return drawing.choice();
  }

  /**
   * How far its drive counts as driven by a live human, as was said last; empty before. Where the
   * voice moved the mouth in the last two seconds it is never live: what the viewers saw speak was
   * tracked by nobody.
   */
  public Optional<DriverStanding> driverStanding() {
    int pictures = 2 * order.format().framesPerSecond();
    return figures.filledLately(FillPart.MOUTH, pictures)
        ? driver.standing().map(DriverStanding::withMouthFromVoice)
        : driver.standing();
  }

  /** Media time reached, microseconds. */
  public long mediaTimeUs() {
    return drawing.mediaSamples() * 125 / 6;
  }

  /** How old the newest grant is, milliseconds; -1 without a lease. */
  public long leaseAgeMs() {
    return lease.ageMs();
  }

  /** What draws, in the driver's words. */
  public String renderer() {
    return renderer;
  }

  public Preview preview() {
    return preview;
  }

  /** The outlets beside the preview; a copy. */
  public List<Outlet> outlets() {
    return outlets.all();
  }

  /** Bytes handed to destinations so far; what stays on this machine does not count. */
  public long bytesOut() {
    return outlets.bytesOut();
  }

  /** Whether the AIGC metadata was read back from the recording. */
  public boolean aigcReadBack() {
    return outlets.aigcReadBack();
  }

  /** The recording's file, or empty before on air. */
  public String recordingPath() {
    return outlets.recordingPath();
  }

  /** The index of the recording's closed segments, or empty before on air. */
  public String recordingIndex() {
    return outlets.recordingIndex();
  }

  /** What of the recording is on the disk for good. */
  public RecordedSoFar recorded() {
    return outlets.recorded();
  }

  /** The media time that stands as zero in the streams, microseconds; -1 before on air. */
  public long streamZeroUs() {
    return outlets.streamZeroUs();
  }

  /** Its low-latency HLS; empty where no destination is HLS. */
  public Optional<LowLatencyHls> lowLatency() {
    return outlets.lowLatency();
  }

  /** Shows the slate whatever else holds, or no longer insists. */
  public void slate(boolean wanted) throws RenderRefused {
    refuseIfOver();
    drawing.operatorSlate(wanted);
  }

  /** What the stage shows beside the figure, and who changes it. */
  public Staging staging() {
    return staging;
  }

  /** What viewers saw of look and layout since it went on air; the newest, oldest first. */
  public List<OnAirLooks.Change> lookChanges() {
    looks.see(staging.turns(), mediaTimeUs(), clock.instant());
    return looks.newest();
  }

  /**
   * Watches some seconds and judges them; takes a few more.
   *
   * @param seconds 1 to 10
   */
  public Judgement preflight(int seconds) throws RenderRefused {
    refuseIfOver();
    return preflight.run(seconds);
  }

  /** Changes the scene; see {@link Staging#direct}. */
  public long direct(long atUs, long lastsUs, SceneChange change)
      throws RenderRefused, SceneTimeline.Full, HeldThing.NotHoldable {
    refuseIfOver();
    return staging.direct(atUs, lastsUs, change);
  }

  /** Whether this render holds that lease; it then shows the slate from the next picture on. */
  public void revoked(String leaseId, String reason) {
    lease.revoked(leaseId, reason);
    if (isSuperseded()) {
      Thread.ofVirtual().name("superseded").start(this::checkHealth);
    }
  }

  /**
   * Goes on air: takes the lease for the live use, then starts recording and destinations. Doing so
   * again changes nothing.
   *
   * @param time what stands as zero in the streams
   * @throws RenderRefused when the lease is denied, the disk is full or the render is over
   */
  public void goOnAir(
      LeaseTerms terms, List<Destination> destinations, AigcLabel aigc, StreamTime time)
      throws RenderRefused {
    changing.lock();
    try {
      air(terms, destinations, aigc, time);
    } finally {
      changing.unlock();
    }
  }

  private void air(
      LeaseTerms terms, List<Destination> destinations, AigcLabel aigc, StreamTime time)
      throws RenderRefused {
    refuseIfOver();
    if (!(phase instanceof Phase.Preview now)) {
      return;
    }
    boolean wantsOpus = destinations.stream().anyMatch(it -> it.kind() == Destination.Kind.WHIP);
    if (wantsOpus && !OpusEncoder.available()) {
      throw new RenderRefused(
          Why.RENDERER_UNAVAILABLE,
          "no Opus encoder works here, and WHIP takes no other sound",
          Map.of("missing", "Opus encoder"));
    }
    outlets.makeRoom();
    long sent = lease.beforeSending();
    LeaseTerms.Grant grant = Leasing.acquire(terms, first);
    LeaseKeeper old = keeper;
    old.stop();
    lease.granted(grant.leaseId(), sent, grant.ttl(), grant.motion(), grant.fill());
    keeper = new LeaseKeeper(terms, lease, grant);
    old.close();
    outlets.open(destinations, encoder.tracks(), aigc, time, preview);
    if (wantsOpus) {
      encoder.alsoOpus();
    }
    outlets.all().forEach(encoder::add);
    phase = now.onAir(Path.of(outlets.recordingPath()));
    looks.begin(mediaTimeUs(), clock.instant(), staging.worn(), staging.shown().layout());
  }

  /** Ends it as asked and waits until every file is closed. */
  public void stop() {
    changing.lock();
    try {
      end(new Phase.Ended(clock.instant()));
    } finally {
      changing.unlock();
    }
  }

  /**
   * Ends it when one of its loops has broken or hangs, or the recording was refused. Does nothing
   * while it goes on air or ends: the next look sees what came of that, and the other renders are
   * not kept waiting.
   */
  public void checkHealth() {
    if (!changing.tryLock()) {
      return;
    }
    try {
      endIfBroken();
    } finally {
      changing.unlock();
    }
  }

  private void endIfBroken() {
    RuntimeException fault = drawing.fault() != null ? drawing.fault() : encoder.fault();
    Optional<String> noRecording = outlets.recordingFault();
    if (isSuperseded()) {
      end(new Phase.Failed(clock.instant(), "another worker has the broadcast now"));
    } else if (fault != null) {
      end(new Phase.Failed(clock.instant(), String.valueOf(fault.getMessage())));
    } else if (noRecording.isPresent()) {
      end(new Phase.Failed(clock.instant(), noRecording.get()));
    } else if (!phase.over() && standstill.at(figures.frames())) {
      String where = drawing.where() + "; " + encoder.where();
      end(
          new Phase.Failed(
              clock.instant(),
              "no picture was encoded for " + LOOKS_WITHOUT_PICTURE + " s: " + where));
    }
  }

  private String leaseId() {
    return lease.state() instanceof LeaseHolder.State.Held held ? held.leaseId() : "";
  }

  /** Whether the registry said that another worker has the room under a newer term. */
  private boolean isSuperseded() {
    return lease.state() instanceof LeaseHolder.State.Revoked(String _, String reason)
        && reason.contains(SUPERSEDED);
  }

  private void begin(DriveTap tap) {
    drive =
        tap.open(
            order.driveId(),
            new DriveTap.Sink() {
              @Override
              public void begins(MotionOrigin origin) {
                timeline.begins(origin);
              }

              @Override
              public void motion(MotionFrame frame) {
                timeline.motion(frame, drawing.mediaSamplesNow());
              }

              @Override
              public void bridged(MotionFrame frame) {
                timeline.bridged(frame);
              }

              @Override
              public void voice(VoicePacket packet) {
                timeline.voice(packet, drawing.mediaSamplesNow());
              }

              @Override
              public void stands(DriverStanding standing) {
                driver.stands(standing);
              }
            });
  }

  private void end(Phase last) {
    if (phase.over()) {
      return;
    }
    if (drive != null) {
      drive.close();
    }
    drawing.close();
    encoder.close();
    keeper.close();
    lookChanges();
    looks.end(mediaTimeUs(), clock.instant());
    phase = last;
  }

  private String awaitDrawing() throws RenderRefused {
    try {
      return drawing.start().get(START_PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      drawing.close();
      encoder.close();
      throw new RenderRefused(
          Why.RENDERER_UNAVAILABLE,
          "this worker cannot draw: " + (e.getCause() == null ? e : e.getCause()).getMessage(),
          Map.of("missing", "EGL device"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      drawing.close();
      encoder.close();
      throw new RenderRefused(
          Why.RENDERER_UNAVAILABLE, "starting was interrupted", Map.of("missing", "time"));
    }
  }

  /** Refuses when it has ended. */
  public void refuseIfOver() throws RenderRefused {
    if (phase.over()) {
      throw new RenderRefused(
          Why.RENDER_ENDED, "the render has ended", Map.of("render_id", order.renderId()));
    }
  }
}
