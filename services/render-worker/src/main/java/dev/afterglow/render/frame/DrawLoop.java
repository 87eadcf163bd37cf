package dev.afterglow.render.frame;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.render.clock.DriveTimeline;
import dev.afterglow.render.convert.Conversion;
import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.encode.AudioEncoder;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.fill.AbsentFill;
import dev.afterglow.render.fill.FillPart;
import dev.afterglow.render.fill.MouthShape;
import dev.afterglow.render.fill.VoiceMouth;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.lease.FillRight;
import dev.afterglow.render.lease.LeaseHolder;
import dev.afterglow.render.lease.MotionOrigin;
import dev.afterglow.render.preflight.FaceSight;
import dev.afterglow.render.preflight.Rehearsal;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.quality.Governor;
import dev.afterglow.render.quality.Lateness;
import dev.afterglow.render.rig.Hand;
import dev.afterglow.render.stage.DeviceTimer;
import dev.afterglow.render.stage.StageSet;
import dev.afterglow.render.stage.Studio;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Draws a picture each time one is due and lets the sound run: samples are the clock, and picture n
 * belongs to sample {@code n * 48000 / fps}. Where time is short the figure is drawn less finely
 * ({@link Governor}); a picture whose time has long passed all the same is left out ({@link
 * Lateness}); sound never is. All OpenGL calls of a render happen on this thread.
 */
public final class DrawLoop implements AutoCloseable {
  private static final long RATE = StreamFormat.SAMPLE_RATE_HZ;
  private static final long UNPACED_PATIENCE_MS = 10_000;

  /** Motion that is older than this is held, not tracked: four pictures. */
  private static final long MOUTH_HELD_US = 133_000;

  /** Reading a picture back takes longer than drawing one. */
  private static final int LOOK_EVERY = 15;

  private final StreamFormat format;
  private final Figure figure;
  private final AiLabel label;
  private final StageSet stage;
  private final float closeness;
  private final DriveTimeline timeline;
  private final LeaseHolder lease;
  private final BooleanSupplier driverAllowed;
  private final EncodeLoop encoder;
  private final Figures figures;
  private final boolean paced;
  private final Thread thread;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final Deque<Due> onTheirWay = new ArrayDeque<>();
  private final Deque<Due> spare = new ArrayDeque<>();
  private volatile boolean running = true;
  private volatile boolean operatorSlate;
  private volatile @Nullable Rehearsal rehearsal;
  private volatile PictureChoice choice = PictureChoice.NO_LEASE;
  private volatile long mediaSamples;
  private volatile @Nullable RuntimeException fault;
  private volatile long beganNanos;
  private long workNanos;
  private volatile LongSupplier beginsAtUs = () -> 0;
  private long nextFrame;

  /** It went to the slate or back, and no picture has shown that yet. */
  private boolean turned;

  private @Nullable AbsentFill fill;
  private final VoiceMouth voiceMouth = new VoiceMouth();
  private float[] sound = new float[AudioEncoder.FRAME_SAMPLES];
  private int soundFilled;
  private long soundFrom;

  /** A picture that the device works at; used again for a later one. */
  private static final class Due {
    private @Nullable PlanarPicture picture;
    private long frame;
    private long captureUs;
    private boolean forceKey;
  }

  /**
   * Starts the thread.
   *
   * @param stage what surrounds the figure
   * @param driverAllowed whether the drive's standing allows the figure now
   * @param paced true runs in real time; false runs as fast as it can and always at the finest
   *     rung, for tests and tapes
   */
  public DrawLoop(
      StreamFormat format,
      Figure figure,
      AiLabel label,
      StageSet stage,
      float closeness,
      DriveTimeline timeline,
      LeaseHolder lease,
      BooleanSupplier driverAllowed,
      EncodeLoop encoder,
      Figures figures,
      boolean paced) {
    this.format = format;
    this.figure = figure;
    this.label = label;
    this.stage = stage;
    this.closeness = closeness;
    this.timeline = timeline;
    this.lease = lease;
    this.driverAllowed = driverAllowed;
    this.encoder = encoder;
    this.figures = figures;
    this.paced = paced;
    this.thread = Thread.ofPlatform().name("draw").daemon().unstarted(this::run);
  }

  /**
   * Starts drawing.
   *
   * @return what draws, in the driver's words; fails when this machine cannot draw or not this
   *     figure
   */
  public CompletableFuture<String> start() {
    thread.start();
    return ready;
  }

  /**
   * Begins at a media time other than zero; called before {@link #start}.
   *
   * @param mediaTimeUs asked as the first picture is about to be drawn
   */
  public void beginsAt(LongSupplier mediaTimeUs) {
    beginsAtUs = mediaTimeUs;
  }

  /**
   * Moves what the drive does not track, as far as the lease allows; called before {@link #start}.
   * Without, nothing is ever filled.
   */
  public void fills(AbsentFill absent) {
    fill = absent;
  }

  /** Shows the slate whatever else holds, or no longer insists. */
  public void operatorSlate(boolean wanted) {
    operatorSlate = wanted;
  }

