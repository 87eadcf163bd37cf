package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.challenge.ChallengeChoice;
import dev.afterglow.capture.liveness.challenge.ChallengeKeeper;
import dev.afterglow.capture.liveness.fingerprint.Driven;
import dev.afterglow.capture.liveness.fingerprint.Fingerprints;
import dev.afterglow.capture.liveness.repeat.MotionFingerprint;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
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
 * @param aside where the store may be waited for
 */
public record LivenessDesk(
    LivenessSettings settings,
    Executor judges,
    RandomGenerator random,
    Supplier<String> ids,
    Fingerprints fingerprints,
    Executor aside) {

  // Ten seconds: less is hardly told from others.
  private static final int LEAST_STEPS = 250;
  private static final Log LOG = Log.of(LivenessDesk.class);

  /** Somebody who asks one driver. */
  ChallengeKeeper keeper() {
    return new ChallengeKeeper(
        new ChallengeChoice(random, settings.interval()), settings.spacing());
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
