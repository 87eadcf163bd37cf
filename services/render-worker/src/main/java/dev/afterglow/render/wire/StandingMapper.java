package dev.afterglow.render.wire;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.capture.v1.ChallengeStanding;
import dev.afterglow.api.capture.v1.DriveStanding;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.LivenessVerdict;
import dev.afterglow.api.capture.v1.StandingSlate;
import dev.afterglow.render.driver.DriverStanding;
import java.time.Instant;
import java.util.Optional;

/** How a drive stands, in and out. What cannot be read does not allow the figure. */
final class StandingMapper {
  private StandingMapper() {}

  static DriverStanding in(DriveStanding standing) {
    return new DriverStanding(
        standing.getSlate() != StandingSlate.STANDING_SLATE_UNSPECIFIED,
        standing.getSlate().name(),
        standing.getVerdict().name(),
        standing.getReasonsList().stream().map(LivenessMeasure::name).toList(),
        standing.getChallenges().name(),
        standing.getChallengeable(),
        standing.getEnforced(),
        standing.hasJudgedTime()
            ? Optional.of(
                Instant.ofEpochSecond(
                    standing.getJudgedTime().getSeconds(), standing.getJudgedTime().getNanos()))
            : Optional.empty());
  }

  static DriveStanding out(DriverStanding standing) {
    DriveStanding.Builder out =
        DriveStanding.newBuilder()
            .setVerdict(
                named(
                    LivenessVerdict.class,
                    standing.verdict(),
                    LivenessVerdict.LIVENESS_VERDICT_UNSPECIFIED))
            .setChallenges(
                named(
                    ChallengeStanding.class,
                    standing.challenges(),
                    ChallengeStanding.CHALLENGE_STANDING_UNSPECIFIED))
            .setSlate(
                named(
                    StandingSlate.class,
                    standing.cause(),
                    StandingSlate.STANDING_SLATE_UNSPECIFIED))
            .setChallengeable(standing.challengeable())
            .setEnforced(standing.enforced());
    standing
        .reasons()
        .forEach(
            it ->
                out.addReasons(
                    named(
                        LivenessMeasure.class, it, LivenessMeasure.LIVENESS_MEASURE_UNSPECIFIED)));
    standing
        .judged()
        .ifPresent(
            it ->
                out.setJudgedTime(
                    Timestamp.newBuilder().setSeconds(it.getEpochSecond()).setNanos(it.getNano())));
    return out.build();
  }

  /** What a newer service says and this worker does not know is passed on as unspecified. */
  private static <E extends Enum<E>> E named(Class<E> type, String name, E unknown) {
    return name.equals("UNRECOGNIZED") ? unknown : Enum.valueOf(type, name);
  }
}
