package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.buffer.DriveReader;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.liveness.Measure;
import dev.afterglow.capture.liveness.Verdict;
import dev.afterglow.capture.liveness.challenge.ChallengeStanding;
import dev.afterglow.capture.liveness.standing.DriveStanding;
import dev.afterglow.capture.liveness.standing.DriveStanding.Slate;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
import dev.afterglow.capture.liveness.standing.Unanswerable;
import dev.afterglow.capture.merge.Ranks;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows for a drive from its windows and its driver's answers. */
class DriveLivenessTest extends FaceScene {
  @Test
  void shouldTellHowItStandsAtTheStartAndEveryTwoSeconds() {
    // Given
    begin(LivenessSettings.DEFAULTS, false);
    DriveReader reader = DriveReader.fromNow(drive.ring());

    // When
    List<Piece.Standing> said = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      play(1, face::next);
      said.addAll(of(drain(reader), Piece.Standing.class));
    }

    // Then
    assertThat(said).hasSizeBetween(4, 7);
    assertThat(said.getFirst().standing().window()).as("before the first window").isEmpty();
    assertThat(standing().window().orElseThrow().verdict()).isEqualTo(new Verdict.Live());
    assertThat(standing().slate()).isEqualTo(Slate.NONE);
    assertThat(tally.windows).hasSize(3).containsOnly(Verdict.Name.LIVE);
  }

  @Test
  void shouldAskForTheSlateByWindowsAloneWhenNobodyCanBeAsked() {
    // Given
    begin(LivenessSettings.DEFAULTS, false);
    MotionFrame still = face.next(0);

    // When
    play(5, still::at);
    Slate early = standing().slate();
    play(3, still::at);
    Slate late = standing().slate();
    play(31, face::next);

    // Then
    assertThat(early).isEqualTo(Slate.NONE);
    assertThat(late).isEqualTo(Slate.NOT_LIVE);
    assertThat(phone.challenges).isEmpty();
    assertThat(standing().slate()).as("fifteen windows later").isEqualTo(Slate.NONE);
  }

  @Test
  void shouldOnlyShowTheVerdictWhenNothingIsEnforced() {
    // Given
    begin(
        new LivenessSettings(
            false, true, Duration.ofMinutes(8), Duration.ofSeconds(20), Unanswerable.DENY),
        false);

    // When
    play(9, face.next(0)::at);

    // Then
    assertThat(standing().window().orElseThrow().verdict().name()).isEqualTo(Verdict.Name.NOT_LIVE);
    assertThat(standing().enforced()).isFalse();
    assertThat(standing().slate()).isEqualTo(Slate.NONE);
  }

  @Test
  void shouldTakeNoDriveThatCannotBeAskedWhenTheSettingSaysSo() {
    // Given
    begin(
        new LivenessSettings(
            true, true, Duration.ofMinutes(8), Duration.ofSeconds(20), Unanswerable.DENY),
        false);

    // When
    play(1, face::next);

    // Then
    assertThat(standing().slate()).isEqualTo(Slate.NOT_ANSWERABLE);
  }

  @Test
  void shouldNeverPunishByWindowsWhenTheDriverCanBeAskedAndAnswers() {
    // Given
    begin(quick(), true);
    MotionFrame still = face.next(0);

    // When
    play(26, still::at);
    ChallengeStanding.Name missed = standing().challenges();
    Slate slate = standing().slate();
    play(16, this::doingWhatIsAsked);

    // Then
    assertThat(phone.challenges).hasSizeGreaterThan(3);
    assertThat(missed).isEqualTo(ChallengeStanding.Name.STANDBY);
    assertThat(slate).isEqualTo(Slate.CHALLENGES_MISSED);
    assertThat(standing().challenges()).isEqualTo(ChallengeStanding.Name.CLEAR);
    assertThat(standing().slate()).isEqualTo(Slate.NONE);
  }

  @Test
  void shouldAskForTheSlateWhenMotionComesThatCannotBeJudged() {
    // Given: a hole of a second in every window
    begin(LivenessSettings.DEFAULTS, false);

    // When
    for (int i = 0; i < 14; i++) {
      play(0.9, face::next);
      elapse(1_000_000);
    }

    // Then
    assertThat(standing().window()).isEmpty();
    assertThat(standing().slate()).isEqualTo(Slate.UNJUDGED);
  }

  @Test
  void shouldJudgeEverySourcesOwnMotionWhenSeveralMakeTheDrive() {
    // Given: a live face, and a second source that fills in a still picture
    begin(quick(), true);
    NotedLink tablet = new NotedLink();
    drives.open(
        drive.kept().driveId(),
        drives.create(REQUEST, BROADCAST, SUBJECT, Optional.empty()).token().text(),
        tablet,
        new SourceHello("tablet", FACE, new Ranks(9, 9, 9, 9), Calibration.NONE, deviceUs(), true));
    answer(tablet);
    MotionFrame still = face.next(0);

    // When
    for (int i = 0; i < 450; i++) {
      drive.motion(tablet, List.of(new MotionArrival(i + 1, still.at(deviceUs()))), clock.nowUs());
      frame(face.next(deviceUs()));
    }

    // Then
    assertThat(drive.sources(clock.nowUs()).getFirst().health().newestWindow().orElseThrow())
        .matches(it -> it.verdict() instanceof Verdict.Live);
    assertThat(drive.sources(clock.nowUs()).getLast().health().newestWindow().orElseThrow())
        .matches(it -> it.verdict() instanceof Verdict.NotLive);
    assertThat(standing().window().orElseThrow().verdict().name()).isEqualTo(Verdict.Name.NOT_LIVE);
    assertThat(standing().slate()).as("the second cannot be asked").isEqualTo(Slate.NOT_LIVE);
    assertThat(tablet.challenges).as("only the face's source is asked").isEmpty();
  }

  @Test
  void shouldJudgeASuitByWhatASuitHas() {
    // Given
    Channels body =
        new Channels(
            List.of(), List.of(HumanoidBone.SPINE), Origin.WEARABLE, Origin.UNKNOWN, false, "");
    Drives.Created created = create();
    drive =
        drives.open(
            id(created),
            created.token().text(),
            phone,
            new SourceHello("suit", body, Ranks.EQUAL, Calibration.NONE, deviceUs(), false));
    answer(phone);

    // When
    play(13, deviceUs -> suit(deviceUs, random.nextFloat() * 0.1f));
    Verdict moving = standing().window().orElseThrow().verdict();
    play(4, deviceUs -> suit(deviceUs, 0.1f));

    // Then
    assertThat(moving).isEqualTo(new Verdict.Live());
    Verdict frozen = standing().window().orElseThrow().verdict();
    assertThat(frozen).isInstanceOf(Verdict.NotLive.class);
    assertThat(((Verdict.NotLive) frozen).reasons()).startsWith(Measure.FROZEN_FRAMES);
  }

  @Test
  void shouldKnowATapeAgainWhenItIsPlayedInALaterDriveAfterARestart() {
    // Given
    begin(LivenessSettings.DEFAULTS, false);
    play(20, new WanderingFace(8)::next);
    drives.close(drive.kept().driveId());
    drives = drives(3);
    int kept = fingerprints.kept.size();

    // When
    Drives.Created second =
        drives.create("00000000-0000-4000-8000-000000000009", BROADCAST, SUBJECT, Optional.empty());
    open(second);
    sequence = 0;
    play(9, new WanderingFace(8)::next);
    DriveStanding again = standing();
    int forgotten = drives.forget(SUBJECT);

    // Then
    assertThat(kept).isEqualTo(1);
    assertThat(again.window().orElseThrow().verdict()).isInstanceOf(Verdict.NotLive.class);
    assertThat(((Verdict.NotLive) again.window().orElseThrow().verdict()).reasons())
        .startsWith(Measure.NEAR_REPEAT);
    assertThat(forgotten).isEqualTo(1);
    assertThat(fingerprints.kept).isEmpty();
  }

  @Test
  void shouldDoubtBothDrivesWhenOneTapeDrivesTwoRooms() {
    // Given
    begin(LivenessSettings.DEFAULTS, false);
    NotedLink tape = new NotedLink();
    Drives.Created created =
        drives.create(
            "00000000-0000-4000-8000-000000000008", BROADCAST, "another person", Optional.empty());
    LiveDrive other =
        drives.open(id(created), created.token().text(), tape, SourceHello.main(FACE, deviceUs()));
    other.pong(tape, tape.pings.getLast(), deviceUs(), clock.nowUs());

    // When
    for (int i = 0; i < 750; i++) {
      MotionFrame frame = face.next(deviceUs());
      other.motion(tape, List.of(new MotionArrival(i + 1, frame)), clock.nowUs());
      frame(frame);
    }

    // Then
    for (LiveDrive each : List.of(drive, other)) {
      DriveStanding standing = each.liveness().standing().orElseThrow();
      assertThat(standing.window().orElseThrow().verdict())
          .isEqualTo(new Verdict.NotLive(List.of(Measure.TWIN_DRIVE, Measure.ATTESTATION)));
      assertThat(standing.slate()).isEqualTo(Slate.NOT_LIVE);
    }
  }

  private static MotionFrame suit(long deviceUs, float bend) {
    Rotation turn = new Rotation((float) Math.sin(bend), 0, 0, (float) Math.cos(bend));
    return new MotionFrame(
        deviceUs, ShapeWeights.NONE, Optional.empty(), Map.of(HumanoidBone.SPINE, turn));
  }
}
