package dev.afterglow.capture.drive;

import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.liveness.challenge.Challenge;
import dev.afterglow.capture.liveness.standing.DriveStanding;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
import dev.afterglow.capture.liveness.standing.Unanswerable;
import dev.afterglow.capture.merge.Ranks;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** A drive of one face, played frame by frame. */
abstract class FaceScene extends DrivesScene {
  private static final long FRAME_US = 20_000;
  static final Channels FACE =
      new Channels(
          Arrays.asList(ArkitShape.values()),
          List.of(),
          Origin.CAMERA,
          Origin.UNKNOWN,
          false,
          "test");

  final NotedLink phone = new NotedLink();
  final WanderingFace face = new WanderingFace(1);
  LiveDrive drive;
  long sequence;
  private int seen;
  private long seenUs;

  static LivenessSettings quick() {
    return new LivenessSettings(
        true, true, Duration.ofMinutes(30), Duration.ofMillis(500), Unanswerable.JUDGE);
  }

  /** Does what the newest challenge asks for, from 0.6 s after it came on. */
  MotionFrame doingWhatIsAsked(long deviceUs) {
    if (phone.challenges.size() != seen) {
      seen = phone.challenges.size();
      seenUs = deviceUs;
      drive.challengeShown(phone, phone.challengeIds.getLast(), deviceUs);
    }
    long sinceUs = deviceUs - seenUs;
    Challenge newest = phone.challenges.getLast();
    return sinceUs > 600_000 && sinceUs < 2_500_000
        ? face.doing(newest, deviceUs)
        : face.next(deviceUs);
  }

  void begin(LivenessSettings settings, boolean showsChallenges) {
    liveness = settings;
    drives = drives(3);
    open(create(), showsChallenges);
  }

  void open(Drives.Created created) {
    open(created, false);
  }

  void open(Drives.Created created, boolean showsChallenges) {
    drive =
        drives.open(
            id(created),
            created.token().text(),
            phone,
            new SourceHello(
                "main",
                FACE,
                new Ranks(1, 1, 1, 1),
                Calibration.NONE,
                deviceUs(),
                showsChallenges));
    answer(phone);
  }

  void answer(NotedLink link) {
    drive.pong(link, link.pings.getLast(), deviceUs(), clock.nowUs());
  }

  DriveStanding standing() {
    return drive.liveness().standing().orElseThrow();
  }

  void play(double seconds, LongFunction<MotionFrame> frames) {
    long until = elapsedUs + Math.round(seconds * 1e6);
    while (elapsedUs < until) {
      frame(frames.apply(deviceUs()));
    }
  }

  void frame(MotionFrame frame) {
    sequence++;
    drive.motion(phone, List.of(new MotionArrival(sequence, frame)), clock.nowUs());
    elapse(FRAME_US);
  }

  void elapse(long us) {
    elapsedUs += us;
    drives.tick();
  }
}
