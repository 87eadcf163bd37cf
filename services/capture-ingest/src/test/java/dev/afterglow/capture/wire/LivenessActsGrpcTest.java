package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.capture.v1.ChallengeStanding;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.DriveStanding;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.LivenessVerdict;
import dev.afterglow.api.capture.v1.StandingSlate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A looped tape over the real contract: what is seen of it, asked, and what follows. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@TestProfile(LivenessActsGrpcTest.Hasty.class)
@Timeout(180)
class LivenessActsGrpcTest extends UnsignedDriveScene {
  /** Challenges half a second apart, and none without doubt. */
  public static final class Hasty implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "afterglow.capture.liveness.challenge-interval", "30m",
          "afterglow.capture.liveness.challenge-spacing", "500ms");
    }
  }

  @Test
  void shouldAskForTheSlateWhenALoopAnswersNothingAndClearWhenADriverAnswers() throws Exception {
    // Given: a loop that says it shows challenges, and shows them to nobody
    CreateDriveResponse created = create();
    HandReader reader = HandReader.eager(channel, created.getDrive().getDriveId());
    try (LoopedDevice device = new LoopedDevice(channel, created, true)) {

      // When
      DriveStanding doubted = await(reader, it -> it.getVerdict() == NOT_LIVE);
      DriveStanding missed = await(reader, it -> it.getSlate() == MISSED);
      int asked = device.challenges();
      device.answers = true;
      DriveStanding back =
          await(
              reader,
              it ->
                  it.getSlate() == StandingSlate.STANDING_SLATE_UNSPECIFIED
                      && device.challenges() > asked);

      // Then
      assertThat(first(reader).hasJudgedTime()).as("nothing is judged at the start").isFalse();
      assertThat(first(reader).getSlate()).isEqualTo(StandingSlate.STANDING_SLATE_UNSPECIFIED);
      assertThat(doubted.getReasonsList()).contains(LivenessMeasure.LIVENESS_MEASURE_EXACT_REPEAT);
      assertThat(doubted.getSlate())
          .as("one window never punishes")
          .isEqualTo(StandingSlate.STANDING_SLATE_UNSPECIFIED);
      assertThat(doubted.getChallengeable()).isTrue();
      assertThat(doubted.getEnforced()).isTrue();
      assertThat(asked).as("challenges until the slate").isEqualTo(3);
      assertThat(missed.getChallenges()).isEqualTo(ChallengeStanding.CHALLENGE_STANDING_STANDBY);
      assertThat(standings(reader))
          .extracting(DriveStanding::getChallenges)
          .containsSubsequence(
              ChallengeStanding.CHALLENGE_STANDING_CLEAR,
              ChallengeStanding.CHALLENGE_STANDING_ONE_MISSED,
              ChallengeStanding.CHALLENGE_STANDING_RECHECK,
              ChallengeStanding.CHALLENGE_STANDING_STANDBY);
      assertThat(back.getChallenges()).isEqualTo(ChallengeStanding.CHALLENGE_STANDING_CLEAR);
      assertThat(health(created).getStanding().getSlate())
          .isEqualTo(StandingSlate.STANDING_SLATE_UNSPECIFIED);
      HandReader late = HandReader.eager(channel, created.getDrive().getDriveId());
      assertThat(await(late, it -> true).getChallenges())
          .as("said at the start")
          .isEqualTo(ChallengeStanding.CHALLENGE_STANDING_CLEAR);
    }
  }

  @Test
  void shouldAskForTheSlateByWindowsAloneWhenASourceShowsNoChallenges() throws Exception {
    // Given
    CreateDriveResponse created = create();
    HandReader reader = HandReader.eager(channel, created.getDrive().getDriveId());
    try (LoopedDevice device = new LoopedDevice(channel, created, false)) {

      // When
      DriveStanding standing =
          await(reader, it -> it.getSlate() == StandingSlate.STANDING_SLATE_NOT_LIVE);

      // Then
      assertThat(standing.getChallengeable()).isFalse();
      assertThat(standing.getVerdict()).isEqualTo(NOT_LIVE);
      assertThat(device.challenges()).isZero();
      assertThat(health(created).getSources(0).getNewestWindow().getVerdict()).isEqualTo(NOT_LIVE);
    }
  }

  private static final LivenessVerdict NOT_LIVE = LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE;
  private static final StandingSlate MISSED = StandingSlate.STANDING_SLATE_CHALLENGES_MISSED;

  private static DriveStanding await(HandReader reader, Predicate<DriveStanding> wanted)
      throws InterruptedException {
    int seen = 0;
    long until = System.nanoTime() + 90_000_000_000L;
    while (true) {
      List<DriveStanding> all = standings(reader);
      for (; seen < all.size(); seen++) {
        // The newest alone: what was wanted may have been true long before.
        if (seen == all.size() - 1 && wanted.test(all.get(seen))) {
          return all.get(seen);
        }
      }
      assertThat(System.nanoTime()).as("still waiting, at %s", all).isLessThan(until);
      Thread.sleep(5);
    }
  }

  private static DriveStanding first(HandReader reader) {
    return standings(reader).getFirst();
  }

  private static List<DriveStanding> standings(HandReader reader) {
    return reader.pieces.stream()
        .filter(it -> it.hasStanding())
        .map(it -> it.getStanding())
        .toList();
  }
}
