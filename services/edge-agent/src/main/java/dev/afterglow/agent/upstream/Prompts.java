package dev.afterglow.agent.upstream;

import dev.afterglow.api.capture.v1.Challenge;
import dev.afterglow.api.capture.v1.ChallengeAnswer;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.TeachDigits;
import dev.afterglow.uplink.DeviceClock;
import dev.afterglow.uplink.DriveStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the driver is asked to do, from the service's word until the time for an answer is over.
 * Safe for many threads.
 */
final class Prompts {
  private final DeviceClock clock;
  private final Locale locale;
  private String shownId = "";
  private long overUs;

  Prompts(DeviceClock clock, Locale locale) {
    this.clock = clock;
    this.locale = locale;
  }

  /** What is asked on that stream now; empty when nothing is, or its time is over. */
  synchronized Optional<AskedChallenge> asked(@Nullable DriveStream stream) {
    Challenge challenge = stream == null ? null : stream.challenge();
    if (challenge == null
        || (challenge.getChallengeId().equals(shownId) && clock.nowUs() > overUs)) {
      return Optional.empty();
    }
    return Optional.of(ChallengeMessages.asked(challenge, locale));
  }

  /** The newest step of a lesson on that stream; empty when none was begun. */
  Optional<LessonStep> lesson(@Nullable DriveStream stream) {
    return stream == null || stream.lesson().steps() == 0
        ? Optional.empty()
        : Optional.of(LessonMessages.step(stream.lesson(), locale));
  }

  /** Begins a lesson in digits. */
  void teach(@Nullable DriveStream stream) {
    if (stream != null) {
      stream.send(
          OpenDriveRequest.newBuilder().setTeachDigits(TeachDigits.getDefaultInstance()).build());
    }
  }

  /** The driver sees it from now on: tells the service, once, when that was. */
  synchronized void shown(AskedChallenge asked, @Nullable DriveStream stream) {
    if (stream == null || asked.id().equals(shownId)) {
      return;
    }
    long nowUs = clock.nowUs();
    shownId = asked.id();
    overUs = nowUs + asked.withinMs() * 1_000;
    stream.send(
        OpenDriveRequest.newBuilder()
            .setChallengeAnswer(
                ChallengeAnswer.newBuilder().setChallengeId(asked.id()).setShownDeviceTimeUs(nowUs))
            .build());
  }
}
