package dev.afterglow.capture.drive;

import dev.afterglow.capture.buffer.DriveRing;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Verdict;
import dev.afterglow.capture.liveness.challenge.ChallengeKeeper;
import dev.afterglow.capture.liveness.challenge.ChallengeOutcome;
import dev.afterglow.capture.liveness.challenge.ChallengeStanding;
import dev.afterglow.capture.liveness.standing.DriveStanding;
import dev.afterglow.capture.liveness.standing.DriveStanding.Slate;
import dev.afterglow.capture.liveness.standing.KeptStanding;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
import dev.afterglow.capture.liveness.standing.SourceVerdicts;
import dev.afterglow.capture.liveness.standing.Unanswerable;
import dev.afterglow.capture.liveness.standing.VerdictRun;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether a live human makes a drive: notes what the judges say of each source, asks the
 * driver through the source that gives the face, and tells the readers how the drive stands. Times
 * are microseconds on the service's clock. For one thread.
 */
final class DriverWatch {
  private static final long SAID_AGAIN_US = 2_000_000;

  private final DriveRing ring;
  private final LivenessDesk desk;
  private final LivenessSettings settings;
  private final DriveTally tally;
  private final KeptStanding before;
  private final Consumer<KeptStanding> note;
  private final ChallengeKeeper keeper;
  private final List<SourceVerdicts> verdicts = new ArrayList<>();
  private int face = -1;
  private boolean challengeable;
  private boolean changed = true;
  private @Nullable DriveStanding said;
  private long saidUs;

  /**
   * A watch over a drive without sources.
   *
   * @param before how the drive stood before a restart; every source begins there
   * @param note is told how it stands, to keep it
   */
  DriverWatch(
      DriveRing ring,
      LivenessDesk desk,
      DriveTally tally,
      KeptStanding before,
      Consumer<KeptStanding> note) {
    this.ring = ring;
    this.desk = desk;
    this.settings = desk.settings();
    this.tally = tally;
    this.before = before;
    this.note = note;
    this.keeper = desk.keeper(before);
  }

  /** There is another source. */
  void add() {
    verdicts.add(new SourceVerdicts(before.verdicts()));
  }

  /** A source's device came or went. */
  void changed() {
    changed = true;
  }

  /** Whether there is something that the readers may have to be told at the next tick. */
  boolean hasNews() {
    return changed;
  }

  /** A source captured motion that is judged. */
  void captured(int source, MotionFrame raw, long nowUs) {
    SourceVerdicts its = verdicts.get(source);
    // One that begins to move may bring its doubts with it: that is said at once.
    changed |= !its.movedLately(nowUs);
    its.moved(nowUs);
    if (source == face) {
      keeper.captured(raw);
    }
  }

  /** The voice that is heard. */
  void spoken(VoicePacket raw) {
    keeper.spoken(raw);
  }

  /** A window of a source was judged. */
  void judged(int source, DriveWindow window) {
    verdicts.get(source).judged(window);
    tally.window(window.verdict().name());
    changed = true;
  }

  /** The device of a source says when its driver saw a challenge. */
  void shown(int source, String id, long claimedUs) {
    if (source == face) {
      keeper.shown(id, claimedUs);
    }
  }

  /** The driver of a source wants to teach their digits; only before the source of the face. */
  void teach(int source, long nowUs) {
    if (source == face) {
      keeper.teach(nowUs);
    }
  }

  /** The drive is over. */
  void forget() {
    keeper.forget();
  }

  /** The newest window of a source. */
  Optional<DriveWindow> newest(int source) {
    return source < verdicts.size() ? verdicts.get(source).newest() : Optional.empty();
  }

  /** How the drive stands, as its readers were told last. */
  Optional<DriveStanding> standing() {
    return Optional.ofNullable(said);
  }

  /**
   * Looks at the clock: asks, checks answers, tells the readers.
   *
   * @param lead the number of the source that gives the face
   * @param open whether the drive is driven
   */
  void tick(List<DriveSource> sources, int lead, boolean open, long nowUs) {
    if (lead != face) {
      face = lead;
      keeper.sourceChanged(nowUs);
      changed = true;
    }
    keeper.settle(nowUs).ifPresent(this::settled);
    if (changed || (open && nowUs - saidUs >= SAID_AGAIN_US)) {
      say(sources, open, nowUs);
    }
    if (open && challengeable) {
      ask(sources.get(face), nowUs);
    }
    DeviceLink link = face < sources.size() ? sources.get(face).link() : null;
    if (link != null) {
      keeper.lesson(nowUs).ifPresent(link::digit);
    }
  }

  private void settled(ChallengeOutcome outcome) {
    tally.challenge(outcome);
    changed = true;
  }

  private void ask(DriveSource source, long nowUs) {
    DeviceLink link = source.link();
    if (link == null) {
      return;
    }
    boolean inDoubt = inDoubt();
    if (inDoubt) {
      keeper.doubted(nowUs);
    }
    keeper
        .ask(desk.ids(), source.tripUs(), inDoubt, nowUs)
        .ifPresent(it -> link.challenge(it.id(), it.challenge()));
  }

  private boolean inDoubt() {
    return said != null
        && said.window().map(it -> it.verdict() instanceof Verdict.NotLive).orElse(false);
  }

  private void say(List<DriveSource> sources, boolean open, long nowUs) {
    changed = false;
    challengeable = challengeable(sources);
    List<SourceVerdicts> moving = verdicts.stream().filter(it -> it.movedLately(nowUs)).toList();
    DriveStanding now =
        new DriveStanding(
            gravest(moving.isEmpty() ? verdicts : moving),
            keeper.standing().name(),
            challengeable,
            settings.enforces(),
            settings.enforces() ? slate(moving, open) : Slate.NONE);
    if (!now.equals(said) || nowUs - saidUs >= SAID_AGAIN_US) {
      said = now;
      saidUs = nowUs;
      ring.add(new Piece.Standing(now), nowUs);
    }
    note.accept(kept());
  }

  private KeptStanding kept() {
    VerdictRun gravest =
        verdicts.stream()
            .map(SourceVerdicts::run)
            .max(VerdictRun.GRAVITY)
            .orElse(before.verdicts());
    return new KeptStanding(keeper.standing().name(), keeper.unseen(), gravest);
  }

  private boolean challengeable(List<DriveSource> sources) {
    if (!settings.challenges() || face >= sources.size()) {
      return false;
    }
    DriveSource source = sources.get(face);
    return source.link() != null && source.showsChallenges() && keeper.answerable();
  }

  private Slate slate(List<SourceVerdicts> moving, boolean open) {
    if (keeper.standing() instanceof ChallengeStanding.Standby) {
      return Slate.CHALLENGES_MISSED;
    }
    if (moving.stream().anyMatch(SourceVerdicts::unjudged)) {
      return Slate.UNJUDGED;
    }
    if (open && !challengeable && settings.unanswerable() == Unanswerable.DENY) {
      return Slate.NOT_ANSWERABLE;
    }
    boolean unasked =
        IntStream.range(0, verdicts.size())
            .filter(it -> it != face || !challengeable)
            .anyMatch(it -> moving.contains(verdicts.get(it)) && verdicts.get(it).notLive());
    return unasked && settings.unanswerable() != Unanswerable.OBSERVE ? Slate.NOT_LIVE : Slate.NONE;
  }

  private static Optional<DriveWindow> gravest(List<SourceVerdicts> of) {
    return of.stream()
        .flatMap(it -> it.newest().stream())
        .max(
            Comparator.comparing((DriveWindow it) -> it.verdict().name())
                .thenComparingDouble(DriveWindow::suspicion));
  }
}
