package dev.afterglow.capture.liveness;

import dev.afterglow.capture.liveness.face.Blinks;
import dev.afterglow.capture.liveness.face.SlowMovement;
import dev.afterglow.capture.liveness.face.StuckShapes;
import dev.afterglow.capture.liveness.face.Tremble;
import dev.afterglow.capture.liveness.motion.MotionChannel;
import dev.afterglow.capture.liveness.motion.MotionGrid;
import dev.afterglow.capture.liveness.motion.VelocityHistory;
import dev.afterglow.capture.liveness.repeat.FrameRuns;
import dev.afterglow.capture.liveness.repeat.LoopCorrelation;
import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import dev.afterglow.capture.liveness.repeat.NearRepeat;
import dev.afterglow.capture.liveness.repeat.OpenTrack;
import dev.afterglow.capture.liveness.repeat.OpenTracks;
import dev.afterglow.capture.liveness.repeat.TwinSearch;
import dev.afterglow.capture.liveness.speech.Coupling;
import dev.afterglow.capture.liveness.speech.MouthModel;
import dev.afterglow.capture.liveness.speech.MouthTrace;
import dev.afterglow.capture.liveness.speech.VoiceTrace;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges one drive, a window every two seconds of its motion. The same frames and packets in the
 * same order, beside the same other drives, give the same windows. Nothing is allocated between
 * windows. Of a suit without face and head, only repeats bit for bit, frozen and few frames are
 * measured.
 *
 * <p>Memory: 506 kB a drive (velocities of ten minutes 150, their fingerprints 24, frame hashes of
 * nine minutes at 60 Hz 196, work space 80, voice and mouth 30, the track that other drives see
 * 26), and up to 174 kB for each of at most four earlier drives, which several drives may share.
 * Work: about a millisecond a window.
 *
 * <p>What the voice says is judged 400 ms late, as the mouth may be that far from its sound, and as
 * voice may come after the motion beside it. For one thread.
 */
public final class Liveness {
  /** A window, grid steps: two seconds. */
  public static final int WINDOW_STEPS = 50;

  private static final long STUCK_US = 10_000_000;

  // Where neither face nor head is tracked, as by a suit, there is nothing to measure these on.
  private static final Set<Measure> OF_A_FACE =
      EnumSet.complementOf(
          EnumSet.of(
              Measure.EXACT_REPEAT, Measure.FROZEN_FRAMES, Measure.ATTESTATION, Measure.FRAMES));

  private final Judge judge;
  private final VelocityHistory history = new VelocityHistory();
  private final FrameRuns runs = new FrameRuns();
  private final NearRepeat near;
  private final TwinSearch twins;
  private final LoopCorrelation loop;
  private final Blinks blinks = new Blinks();
  private final SlowMovement slow = new SlowMovement();
  private final Tremble tremble = new Tremble();
  private final StuckShapes stuck = new StuckShapes();
  private final UntrackedParts untracked = new UntrackedParts();
  private final VoiceTrace voice = new VoiceTrace();
  private final MouthTrace mouth = new MouthTrace();
  private final Coupling coupling = new Coupling(voice, mouth);
  private final MouthModel model = new MouthModel(voice, mouth);
  private final MotionGrid grid = new MotionGrid(new Steps());
  private final double[] values = new double[Measure.values().length];

  private DeviceAttestation attestation;
  private long windowStart;
  private long windows;
  private boolean faced;
  private @Nullable DriveWindow closed;

  /** A drive that has not begun, and that no other drive is open beside. */
  public Liveness(
      LivenessThresholds thresholds,
      DeviceAttestation attestation,
      List<MotionFingerprint> earlier) {
    this(thresholds, attestation, earlier, new OpenTracks().open(""));
  }

