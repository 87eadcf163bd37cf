package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.afterglow.capture.buffer.DriveReader;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.health.SourceHealth;
import dev.afterglow.capture.merge.Ranks;
import dev.afterglow.capture.session.DriveState;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.platform.error.AfterglowException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A drive that several devices bring together. */
class DriveSourcesTest extends DrivesScene {
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
            deviceUs(),
            false);
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
        new SourceHello("mic", none, new Ranks(1, 1, 1, 1), Calibration.NONE, deviceUs(), false);
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
        new SourceHello("suit", CHANNELS, Ranks.EQUAL, Calibration.NONE, deviceUs(), false);
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
}
