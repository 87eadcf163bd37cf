package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.liveness.Measure;
import dev.afterglow.capture.liveness.Verdict;
import dev.afterglow.capture.liveness.fingerprint.RedisFingerprints;
import dev.afterglow.capture.liveness.fingerprint.RedisTrackBoard;
import dev.afterglow.capture.liveness.repeat.OpenTracks;
import dev.afterglow.capture.liveness.repeat.TrackSharing;
import dev.afterglow.capture.voice.VoiceSettings;
import dev.afterglow.capture.wire.RealRedis;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.platform.id.UuidV7;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances of the service that share nothing but a real Redis. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class TwinInstancesTest extends DrivesScene {
  private static final long FRAME_US = 20_000;
  private static final String KEY = "afterglow:capture:tracks";

  @Inject RedisDataSource redis;
  @Inject RedisFingerprints kept;

  /** One instance: its own drives in memory, its own tracks, the store that all share. */
  private final class Instance {
    final OpenTracks tracks = new OpenTracks(UUID::randomUUID);
    final TrackSharing sharing =
        new TrackSharing(tracks, new RedisTrackBoard(redis, Clock.systemUTC()), UUID.randomUUID());
    final Drives drives =
        new Drives(
            records,
            clock,
            new UuidV7(() -> START.plusNanos(elapsedUs * 1_000), random),
            random,
            new DriveLimits(9, 16, 200_000, true, 600_000_000, VoiceSettings.DEFAULTS),
            tally,
            new LivenessDesk(
                liveness,
                Runnable::run,
                random,
                () -> UUID.randomUUID().toString(),
                kept,
                standings,
                tracks,
                Runnable::run));

    Room open(String person) {
      NotedLink link = new NotedLink();
      Drives.Created created =
          drives.create(UUID.randomUUID().toString(), BROADCAST, person, Optional.empty());
      LiveDrive drive =
          drives.open(
              id(created),
              created.token().text(),
              link,
              SourceHello.main(FaceScene.FACE, deviceUs()));
      drive.pong(link, link.pings.getLast(), deviceUs(), clock.nowUs());
      return new Room(drive, link);
    }
  }

  private record Room(LiveDrive drive, NotedLink link) {
    Verdict verdict() {
      return drive.liveness().standing().orElseThrow().window().orElseThrow().verdict();
    }
  }

  @BeforeEach
  void emptyTheBoard() {
    redis.key().del(KEY);
  }

  @Test
  void shouldDoubtBothDrivesWhenOneTapeDrivesTwoRoomsOnTwoInstances() {
    // Given
    Instance one = new Instance();
    Instance two = new Instance();
    Room first = one.open(person());
    Room second = two.open(person());
    Room bystander = two.open(person());
    WanderingFace tape = new WanderingFace(1);
    WanderingFace other = new WanderingFace(2);

    // When
    for (int i = 1; i <= 1_000; i++) {
      MotionFrame frame = tape.next(deviceUs());
      play(first, i, frame);
      play(second, i, frame);
      play(bystander, i, other.next(deviceUs()));
      elapse(one, two);
    }

    // Then
    Verdict twin = new Verdict.NotLive(List.of(Measure.TWIN_DRIVE, Measure.ATTESTATION));
    assertThat(first.verdict()).isEqualTo(twin);
    assertThat(second.verdict()).isEqualTo(twin);
    assertThat(bystander.verdict()).isEqualTo(new Verdict.Live());
    assertThat(one.tracks.foreignCount()).isEqualTo(2);
    assertThat(two.tracks.foreignCount()).isEqualTo(1);
  }

  @Test
  void shouldDoubtBothDrivesWhenTheSecondRoomFollowsLaterOnANewInstance() {
    // Given: the second instance starts when the first has played for twenty seconds
    Instance one = new Instance();
    Room first = one.open(person());
    WanderingFace ahead = new WanderingFace(3);
    for (int i = 1; i <= 1_000; i++) {
      play(first, i, ahead.next(deviceUs()));
      elapse(one);
    }
    Verdict before = first.verdict();
    Instance two = new Instance();
    Room second = two.open(person());
    WanderingFace behind = new WanderingFace(3);

    // When
    for (int i = 1; i <= 1_000; i++) {
      play(first, 1_000 + i, ahead.next(deviceUs()));
      play(second, i, behind.next(deviceUs()));
      elapse(one, two);
    }

    // Then
    assertThat(before).isEqualTo(new Verdict.Live());
    assertThat(second.verdict().name()).isEqualTo(Verdict.Name.NOT_LIVE);
    assertThat(first.verdict().name()).as("told over the store").isEqualTo(Verdict.Name.NOT_LIVE);
  }

  @Test
  void shouldSeeNoTwinInItsOwnEarlierTrackWhenADriveGoesOnAfterARestart() {
    // Given
    Instance one = new Instance();
    Room before = one.open(person());
    WanderingFace face = new WanderingFace(4);
    for (int i = 1; i <= 600; i++) {
      play(before, i, face.next(deviceUs()));
      elapse(one);
    }

    // When: another instance goes on with the drive, whose device sends the last ten seconds again
    Instance two = new Instance();
    NotedLink link = new NotedLink();
    String driveId = before.drive().kept().driveId();
    LiveDrive again = two.drives.live(driveId);
    again.open(link, SourceHello.main(FaceScene.FACE, deviceUs()), clock.nowUs());
    again.pong(link, link.pings.getLast(), deviceUs(), clock.nowUs());
    Room after = new Room(again, link);
    WanderingFace same = new WanderingFace(4);
    for (int i = 1; i <= 600; i++) {
      play(after, 600 + i, same.next(deviceUs()));
      elapse(two);
    }

    // Then
    assertThat(two.tracks.foreignCount()).isEqualTo(1);
    assertThat(after.verdict()).isEqualTo(new Verdict.Live());
  }

  @Test
  void shouldKnowAnEarlierSessionAgainWhenTheServiceWasRestarted() {
    // Given
    String person = person();
    Instance one = new Instance();
    Room recorded = one.open(person);
    WanderingFace tape = new WanderingFace(5);
    for (int i = 1; i <= 1_000; i++) {
      play(recorded, i, tape.next(deviceUs()));
      elapse(one);
    }
    one.drives.close(recorded.drive().kept().driveId());
    redis.key().del(KEY);

    // When
    Instance restarted = new Instance();
    Room replayed = restarted.open(person);
    WanderingFace again = new WanderingFace(5);
    for (int i = 1; i <= 600; i++) {
      play(replayed, i, again.next(deviceUs()));
      elapse(restarted);
    }

    // Then
    assertThat(replayed.verdict()).isInstanceOf(Verdict.NotLive.class);
    assertThat(((Verdict.NotLive) replayed.verdict()).reasons()).contains(Measure.NEAR_REPEAT);
  }

  @Test
  void shouldKeepNothingThatNamesADriveOrAPersonAndForgetItSoon() {
    // Given
    String person = person();
    Instance one = new Instance();
    Room room = one.open(person);
    WanderingFace face = new WanderingFace(6);

    // When
    for (int i = 1; i <= 200; i++) {
      play(room, i, face.next(deviceUs()));
      elapse(one);
    }

    // Then
    List<byte[]> postings = new RedisTrackBoard(redis, Clock.systemUTC()).read("").postings();
    assertThat(postings).isNotEmpty().allMatch(it -> it.length < 64_000);
    for (byte[] posting : postings) {
      String text = new String(posting, StandardCharsets.ISO_8859_1);
      assertThat(text).doesNotContain(room.drive().kept().driveId(), person);
      assertThat(text).doesNotContain(raw(room.drive().kept().driveId()), raw(person));
    }
    assertThat(redis.key().pttl(KEY)).isBetween(1L, 95_000L);
    assertThat(redis.key().keys(KEY + "*")).containsExactly(KEY);
  }

  @Test
  void shouldSkipWhatItCannotReadWhenAnotherVersionPosts() {
    // Given
    RedisTrackBoard board = new RedisTrackBoard(redis, Clock.systemUTC());
    Instance one = new Instance();

    // When
    board.post(new byte[0]);
    board.post(new byte[] {9, 1, 2, 3});
    board.post(new byte[] {1, 1, 2, 3});
    int unread = one.sharing.exchange(1);

    // Then
    assertThat(unread).isEqualTo(3);
    assertThat(one.tracks.foreignCount()).isZero();
    assertThat(one.sharing.exchange(2)).as("each once").isZero();
  }

  private void play(Room room, long sequence, MotionFrame frame) {
    room.drive().motion(room.link(), List.of(new MotionArrival(sequence, frame)), clock.nowUs());
  }

  /** A frame's time goes by; every second the instances exchange. */
  private void elapse(Instance... instances) {
    elapsedUs += FRAME_US;
    for (Instance instance : instances) {
      instance.drives.tick();
      if (elapsedUs % SECOND_US == 0) {
        instance.sharing.exchange(elapsedUs / 1_000);
      }
    }
  }

  private static String raw(String uuid) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    UUID id = UUID.fromString(uuid);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return new String(bytes.array(), StandardCharsets.ISO_8859_1);
  }

  private static String person() {
    return UUID.randomUUID().toString();
  }
}
