package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.capture.buffer.DriveReader;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.health.DriveHealth;
import dev.afterglow.capture.health.SourceHealth;
import dev.afterglow.capture.merge.Ranks;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.capture.timeline.ServiceClock;
import dev.afterglow.capture.voice.Sound;
import dev.afterglow.capture.voice.VoiceSettings;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.id.UuidV7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DrivesTest {
  private static final String REQUEST = "00000000-0000-4000-8000-000000000001";
  private static final String BROADCAST = "00000000-0000-4000-8000-000000000002";
  private static final String SUBJECT = "00000000-0000-4000-8000-000000000003";
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final long SECOND_US = 1_000_000;
  private static final long DEVICE_EPOCH_US = 77_000_000;
  private static final Channels CHANNELS =
      new Channels(
          List.of(ArkitShape.JAW_OPEN), List.of(), Origin.TAPE, Origin.TAPE, false, "test");

  private final HeldRecords records = new HeldRecords();
  private final CountedTally tally = new CountedTally();
  private final Random random = new Random(5);
  private long elapsedUs;
  private final ServiceClock clock = new ServiceClock(() -> START, () -> elapsedUs * 1_000);
  private Drives drives = drives(3);

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
  void shouldMergeTwoSourcesWithOneHeaderAndTellHowEachDoes() {
    // Given
    Drives.Created created = create();
    NotedLink phone = new NotedLink();
    NotedLink suit = new NotedLink();
    LiveDrive drive = open(created, phone);
    DriveReader reader = DriveReader.fromNow(drive.ring());
    SourceHello hello =
        new SourceHello(
            "suit",
            new Channels(
                List.of(), List.of(HumanoidBone.SPINE), Origin.WEARABLE, Origin.UNKNOWN, false, ""),
            Ranks.EQUAL,
            Calibration.NONE,
            deviceUs());
    drives.open(created.drive().kept().driveId(), created.token().text(), suit, hello);
    answerPing(drive, phone, 0);
    answerPing(drive, suit, 0);

    // When
    for (int i = 1; i <= 30; i++) {
      MotionFrame bones =
          new MotionFrame(
              deviceUs(),
              ShapeWeights.NONE,
              Optional.empty(),
              Map.of(HumanoidBone.SPINE, Rotation.IDENTITY));
      drive.motion(suit, List.of(new MotionArrival(i, bones)), clock.nowUs());
      drive.motion(phone, List.of(motion(i, deviceUs())), clock.nowUs());
      elapsedUs += 20_000;
      drives.tick();
    }

    // Then
    List<Piece> pieces = drain(reader);
    Channels together = of(pieces, Piece.Header.class).getLast().channels();
    assertThat(together.shapes()).containsExactly(ArkitShape.JAW_OPEN);
    assertThat(together.bones()).containsExactly(HumanoidBone.SPINE);
    assertThat(together.motion()).as("a tape beside a suit").isEqualTo(Origin.TAPE);
    Piece.Motion newest = of(pieces, Piece.Motion.class).getLast();
    assertThat(newest.frame().shapes().count()).isEqualTo(1);
    assertThat(newest.frame().bones()).containsKey(HumanoidBone.SPINE);
    assertThat(drive.sources(clock.nowUs()))
        .extracting(SourceHealth::sourceId, SourceHealth::open, SourceHealth::leads)
        .containsExactly(tuple("main", true, true), tuple("suit", true, false));
    assertThat(drive.sources(clock.nowUs()).getLast().health().bonesPresent()).isEqualTo(1);
  }

  @Test
  void shouldTakeNoMotionOfASourceThatDoesNotSayWhatMakesIt() {
    // Given: a camera, and a microphone that sends a head's pose all the same
    Drives.Created created = create();
    NotedLink camera = new NotedLink();
    NotedLink microphone = new NotedLink();
    LiveDrive drive = open(created, camera);
    Channels none =
        new Channels(List.of(), List.of(), Origin.UNKNOWN, Origin.MICROPHONE, false, "");
    SourceHello hello =
        new SourceHello("mic", none, new Ranks(1, 1, 1, 1), Calibration.NONE, deviceUs());
    drives.open(created.drive().kept().driveId(), created.token().text(), microphone, hello);
    answerPing(drive, camera, 0);
    answerPing(drive, microphone, 0);
    DriveReader reader = DriveReader.fromNow(drive.ring());

    // When
    for (int i = 1; i <= 20; i++) {
      HeadPose pose = new HeadPose(Rotation.IDENTITY, 0, 0, -40);
      MotionFrame head =
          new MotionFrame(deviceUs(), ShapeWeights.NONE, Optional.of(pose), Map.of());
      drive.motion(microphone, List.of(new MotionArrival(i, head)), clock.nowUs());
      drive.motion(camera, List.of(motion(i, deviceUs())), clock.nowUs());
      elapsedUs += 20_000;
      drives.tick();
    }

    // Then
    List<Piece.Motion> motion = of(drain(reader), Piece.Motion.class);
    assertThat(motion).hasSizeGreaterThan(10);
    assertThat(motion).allMatch(it -> it.frame().head().isEmpty());
  }

  @Test
  void shouldStayOpenWhileOneOfItsSourcesIsDriven() {
    // Given
    Drives.Created created = create();
    NotedLink phone = new NotedLink();
    NotedLink suit = new NotedLink();
    LiveDrive drive = open(created, phone);
    SourceHello hello =
        new SourceHello("suit", CHANNELS, Ranks.EQUAL, Calibration.NONE, deviceUs());
    drives.open(created.drive().kept().driveId(), created.token().text(), suit, hello);

    // When
    drive.detach(phone, clock.nowUs());
    DriveState.Name withOne = drive.state().name();
    AfterglowException again =
        refusal(
            () ->
                drives.open(
                    created.drive().kept().driveId(), created.token().text(), phone, hello));
    drive.detach(suit, clock.nowUs());

    // Then
    assertThat(withOne).isEqualTo(DriveState.Name.OPEN);
    assertThat(again.reason()).isEqualTo("DRIVE_ALREADY_OPEN");
    assertThat(drive.state().name()).isEqualTo(DriveState.Name.LOST);
  }

  @Test
  void shouldRefuseAFifthSource() {
    // Given
    Drives.Created created = create();
    String driveId = created.drive().kept().driveId();
    String token = created.token().text();
    for (int i = 0; i < 4; i++) {
      drives.open(driveId, token, new NotedLink(), named("s" + i));
    }

    // When
    AfterglowException refusal =
        refusal(() -> drives.open(driveId, token, new NotedLink(), named("s4")));

    // Then
    assertThat(refusal.reason()).isEqualTo("TOO_MANY_SOURCES");
    assertThat(refusal.metadata()).isEqualTo(Map.of("limit", "4"));
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
    elapsedUs += Drives.TOKEN_LIFE_US;
    AfterglowException late = refusal(() -> open(created, new NotedLink()));

    // Then
    assertThat(List.of(wrong.reason(), others.reason(), late.reason()))
        .containsOnly("DRIVE_TOKEN_REFUSED");
    assertThat(refusal(() -> drives.get(SUBJECT)).reason()).isEqualTo("DRIVE_NOT_FOUND");
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

  private Drives drives(int most) {
    return new Drives(
        records,
        clock,
        new UuidV7(() -> START.plusNanos(elapsedUs * 1_000), random),
        random,
        new DriveLimits(most, 16, 200_000, true, VoiceSettings.DEFAULTS),
        tally);
  }

  private Drives.Created create() {
    return drives.create(REQUEST, BROADCAST, SUBJECT, Optional.empty());
  }

  private LiveDrive open(Drives.Created created, NotedLink link) {
    return open(id(created), created.token().text(), link);
  }

  private LiveDrive open(String driveId, String token, NotedLink link) {
    return drives.open(driveId, token, link, CHANNELS, deviceUs());
  }

  private void answerPing(LiveDrive drive, NotedLink link, long roundTripUs) {
    elapsedUs += roundTripUs;
    drive.pong(link, link.pings.getFirst(), deviceUs() - roundTripUs / 2, clock.nowUs());
  }

  private long deviceUs() {
    return DEVICE_EPOCH_US + elapsedUs;
  }

  private static String id(Drives.Created created) {
    return created.drive().kept().driveId();
  }

  private static MotionArrival motion(long sequence, long deviceUs) {
    ShapeWeights weights = ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.5f));
    return new MotionArrival(
        sequence, new MotionFrame(deviceUs, weights, Optional.empty(), Map.of()));
  }

  private static VoiceArrival voice(long sequence, long deviceUs) {
    return new VoiceArrival(sequence, deviceUs, new Sound.Pcm(48_000, new short[960]));
  }

  private static AfterglowException refusal(ThrowingCallable call) {
    AfterglowException refusal = catchThrowableOfType(AfterglowException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  private static List<Piece> drain(DriveReader reader) {
    List<Piece> pieces = new ArrayList<>();
    Optional<DriveReader.Read> read = reader.next();
    while (read.isPresent()) {
      pieces.add(read.get().piece());
      read = reader.next();
    }
    return pieces;
  }

  private static <P extends Piece> List<P> of(List<Piece> pieces, Class<P> kind) {
    return pieces.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<Long> upTo(long last) {
    List<Long> all = new ArrayList<>();
    for (long i = 1; i <= last; i++) {
      all.add(i);
    }
    return all;
  }

  private SourceHello named(String id) {
    return new SourceHello(id, CHANNELS, Ranks.EQUAL, Calibration.NONE, deviceUs());
  }
}
