package dev.afterglow.capture.drive;

import dev.afterglow.capture.evidence.WindowTaker;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.challenge.ChallengeChoice;
import dev.afterglow.capture.liveness.challenge.ChallengeKeeper;
import dev.afterglow.capture.liveness.challenge.ChallengeStanding;
import dev.afterglow.capture.liveness.fingerprint.Driven;
import dev.afterglow.capture.liveness.fingerprint.Fingerprints;
import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import dev.afterglow.capture.liveness.repeat.OpenTracks;
import dev.afterglow.capture.liveness.standing.KeptStanding;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
import dev.afterglow.capture.liveness.standing.Standings;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all drives of an instance are judged with.
 *
 * @param settings what follows
 * @param judges where windows are judged
 * @param random a cryptographic source: challenges are chosen by it
 * @param ids new UUIDs
 * @param fingerprints what is kept of drives to know them again; asked where it may wait
 * @param standings how drives stand, beyond a restart; asked where it may wait
 * @param tracks the newest motion of all drives, for each other to be compared with
 * @param aside where the store may be waited for
 * @param evidence takes each judged window
 */
public record LivenessDesk(
    LivenessSettings settings,
    Executor judges,
    RandomGenerator random,
    Supplier<String> ids,
    Fingerprints fingerprints,
    Standings standings,
    OpenTracks tracks,
    Executor aside,
    WindowTaker evidence) {

  // Ten seconds: less is hardly told from others.
  private static final int LEAST_STEPS = 250;
  private static final Log LOG = Log.of(LivenessDesk.class);

  /** The same, with nobody who takes windows as evidence. */
  public LivenessDesk(
      LivenessSettings settings,
      Executor judges,
      RandomGenerator random,
      Supplier<String> ids,
      Fingerprints fingerprints,
      Standings standings,
      OpenTracks tracks,
      Executor aside) {
    this(settings, judges, random, ids, fingerprints, standings, tracks, aside, WindowTaker.NONE);
  }

  /** A window of a source of a drive was judged; never waits. */
  void judged(DriveRecord drive, String sourceId, DriveWindow window) {
    evidence.take(
        new WindowTaker.Of(drive.driveId(), drive.broadcastId(), drive.driverSubjectId()),
        sourceId,
        window);
  }

  /** Somebody who asks the driver of a drive that stood like this. */
  ChallengeKeeper keeper(KeptStanding before) {
    return new ChallengeKeeper(
        new ChallengeChoice(random, settings.interval()),
        settings.spacing(),
        ChallengeStanding.of(before.challenges()),
        before.unseen(),
        judges);
  }

  /**
   * Keeps how a drive stands, and says whether the store took it.
   *
   * @param quiet whether a warning was given already
   */
  boolean keep(DriveRecord drive, KeptStanding standing, boolean quiet) {
    try {
      standings.keep(drive.driveId(), drive.expiresUs(), standing);
      return true;
    } catch (AfterglowException e) {
      if (!quiet) {
        LOG.warn(
            "a standing was not kept",
            LogKey.SESSION_ID.is(drive.driveId()),
            LogKey.REASON.is(e.reason()));
      }
      return false;
    }
  }

  /** Whose drive it is, for the fingerprints. */
  static Driven driven(DriveRecord drive) {
    return new Driven(drive.driverSubjectId(), drive.avatarId());
  }

  /** Keeps a fingerprint aside; one that the store does not take is tried again with the next. */
  void keep(String id, DriveRecord drive, MotionFingerprint fingerprint) {
    if (fingerprint.steps() < LEAST_STEPS) {
      return;
    }
    aside.execute(
        () -> {
          try {
            fingerprints.keep(id, driven(drive), fingerprint);
          } catch (AfterglowException e) {
            LOG.warn(
                "a fingerprint was not kept",
                LogKey.SESSION_ID.is(drive.driveId()),
                LogKey.REASON.is(e.reason()));
          }
        });
  }
}
