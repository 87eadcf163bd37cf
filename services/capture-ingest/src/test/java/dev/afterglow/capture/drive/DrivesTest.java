package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.capture.buffer.DriveReader;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.health.DriveHealth;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.capture.voice.Sound;
import dev.afterglow.platform.error.AfterglowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrivesTest extends DrivesScene {
  @Test
  void shouldGiveTheFirstAnswerWhenRequestIsRepeated() {
    // Given
    Drives.Created first = create();
    elapsedUs += 5 * SECOND_US;

    // When
    Drives.Created again = drives(3).create(REQUEST, BROADCAST, SUBJECT, Optional.empty());

    // Then
    assertThat(again.token()).isEqualTo(first.token());
    assertThat(again.drive()).isEqualTo(first.drive());
    assertThat(again.opensUntilUs()).isEqualTo(first.opensUntilUs() + 5 * SECOND_US);
    assertThat(records.drives).hasSize(1);
    assertThat(records.toString() + records.reservations + records.drives)
        .doesNotContain(first.token().text());
  }

  @Test
  void shouldHandOnWhatTheDeviceSendsWithMappedTimes() {
    // Given
    Drives.Created created = create();
    NotedLink link = new NotedLink();
    LiveDrive drive = open(created, link);
    DriveReader reader = DriveReader.fromNow(drive.ring());
    answerPing(drive, link, 4_000);

    // When
    for (int i = 0; i < 10; i++) {
      drive.motion(link, List.of(motion(i + 1, deviceUs() - 10_000)), clock.nowUs());
      drive.voice(link, voice(i + 1, deviceUs() - 20_000), clock.nowUs());
      elapsedUs += 20_000;
    }
    drives.tick();

    // Then
    List<Piece> pieces = drain(reader);
    assertThat(pieces.subList(0, 2))
        .containsExactly(new Piece.Header(CHANNELS), new Piece.State(DriveState.Name.OPEN));
    List<Piece.Motion> motion = of(pieces, Piece.Motion.class);
    assertThat(motion).extracting(Piece.Motion::sequence).containsExactlyElementsOf(upTo(10));
    long sentUs = clock.nowUs() - 20_000;
    assertThat((double) motion.getLast().frame().timeUs())
        .isCloseTo(sentUs - 10_000, within(2_100.0));
    assertThat(of(pieces, Piece.Voice.class)).hasSize(10);
    assertThat(link.said).startsWith("opened 0 0").contains("ack 10 10");
    assertThat(tally.motion).isEqualTo(10);
    DriveHealth health = drive.health(clock.nowUs());
    assertThat(health.motionRateHz()).isEqualTo(10.0);
    assertThat(health.lagP50Ms()).isCloseTo(10, within(2.1));
    assertThat(health.shapesPresent()).isEqualTo(1);
  }

  @Test
  void shouldCountAndAnnounceWhenSamplesAreMissingOrComeTwice() {
    // Given
    NotedLink link = new NotedLink();
    LiveDrive drive = open(create(), link);
    answerPing(drive, link, 0);
    DriveReader reader = DriveReader.fromNow(drive.ring());
    drive.motion(link, List.of(motion(1, deviceUs()), motion(1, deviceUs())), clock.nowUs());
    elapsedUs += 40_000;

    // When
    drive.motion(link, List.of(motion(5, deviceUs())), clock.nowUs());
    elapsedUs += 100_000;
    drives.tick();

    // Then
    assertThat(of(drain(reader), Piece.Gap.class)).containsExactly(new Piece.Gap(3, 0));
    DriveHealth health = drive.health(clock.nowUs());
    assertThat(health.duplicates()).isEqualTo(1);
    assertThat(health.motionLossRatio()).isCloseTo(0.6, within(1e-9));
    assertThat(tally.motionLost).isEqualTo(3);
  }

  @Test
  void shouldPingAndAcknowledgeInTimeWhileSamplesFlow() {
    // Given
    NotedLink link = new NotedLink();
    LiveDrive drive = open(create(), link);
    answerPing(drive, link, 0);
    long acknowledgedUs = elapsedUs;
    long longestUs = 0;

    // When: three seconds without a pause in which a tick would find nothing done
    for (int i = 1; i <= 300; i++) {
      drive.motion(link, List.of(motion(i, deviceUs())), clock.nowUs());
      drive.voice(link, voice(i, deviceUs()), clock.nowUs());
      int said = link.said.size();
      drives.tick();
      if (link.said.size() > said) {
        longestUs = Math.max(longestUs, elapsedUs - acknowledgedUs);
        acknowledgedUs = elapsedUs;
      }
      elapsedUs += 10_000;
    }

    // Then
    assertThat(longestUs).isBetween(400_000L, 500_000L);
    assertThat(elapsedUs - acknowledgedUs).isLessThan(500_000);
    assertThat(link.pings).hasSizeBetween(7, 9);
  }

  @Test
  void shouldBridgeAShortHoleAndSaySo() {
    // Given
    NotedLink link = new NotedLink();
    LiveDrive drive = open(create(), link);
    answerPing(drive, link, 0);
    DriveReader reader = DriveReader.fromNow(drive.ring());
    for (int i = 1; i <= 6; i++) {
      drive.motion(link, List.of(motion(i, deviceUs())), clock.nowUs());
      elapsedUs += 20_000;
    }

    // When: 300 ms of silence, then the seventh, which was captured 20 ms after the sixth
    long seventhUs = deviceUs();
    for (int i = 0; i < 15; i++) {
      elapsedUs += 20_000;
      drives.tick();
    }
    drive.motion(link, List.of(motion(7, seventhUs)), clock.nowUs());

    // Then
    List<Piece.Motion> pieces = of(drain(reader), Piece.Motion.class);
    assertThat(pieces)
        .extracting(Piece.Motion::bridged)
        .containsExactly(
            false, false, false, false, false, false, true, true, true, true, true, false);
    long sixthUs = pieces.get(5).frame().timeUs();
    assertThat(pieces.subList(6, 11))
        .extracting(it -> it.frame().timeUs() - sixthUs)
        .containsExactly(20_000L, 40_000L, 60_000L, 80_000L, 100_000L);
    assertThat(pieces.subList(6, 11)).extracting(Piece.Motion::sequence).containsOnly(6L);
    assertThat(pieces.getLast().frame().timeUs()).isEqualTo(sixthUs + 20_000);
    DriveHealth health = drive.health(clock.nowUs());
    assertThat(health.bridged()).isEqualTo(5);
    assertThat(health.jitterTargetMs()).isBetween(20.0, 60.0);
  }

  @Test
  void shouldBeLostWhenDeviceIsSilentForHalfASecondAndOpenWhenItIsHeardAgain() {
    // Given
    NotedLink link = new NotedLink();
    LiveDrive drive = open(create(), link);
    answerPing(drive, link, 0);
    drive.motion(link, List.of(motion(1, deviceUs())), clock.nowUs());

    // When
    elapsedUs += LiveDrive.LOST_AFTER_US;
    drives.tick();
    DriveState.Name within = drive.state().name();
    elapsedUs += 1;
    drives.tick();
    DriveState.Name after = drive.state().name();
    drive.motion(link, List.of(motion(2, deviceUs())), clock.nowUs());

    // Then
    assertThat(within).isEqualTo(DriveState.Name.OPEN);
    assertThat(after).isEqualTo(DriveState.Name.LOST);
    assertThat(drive.state().name()).isEqualTo(DriveState.Name.OPEN);
    assertThat(tally.lost).isEqualTo(1);
  }

  @Test
  void shouldRefuseToOpenWhenTokenIsWrongExpiredOrOfAnotherDrive() {
    // Given
    Drives.Created created = create();
    Drives.Created other =
        drives.create("00000000-0000-4000-8000-000000000009", BROADCAST, SUBJECT, Optional.empty());
    String id = created.drive().kept().driveId();

    // When
    AfterglowException wrong = refusal(() -> open(id, "x".repeat(43), new NotedLink()));
    AfterglowException others = refusal(() -> open(id, other.token().text(), new NotedLink()));
    elapsedUs += TOKEN_LIFE_US;
    AfterglowException late = refusal(() -> open(created, new NotedLink()));

    // Then
    assertThat(List.of(wrong.reason(), others.reason(), late.reason()))
        .containsOnly("DRIVE_TOKEN_REFUSED");
    assertThat(refusal(() -> drives.get(SUBJECT)).reason()).isEqualTo("DRIVE_NOT_FOUND");
  }

  @Test
  void shouldOpenForATokensLifeAgainWhenTheRequestIsRepeated() {
    // Given
    Drives.Created created = create();
    elapsedUs += TOKEN_LIFE_US;
    AfterglowException late = refusal(() -> open(created, new NotedLink()));

    // When
    Drives.Created again = create();
    elapsedUs += TOKEN_LIFE_US - 1;

    // Then
    assertThat(late.reason()).isEqualTo("DRIVE_TOKEN_REFUSED");
    assertThat(open(again, new NotedLink()).state().name()).isEqualTo(DriveState.Name.OPEN);
  }

  @Test
  void shouldComeBackWithTheSameTokenForATokensLifeAfterItWasDriven() {
    // Given: an hour on air, over a restart
    Drives.Created created = create();
    NotedLink link = new NotedLink();
    LiveDrive drive = open(created, link);
    answerPing(drive, link, 0);
    for (int minute = 0; minute < 60; minute++) {
      elapsedUs += 60 * SECOND_US;
      drive.motion(link, List.of(motion(minute + 1, deviceUs())), clock.nowUs());
      drives.renewTokens();
    }
    drive.detach(link, clock.nowUs());
    drives = drives(3);

    // When
    elapsedUs += TOKEN_LIFE_US - 1;
    drives.renewTokens();
    NotedLink back = new NotedLink();
    DriveState.Name within = open(created, back).state().name();
    drives.live(id(created)).detach(back, clock.nowUs());
    elapsedUs += 1;

    // Then
    assertThat(within).isEqualTo(DriveState.Name.OPEN);
    assertThat(refusal(() -> open(created, new NotedLink())).reason())
        .as("opening alone, without driving, lets nobody come back later")
        .isEqualTo("DRIVE_TOKEN_REFUSED");
  }

  @Test
  void shouldOpenNothingOnceTheSessionIsTooOldHoweverOftenItIsAskedFor() {
    // Given
    Drives.Created created = create();
    elapsedUs += Drives.SESSION_LIFE_US - SECOND_US;

    // When
    Drives.Created again = create();
    elapsedUs += SECOND_US;

    // Then
    assertThat(again.opensUntilUs()).isEqualTo(created.drive().kept().expiresUs());
    assertThat(refusal(() -> open(created, new NotedLink())).reason())
        .isEqualTo("DRIVE_TOKEN_REFUSED");
    assertThat(create().drive().kept()).isEqualTo(created.drive().kept());
    assertThat(refusal(() -> open(created, new NotedLink())).reason())
        .isEqualTo("DRIVE_TOKEN_REFUSED");
  }

  @Test
  void shouldRefuseSecondStreamUntilTheFirstWasSilentForTwoSeconds() {
    // Given
    Drives.Created created = create();
    NotedLink first = new NotedLink();
    open(created, first);

    // When
    elapsedUs += LiveDrive.SILENT_AFTER_US;
    AfterglowException refused = refusal(() -> open(created, new NotedLink()));
    elapsedUs += 1;
    NotedLink second = new NotedLink();
    LiveDrive drive = open(created, second);

    // Then
    assertThat(refused.reason()).isEqualTo("DRIVE_ALREADY_OPEN");
    assertThat(first.refusal.reason()).isEqualTo("DRIVE_ALREADY_OPEN");
    drive.motion(first, List.of(motion(1, deviceUs())), clock.nowUs());
    assertThat(drive.health(clock.nowUs()).motionRateHz()).as("the first is not heard").isZero();
    assertThat(second.said).containsExactly("opened 0 0");
  }

  @Test
  void shouldGoOnWithTheSameTokenWhenServiceWasRestarted() {
    // Given
    Drives.Created created = create();
    open(created, new NotedLink());
    drives = drives(3);

    // When
    DriveState.Name before = drives.get(created.drive().kept().driveId()).state();
    NotedLink link = new NotedLink();
    LiveDrive drive = open(created, link);
    answerPing(drive, link, 0);
    drive.motion(link, List.of(motion(500, deviceUs())), clock.nowUs());

    // Then
    assertThat(before).isEqualTo(DriveState.Name.LOST);
    assertThat(drive.state().name()).isEqualTo(DriveState.Name.OPEN);
    assertThat(tally.motion).isEqualTo(1);
    assertThat(tally.motionLost).as("what the service before had is not lost").isZero();
  }

  @Test
  void shouldResumeAfterTheLastSequenceWhenConnectionWasLost() {
    // Given
    Drives.Created created = create();
    NotedLink first = new NotedLink();
    LiveDrive drive = open(created, first);
    answerPing(drive, first, 0);
    drive.motion(first, List.of(motion(1, deviceUs()), motion(2, deviceUs() + 1)), clock.nowUs());
    drive.detach(first, clock.nowUs());
    DriveState.Name between = drive.state().name();

    // When
    NotedLink second = new NotedLink();
    open(created, second);

    // Then
    assertThat(between).isEqualTo(DriveState.Name.LOST);
    assertThat(first.said).endsWith("ack 2 0");
    assertThat(second.said).containsExactly("opened 2 0");
  }

  @Test
  void shouldKeepOrderWhenDeviceComesBackWithAnotherEpoch() {
    // Given
    Drives.Created created = create();
    NotedLink first = new NotedLink();
    LiveDrive drive = open(created, first);
    answerPing(drive, first, 0);
    DriveReader reader = DriveReader.fromNow(drive.ring());
    drive.motion(first, List.of(motion(1, deviceUs())), clock.nowUs());
    drive.detach(first, clock.nowUs());
    elapsedUs += SECOND_US;

    // When
    NotedLink second = new NotedLink();
    drives.open(id(created), created.token().text(), second, CHANNELS, 5);
    drive.pong(second, second.pings.getFirst(), 5, clock.nowUs());
    drive.motion(second, List.of(motion(2, 6)), clock.nowUs());

    // Then
    List<Piece.Motion> motion = of(drain(reader), Piece.Motion.class);
    assertThat(motion.get(1).frame().timeUs() - motion.get(0).frame().timeUs())
        .isBetween(SECOND_US - 5_000, SECOND_US + 5_000);
  }

  @Test
  void shouldNameTheReasonWhenSamplesCannotBe() {
    // Given
    NotedLink link = new NotedLink();
    LiveDrive drive = open(create(), link);
    answerPing(drive, link, 0);
    long nowUs = clock.nowUs();
    drive.motion(link, List.of(motion(1, deviceUs())), nowUs);

    // When
    AfterglowException back =
        refusal(() -> drive.motion(link, List.of(motion(2, deviceUs() - 40_000)), nowUs));
    AfterglowException ahead =
        refusal(() -> drive.motion(link, List.of(motion(3, deviceUs() + 9 * SECOND_US)), nowUs));
    AfterglowException noise =
        refusal(
            () ->
                drive.voice(
                    link, new VoiceArrival(1, deviceUs(), new Sound.Opus(new byte[] {3})), nowUs));

    // Then
    assertThat(back.reason()).isEqualTo("CLOCK_RAN_BACKWARDS");
    assertThat(back.metadata()).isEqualTo(Map.of("sequence", "2", "back_us", "40000"));
    assertThat(ahead.reason()).isEqualTo("MALFORMED_SAMPLE");
    assertThat(noise.reason()).isEqualTo("MALFORMED_SAMPLE");
  }

  @Test
  void shouldStartFromTheHeaderWhenDeviceAnswersNoPing() {
    // Given
    NotedLink link = new NotedLink();
    LiveDrive drive = open(create(), link);
    DriveReader reader = DriveReader.fromNow(drive.ring());
    drive.motion(link, List.of(motion(1, deviceUs())), clock.nowUs());
    List<Piece.Motion> early = of(drain(reader), Piece.Motion.class);

    // When
    elapsedUs += 200_000;
    drives.tick();

    // Then
    assertThat(early).isEmpty();
    assertThat(of(drain(reader), Piece.Motion.class)).hasSize(1);
  }

  @Test
  void shouldEndForGoodWhenClosed() {
    // Given
    Drives.Created created = create();
    NotedLink link = new NotedLink();
    LiveDrive drive = open(created, link);
    DriveReader reader = DriveReader.fromNow(drive.ring());

    // When
    DriveView closed = drives.close(id(created));
    DriveView again = drives.close(id(created));

    // Then
    assertThat(closed.state()).isEqualTo(DriveState.Name.CLOSED);
    assertThat(again).isEqualTo(closed);
    assertThat(link.refusal.reason()).isEqualTo("DRIVE_CLOSED");
    assertThat(drain(reader)).last().isEqualTo(new Piece.State(DriveState.Name.CLOSED));
    assertThat(refusal(() -> open(created, new NotedLink())).reason()).isEqualTo("DRIVE_CLOSED");
    drives = drives(3);
    assertThat(refusal(() -> open(created, new NotedLink())).reason()).isEqualTo("DRIVE_CLOSED");
  }

  @Test
  void shouldRefuseWhenAsManyDrivesAreOpenAsMayBe() {
    // Given
    drives = drives(1);
    open(create(), new NotedLink());

    // When
    AfterglowException refused =
        refusal(
            () ->
                drives.create(
                    "00000000-0000-4000-8000-00000000000a", BROADCAST, SUBJECT, Optional.empty()));

    // Then
    assertThat(refused.reason()).isEqualTo("TOO_MANY_DRIVES");
    assertThat(refused.metadata()).isEqualTo(Map.of("limit", "1"));
  }

  @Test
  void shouldForgetDriveWhenItWasClosedAMinuteAgo() {
    // Given
    Drives.Created created = create();
    open(created, new NotedLink());
    drives.close(id(created));

    // When
    elapsedUs += 61 * SECOND_US;
    drives.tick();

    // Then
    assertThat(drives.count(DriveState.Name.CLOSED)).isZero();
    assertThat(drives.get(id(created)).state()).isEqualTo(DriveState.Name.CLOSED);
  }

  @Test
  void shouldPageNewestFirstWhenListed() {
    // Given
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(
          id(
              drives.create(
                  "00000000-0000-4000-8000-0000000000b" + i,
                  BROADCAST,
                  SUBJECT,
                  Optional.empty())));
    }

    // When
    DrivePage first = drives.list(Optional.of(BROADCAST), Optional.empty(), 3);
    DrivePage second = drives.list(Optional.of(BROADCAST), first.next(), 3);

    // Then
    assertThat(first.drives()).extracting(it -> it.kept().driveId()).isEqualTo(ids.subList(0, 3));
    assertThat(second.drives()).extracting(it -> it.kept().driveId()).isEqualTo(ids.subList(3, 5));
    assertThat(second.next()).isEmpty();
    assertThat(drives.list(Optional.of(SUBJECT), Optional.empty(), 3).drives()).isEmpty();
  }
}