  /** Has what it draws collected from now on. */
  public void rehearse(Rehearsal begun) {
    rehearsal = begun;
  }

  /** Collects nothing any more. */
  public void rehearsed() {
    rehearsal = null;
  }

  /** What the newest picture shows. */
  public PictureChoice choice() {
    return choice;
  }

  /** Media time reached, in samples. */
  public long mediaSamples() {
    return mediaSamples;
  }

  /** Media time now, in samples: also between two pictures. */
  public long mediaSamplesNow() {
    if (!paced || beganNanos == 0) {
      return mediaSamples;
    }
    return (System.nanoTime() - beganNanos) / 1000 * RATE / 1_000_000;
  }

  /** What ended the loop, or null while it runs well. */
  public @Nullable RuntimeException fault() {
    return fault;
  }

  /** Where its thread is just now, in words. */
  public String where() {
    return LoopFault.where(thread);
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Headless headless = HeadlessContext.open();
    if (headless instanceof Headless.Absent(String reason)) {
      ready.completeExceptionally(new IllegalStateException(reason));
      return;
    }
    try (HeadlessContext context = ((Headless.Ready) headless).context()) {
      draw(context);
    } catch (RuntimeException | Error e) {
      // An error of a native library, too, must end the render and not only this thread.
      fault = LoopFault.of(e);
      ready.completeExceptionally(e);
    } finally {
      stage.films().close();
    }
  }

  private void draw(HeadlessContext context) {
    boolean software = context.software();
    stage.films().patience(paced ? 0 : UNPACED_PATIENCE_MS);
    try (Studio studio =
            new Studio(figure, stage, format.width(), format.height(), closeness, software);
        Conversion conversion = Conversion.of(format.width(), format.height(), software, label);
        DeviceTimer timer = new DeviceTimer(software)) {
      // Compiling shaders on first use takes longer than a picture may: do it before the clock
      // starts.
      warmUp(studio, conversion);
      Governor governor = new Governor(format.framesPerSecond(), studio.ladder().size());
      Lateness lateness = new Lateness(format.framesPerSecond());
      ready.complete(context.renderer());
      begin();
      while (running && encoder.fault() == null) {
        if (paced) {
          waitForTurn();
          int level = governor.next(System.nanoTime() - dueNanos(), workNanos);
          studio.level(level);
          figures.quality(level, studio.ladder(), governor.stepsDown());
          leaveOutWhatIsTooLate(lateness);
        }
        long began = System.nanoTime();
        frame(studio, conversion, timer, software);
        figures.deviceNanos(timer.nanos());
        workNanos = System.nanoTime() - began;
      }
      while (conversion.underWay() > 0) {
        deliver(conversion);
      }
    }
  }

  private void begin() {
    nextFrame = beginsAtUs.getAsLong() * format.framesPerSecond() / 1_000_000;
    mediaSamples = nextFrame * RATE / format.framesPerSecond();
    beganNanos = System.nanoTime() - nextFrame * 1_000_000_000L / format.framesPerSecond();
  }

  private void warmUp(Studio studio, Conversion conversion) {
    PlanarPicture scratch = new PlanarPicture(format.width(), format.height());
    for (int i = 0; i < 3; i++) {
      studio.drawFigure();
      conversion.start(studio.canvas());
      conversion.finish(scratch);
    }
    studio.fit(
        () -> {
          conversion.start(studio.canvas());
          conversion.finish(scratch);
        });
    studio.drawSlate();
    conversion.start(studio.canvas());
    conversion.finish(scratch);
  }

  private void waitForTurn() {
    long left = dueNanos() - System.nanoTime();
    while (running && left > 0) {
      LockSupport.parkNanos(left);
      left = dueNanos() - System.nanoTime();
    }
  }

  private void leaveOutWhatIsTooLate(Lateness lateness) {
    long late = (System.nanoTime() - dueNanos()) * format.framesPerSecond() / 1_000_000_000L;
    long leftOut = lateness.leftOut(late);
    if (leftOut > 0) {
      figures.droppedFrames(leftOut);
      nextFrame += leftOut;
    }
  }

  private long dueNanos() {
    return beganNanos + nextFrame * 1_000_000_000L / format.framesPerSecond();
  }

