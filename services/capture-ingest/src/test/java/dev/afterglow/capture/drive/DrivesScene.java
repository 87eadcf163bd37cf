package dev.afterglow.capture.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.capture.buffer.DriveReader;
import dev.afterglow.capture.buffer.Piece;
import dev.afterglow.capture.calibration.Calibration;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.channel.Origin;
import dev.afterglow.capture.liveness.repeat.OpenTracks;
import dev.afterglow.capture.liveness.standing.LivenessSettings;
import dev.afterglow.capture.liveness.standing.Standings;
import dev.afterglow.capture.merge.Ranks;
import dev.afterglow.capture.timeline.ServiceClock;
import dev.afterglow.capture.voice.Sound;
import dev.afterglow.capture.voice.VoiceSettings;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.id.UuidV7;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Drives over a store that is held in memory and a clock that the test moves. */
abstract class DrivesScene {
  static final String REQUEST = "00000000-0000-4000-8000-000000000001";
  static final String BROADCAST = "00000000-0000-4000-8000-000000000002";
  static final String SUBJECT = "00000000-0000-4000-8000-000000000003";
  static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  static final long SECOND_US = 1_000_000;
  static final long TOKEN_LIFE_US = 600 * SECOND_US;
  static final long DEVICE_EPOCH_US = 77_000_000;
  static final Channels CHANNELS =
      new Channels(
          List.of(ArkitShape.JAW_OPEN), List.of(), Origin.TAPE, Origin.TAPE, false, "test");

  final HeldRecords records = new HeldRecords();
  final CountedTally tally = new CountedTally();
  final Random random = new Random(5);
  long elapsedUs;
  final ServiceClock clock = new ServiceClock(this::start, () -> elapsedUs * 1_000);
  LivenessSettings liveness = LivenessSettings.DEFAULTS;
  final AtomicLong newIds = new AtomicLong();
  final HeldFingerprints fingerprints = new HeldFingerprints();
  final HeldStandings standings = new HeldStandings();
  Drives drives = drives(3);

  /** When the service's clock begins. */
  Instant start() {
    return START;
  }

  /** The sessions of a service that has just started, over what the one before has kept. */
  Drives drives(int most) {
    return drives(most, records, standings);
  }

  Drives drives(int most, DriveRecords records, Standings standings) {
    return new Drives(
        records,
        clock,
        new UuidV7(() -> start().plusNanos(elapsedUs * 1_000), random),
        random,
        new DriveLimits(most, 16, 200_000, true, TOKEN_LIFE_US, VoiceSettings.DEFAULTS),
        tally,
        new LivenessDesk(
            liveness,
            Runnable::run,
            random,
            () -> new UUID(0, newIds.incrementAndGet()).toString(),
            fingerprints,
            standings,
            new OpenTracks(),
            Runnable::run));
  }

  Drives.Created create() {
    return drives.create(REQUEST, BROADCAST, SUBJECT, Optional.empty());
  }

  LiveDrive open(Drives.Created created, NotedLink link) {
    return open(id(created), created.token().text(), link);
  }

  LiveDrive open(String driveId, String token, NotedLink link) {
    return drives.open(driveId, token, link, CHANNELS, deviceUs());
  }

  void answerPing(LiveDrive drive, NotedLink link, long roundTripUs) {
    elapsedUs += roundTripUs;
    drive.pong(link, link.pings.getFirst(), deviceUs() - roundTripUs / 2, clock.nowUs());
  }

  long deviceUs() {
    return DEVICE_EPOCH_US + elapsedUs;
  }

  static String id(Drives.Created created) {
    return created.drive().kept().driveId();
  }

  static MotionArrival motion(long sequence, long deviceUs) {
    ShapeWeights weights = ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 0.5f));
    return new MotionArrival(
        sequence, new MotionFrame(deviceUs, weights, Optional.empty(), Map.of()));
  }

  static VoiceArrival voice(long sequence, long deviceUs) {
    return new VoiceArrival(sequence, deviceUs, new Sound.Pcm(48_000, new short[960]));
  }

  static AfterglowException refusal(ThrowingCallable call) {
    AfterglowException refusal = catchThrowableOfType(AfterglowException.class, call);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }

  static List<Piece> drain(DriveReader reader) {
    List<Piece> pieces = new ArrayList<>();
    Optional<DriveReader.Read> read = reader.next();
    while (read.isPresent()) {
      pieces.add(read.get().piece());
      read = reader.next();
    }
    return pieces;
  }

  static <P extends Piece> List<P> of(List<Piece> pieces, Class<P> kind) {
    return pieces.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static List<Long> upTo(long last) {
    List<Long> all = new ArrayList<>();
    for (long i = 1; i <= last; i++) {
      all.add(i);
    }
    return all;
  }

  SourceHello named(String id) {
    return new SourceHello(id, CHANNELS, Ranks.EQUAL, Calibration.NONE, deviceUs(), false);
  }
}