  /**
   * A drive that has not begun.
   *
   * @param attestation what its device proves about itself
   * @param earlier fingerprints of drives to compare with, at most {@link NearRepeat#MOST_EARLIER}
   * @param track where its motion is shown to the drives that are open beside it; of nobody else
   */
  public Liveness(
      LivenessThresholds thresholds,
      DeviceAttestation attestation,
      List<MotionFingerprint> earlier,
      OpenTrack track) {
    this.attestation = attestation;
    this.judge = new Judge(thresholds);
    this.near =
        new NearRepeat(history, earlier, thresholds.activeChannels(), thresholds.candidateBits());
    this.twins =
        new TwinSearch(
            history, near, track, thresholds.activeChannels(), thresholds.candidateBits());
    this.loop = new LoopCorrelation(history, thresholds.activeChannels());
  }

  /**
   * Takes the next frame.
   *
   * @return the window that it ended, if it ended one; a hole of a second or more drops the window
   *     that it falls into
   */
  public Optional<DriveWindow> motion(MotionFrame frame) {
    closed = null;
    faced |= frame.head().isPresent() || frame.shapes().count() > 0;
    runs.take(frame);
    tremble.take(frame);
    stuck.take(frame);
    untracked.take(frame);
    grid.take(frame);
    return Optional.ofNullable(closed);
  }

  /**
   * Takes the next packet of voice, on the frames' clock; one from before the first frame is
   * ignored.
   *
   * @throws IllegalArgumentException when it does not have 48,000 samples a second
   */
  public void voice(VoicePacket packet) {
    if (grid.started()) {
      voice.take(packet, packet.timeUs() - grid.timeUs(0));
    }
  }

  /** Another device drives from now on, which proves this about itself. */
  public void attested(DeviceAttestation newAttestation) {
    attestation = newAttestation;
  }

  /** What to keep of this drive, to know it again when it is played later. */
  public MotionFingerprint fingerprint() {
    return near.fingerprint();
  }

  private final class Steps implements MotionGrid.Sink {
    @Override
    public void step(long step, float[] channels) {
      history.add(channels);
      near.added();
      twins.added();
      blinks.take(channels[MotionChannel.LIDS.ordinal()]);
      slow.take(channels);
      mouth.add(MotionChannel.mouth(channels));
      model.learn(step - Coupling.MOST_LAG);
      if (step + 1 - windowStart == WINDOW_STEPS) {
        closed = close(step + 1);
        windowStart = step + 1;
      }
    }

    @Override
    public void restart(long nextStep) {
      history.restart();
      mouth.restart();
      voice.clear();
      model.forget();
      windowStart = nextStep;
      forgetFrames();
    }
  }

  private DriveWindow close(long end) {
    long endUs = grid.timeUs(end);
    set(Measure.EXACT_REPEAT, runs.longestFrames());
    set(Measure.NEAR_REPEAT, near.distance());
    set(Measure.TWIN_DRIVE, twins.distance());
    set(Measure.LOOP, loop.greatest());
    set(Measure.BLINK_ABSENCE, blinks.sinceLastS());
    set(Measure.BLINK_IRREGULARITY, blinks.irregularity());
    set(Measure.MICRO_MOTION, tremble.lowerFifth());
    set(Measure.SLOW_MOVEMENT, slow.greatestQuanta());
    double together = coupling.greatest(end - Coupling.MOST_LAG);
    set(Measure.VOICE_COUPLING, together);
    set(Measure.VOICE_LAG, Double.isNaN(together) ? Double.NaN : coupling.lagMs());
    set(Measure.EXPLAINED_MOUTH, model.explainedShare());
    set(Measure.FROZEN_FRAMES, runs.stillShare());
    set(Measure.STUCK_SHAPES, stuck.share(endUs, STUCK_US));
    set(Measure.ATTESTATION, attestation.ordinal());
    set(Measure.FRAMES, runs.frames());
    if (!faced) {
      OF_A_FACE.forEach(measure -> set(measure, Double.NaN));
    }
    Set<DrivePart> open = untracked.parts();
    forgetFrames();
    windows++;
    return judge.judge(windows, grid.timeUs(windowStart), endUs, values, coupling.voicedS(), open);
  }

  private void forgetFrames() {
    runs.reset();
    tremble.reset();
    untracked.reset();
    faced = false;
  }

  private void set(Measure measure, double value) {
    values[measure.ordinal()] = value;
  }
}
