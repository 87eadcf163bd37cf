package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.liveness.challenge.ChallengeStanding;
import dev.afterglow.capture.liveness.standing.DriveStanding.Slate;
import dev.afterglow.capture.liveness.standing.KeptStanding;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
import dev.afterglow.capture.liveness.standing.VerdictRun;
import dev.afterglow.platform.error.Fault;
import org.junit.jupiter.api.Test;

/** How a drive stands outlives the service. */
class StandingRestartTest extends FaceScene {

  @Test
  void shouldStandInDoubtAtOnceWhenItsWindowsWereNotLiveBeforeTheRestart() {
    // Given
    begin(LivenessSettings.DEFAULTS, false);
    play(9, face.next(0)::at);
    Slate before = standing().slate();

    // When
    restart(false);
    play(0.5, face::next);
    Slate after = standing().slate();
    play(31, face::next);

    // Then
    assertThat(before).isEqualTo(Slate.NOT_LIVE);
    assertThat(after).as("before its first window").isEqualTo(Slate.NOT_LIVE);
    assertThat(standing().slate()).as("fifteen live windows later").isEqualTo(Slate.NONE);
  }

  @Test
  void shouldCountMissesOnWhenTheServiceRestartsBetweenThem() {
    // Given
    begin(quick(), true);
    while (standing().challenges() != ChallengeStanding.Name.RECHECK) {
      play(0.5, face.next(0)::at);
    }
    int asked = phone.challenges.size();

    // When
    restart(true);
    ChallengeStanding.Name after = standing().challenges();
    play(10, face.next(0)::at);

    // Then
    assertThat(after).isEqualTo(ChallengeStanding.Name.RECHECK);
    assertThat(phone.challenges).as("asked soon").hasSizeGreaterThan(asked);
    assertThat(standing().slate()).isEqualTo(Slate.CHALLENGES_MISSED);
  }

  @Test
  void shouldStayOnTheSlateUntilAnAnswerWhenTheServiceRestarts() {
    // Given
    begin(quick(), true);
    play(26, face.next(0)::at);

    // When
    restart(true);
    Slate after = standing().slate();
    play(16, this::doingWhatIsAsked);

    // Then
    assertThat(after).isEqualTo(Slate.CHALLENGES_MISSED);
    assertThat(standing().slate()).isEqualTo(Slate.NONE);
    assertThat(standings.kept.get(drive.kept().driveId()).challenges())
        .isEqualTo(ChallengeStanding.Name.CLEAR);
  }

  @Test
  void shouldBeInDoubtWhenNothingIsKnownOfADriveThatWasOpen() {
    // Given
    begin(LivenessSettings.DEFAULTS, false);
    play(5, face::next);
    standings.kept.clear();

    // When
    restart(false);
    play(0.5, face::next);

    // Then
    assertThat(standing().challenges()).isEqualTo(ChallengeStanding.Name.RECHECK);
    assertThat(standing().slate()).isEqualTo(Slate.NOT_LIVE);
  }

  @Test
  void shouldLetNobodyDriveWhenTheStoreDoesNotSayHowADriveStood() {
    // Given
    begin(LivenessSettings.DEFAULTS, false);
    play(5, face::next);

    // When
    standings.broken = true;
    drives = drives(3);

    // Then
    assertThat(refusal(() -> open(create())).kind()).isEqualTo(Fault.UNAVAILABLE);
  }

  @Test
  void shouldWriteOnlyWhatChangedAndTryAgainWhatTheStoreDidNotTake() {
    // Given
    begin(LivenessSettings.DEFAULTS, false);
    play(35, face::next);
    int settled = standings.writes;
    play(20, face::next);
    int quiet = standings.writes;

    // When
    standings.broken = true;
    play(9, face.next(0)::at);
    KeptStanding missed = standings.kept.get(drive.kept().driveId());
    standings.broken = false;
    play(3, face.next(0)::at);

    // Then
    assertThat(quiet).as("a drive that stays live writes nothing").isEqualTo(settled);
    assertThat(settled).isLessThanOrEqualTo(17);
    assertThat(missed).isEqualTo(new KeptStanding(ChallengeStanding.Name.CLEAR, 0, LIVE));
    assertThat(standings.kept.get(drive.kept().driveId()).verdicts())
        .isEqualTo(VerdictRun.CONDEMNED);
  }

  private static final VerdictRun LIVE = new VerdictRun(0, 15, false);

  private void restart(boolean showsChallenges) {
    drives = drives(3);
    sequence = 0;
    open(create(), showsChallenges);
  }
}
