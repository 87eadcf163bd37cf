package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.buffer.DriveReader;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.liveness.Measure;
import dev.afterglow.capture.liveness.Verdict;
import dev.afterglow.capture.liveness.challenge.Challenge;
import dev.afterglow.capture.liveness.challenge.ChallengeStanding;
import dev.afterglow.capture.liveness.standing.DriveStanding;
import dev.afterglow.capture.liveness.standing.DriveStanding.Slate;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
import dev.afterglow.capture.liveness.standing.Unanswerable;
import dev.afterglow.capture.merge.Ranks;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** What follows for a drive from its windows and its driver's answers. */
class DriveLivenessTest extends DrivesScene {
  private static final long FRAME_US = 20_000;
  private static final Channels FACE =
      new Channels(
          Arrays.asList(ArkitShape.values()),
          List.of(),
          Origin.CAMERA,
          Origin.UNKNOWN,
          false,
          "test");

  private final NotedLink phone = new NotedLink();
  private final WanderingFace face = new WanderingFace(1);
  private LiveDrive drive;
  private long sequence;
  private int seen;
  private long seenUs;

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

  private static LivenessSettings quick() {
    return new LivenessSettings(
        true, true, Duration.ofMinutes(30), Duration.ofMillis(500), Unanswerable.JUDGE);
  }

  /** Does what the newest challenge asks for, from 0.6 s after it came on. */
  private MotionFrame doingWhatIsAsked(long deviceUs) {
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

  private static MotionFrame suit(long deviceUs, float bend) {
    Rotation turn = new Rotation((float) Math.sin(bend), 0, 0, (float) Math.cos(bend));
    return new MotionFrame(
        deviceUs, ShapeWeights.NONE, Optional.empty(), Map.of(HumanoidBone.SPINE, turn));
  }

  private void begin(LivenessSettings settings, boolean showsChallenges) {
    liveness = settings;
    drives = drives(3);
    open(create(), showsChallenges);
  }

  private void open(Drives.Created created) {
    open(created, false);
  }

  private void open(Drives.Created created, boolean showsChallenges) {
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

  private void answer(NotedLink link) {
    drive.pong(link, link.pings.getLast(), deviceUs(), clock.nowUs());
  }

  private DriveStanding standing() {
    return drive.liveness().standing().orElseThrow();
  }

  private void play(double seconds, LongFunction<MotionFrame> frames) {
    long until = elapsedUs + Math.round(seconds * 1e6);
    while (elapsedUs < until) {
      frame(frames.apply(deviceUs()));
    }
  }

  private void frame(MotionFrame frame) {
    sequence++;
    drive.motion(phone, List.of(new MotionArrival(sequence, frame)), clock.nowUs());
    elapse(FRAME_US);
  }

  private void elapse(long us) {
    elapsedUs += us;
    drives.tick();
  }
}