  /** Takes a free picture first and chooses then: a lease may end while it waits for one. */
  private void frame(Studio studio, Conversion conversion, DeviceTimer timer, boolean software) {
    PlanarPicture picture =
        encoder.freePicture(paced ? Lateness.MOST_LATE_MS : UNPACED_PATIENCE_MS);
    long at = nextFrame * RATE / format.framesPerSecond();
    FillRight right = fill == null ? FillRight.NONE : lease.fill();
    DriveTimeline.Moment drive = moment(at, right);
    MotionFrame motion = drive.motion();
    PictureChoice next =
        PictureChoice.of(
            lease.standing(),
            encoder.labelPresent(),
            operatorSlate,
            drive,
            lease.allowsMotionFrom(drive.madeBy()),
            driverAllowed.getAsBoolean());
    turned |= (next == PictureChoice.FIGURE) != (choice == PictureChoice.FIGURE);
    choice = next;
    figures.leaseGap(next == PictureChoice.LEASE_EXPIRED, System.nanoTime());
    if (picture == null) {
      figures.droppedFrames(1);
    } else {
      long captureUs = 0;
      long mediaUs = nextFrame * 1_000_000 / format.framesPerSecond();
      studio.scene(stage.scenes().at(mediaUs), mediaUs);
      timer.begin();
      if (next == PictureChoice.FIGURE && motion != null) {
        drawFigure(studio, motion, filled(drive, motion, at, mediaUs, right));
        captureUs = drive.capturedUs();
      } else {
        studio.drawSlate();
        undriven(null, rested());
      }
      onTheirWay.add(due(picture, captureUs));
      turned = false;
      long began = System.nanoTime();
      conversion.start(studio.canvas());
      timer.end();
      if (software || conversion.underWay() > 1) {
        deliver(conversion);
      }
      studio.fetchOne();
      figures.stage(Figures.Stage.CONVERT, System.nanoTime() - began);
    }
    nextFrame++;
    letSoundRun(nextFrame * RATE / format.framesPerSecond());
  }

  /**
   * A drive that never had motion may show the figure by its voice, where the lease is for that.
   */
  private DriveTimeline.Moment moment(long at, FillRight right) {
    DriveTimeline.Moment drive = timeline.moment(at);
    boolean byVoice =
        right.mouthFromVoice()
            && !drive.seen()
            && lease.allowsMotionFrom(MotionOrigin.SYNTHETIC)
            && timeline.voiceReaches(at);
    return byVoice ? drive.voicedAt(timeline.captureUs(at)) : drive;
  }

  /** The motion with what it lacks; the mouth counts as untracked where its motion is held, too. */
  private MotionFrame filled(
      DriveTimeline.Moment drive, MotionFrame motion, long at, long mediaUs, FillRight right) {
    AbsentFill absent = fill;
    if (absent == null) {
      return motion;
    }
    boolean tracked =
        motion.shapes().tracksMouth()
            && timeline.captureUs(at) - drive.capturedUs() < MOUTH_HELD_US;
    boolean byVoice = right.mouthFromVoice() && !tracked && timeline.voiceReaches(at);
    MouthShape mouth =
        byVoice
            ? voiceMouth.shape((out, from, length) -> timeline.peekVoice(at, out, from, length))
            : null;
    return absent.apply(motion, mediaUs, right, mouth);
  }

  private Set<FillPart> rested() {
    if (fill != null) {
      fill.rest();
    }
    return Set.of();
  }

  private void undriven(@Nullable Hand hand, Set<FillPart> parts) {
    figures.undriven(hand);
    figures.filled(parts);
  }

  private void drawFigure(Studio studio, MotionFrame motion, MotionFrame shown) {
    long began = System.nanoTime();
    studio.pose(shown);
    long posed = System.nanoTime();
    studio.drawFigure();
    undriven(studio.undriven(), fill == null ? Set.of() : fill.filled());
    figures.stage(Figures.Stage.BLEND, posed - began);
    figures.stage(Figures.Stage.DRAW, System.nanoTime() - posed);
    Rehearsal watching = rehearsal;
    if (watching != null) {
      watching.saw(motion);
      if (nextFrame % LOOK_EVERY == 0 && watching.wantsPicture()) {
        FaceSight sight = studio.sight();
        if (sight != null) {
          watching.saw(sight, motion);
        }
      }
    }
  }

  private void deliver(Conversion conversion) {
    Due due = onTheirWay.removeFirst();
    PlanarPicture picture = due.picture;
    due.picture = null;
    spare.add(due);
    if (picture != null) {
      conversion.finish(picture);
      encoder.picture(picture, due.frame, due.captureUs, due.forceKey);
    }
  }

  private Due due(PlanarPicture picture, long captureUs) {
    Due due = spare.isEmpty() ? new Due() : spare.removeFirst();
    due.picture = picture;
    due.frame = nextFrame;
    due.captureUs = captureUs;
    due.forceKey = turned;
    return due;
  }

  /** Voice under the figure, silence under the slate. */
  private void letSoundRun(long until) {
    long at = mediaSamples;
    while (at < until) {
      int length = (int) Math.min(until - at, AudioEncoder.FRAME_SAMPLES - soundFilled);
      if (soundFilled == 0) {
        soundFrom = at;
      }
      boolean heard = choice == PictureChoice.FIGURE;
      timeline.voiceAt(at, sound, soundFilled, length);
      if (fill != null) {
        voiceMouth.heard(sound, soundFilled, length);
      }
      if (!heard) {
        Arrays.fill(sound, soundFilled, soundFilled + length, 0);
      }
      soundFilled += length;
      at += length;
      mediaSamples = at;
      if (soundFilled == AudioEncoder.FRAME_SAMPLES) {
        encoder.sound(sound, soundFrom, heard ? timeline.soundCapturedUs(soundFrom) : 0);
        sound = encoder.freeSound();
        soundFilled = 0;
        timeline.settle(at);
      }
    }
  }
}
