package dev.afterglow.capture.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.capture.drive.DriveRecord;
import dev.afterglow.capture.drive.VoiceArrival;
import dev.afterglow.capture.voice.Sound;
import dev.afterglow.drive.device.DeviceKey;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeviceKeysTest {
  static final String PHONE = "0197aaaa-0000-7000-8000-0000000000aa";
  private static final String SUBJECT = ChainsTest.drive().driverSubjectId();
  private static final DeviceKey KEY =
      DeviceKey.of(
          HexFormat.of()
              .parseHex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"));

  private final ArrayDeque<Runnable> aside = new ArrayDeque<>();
  private final Registry registry = new Registry(SUBJECT);
  private long nowNanos = Long.MAX_VALUE - 1_000;
  private final DeviceKeys keys =
      new DeviceKeys(
          registry, Duration.ofSeconds(2), Duration.ofSeconds(10), () -> nowNanos, aside::add);

  private static final class Registry implements DeviceRegistry {
    private final String subject;
    private Optional<KnownDevice.Standing> standing = Optional.of(KnownDevice.Standing.ACTIVE);
    private boolean away;
    private int asked;

    private Registry(String subject) {
      this.subject = subject;
    }

    @Override
    public Optional<KnownDevice> find(String deviceId) {
      asked++;
      if (away) {
        throw new AfterglowException(
            PlatformReason.UPSTREAM_UNAVAILABLE, Fault.UNAVAILABLE, "nobody answers");
      }
      return standing.map(it -> new KnownDevice(deviceId, subject, KEY, it));
    }

    @Override
    public String enrol(Enrolment wish) {
      return PHONE;
    }
  }

  static DeviceKeys keysOf(String subject) {
    return new DeviceKeys(
        new Registry(subject), Duration.ofSeconds(2), Duration.ofSeconds(10), () -> 0, _ -> {});
  }

  static Batch batch(DriveRecord drive, long sequence, String previous, String hash) {
    return new Batch(
        drive.driveId(),
        drive.avatarId().orElse(""),
        sequence,
        previous,
        hash,
        List.of(),
        List.of(new VoiceArrival(sequence, 0, new Sound.Pcm(48_000, new short[480]))));
  }

  @Test
  void shouldAskOnceAndNotWaitWhenAnAdmittedDeviceSends() {
    // Given
    keys.admit(PHONE, SUBJECT);

    // When
    nowNanos += 1_900_000_000L;
    KnownDevice device = keys.current(PHONE);

    // Then
    assertThat(device.key()).isEqualTo(KEY);
    assertThat(registry.asked).isEqualTo(1);
    assertThat(aside).isEmpty();
  }

  @Test
  void shouldRefuseFromTheSecondMessageOnWhenTheDeviceWasRevokedTwoSecondsAgo() {
    // Given
    keys.admit(PHONE, SUBJECT);
    registry.standing = Optional.of(KnownDevice.Standing.REVOKED);

    // When
    nowNanos += 2_100_000_000L;
    keys.current(PHONE);
    keys.current(PHONE);
    int questions = aside.size();
    aside.remove().run();
    AfterglowException refusal = refusal(() -> keys.current(PHONE));

    // Then
    assertThat(questions).isEqualTo(1);
    assertThat(refusal.reason()).isEqualTo("DEVICE_REVOKED");
    assertThat(refusal.metadata())
        .containsEntry("device_id", PHONE)
        .containsEntry("state", "REVOKED");
  }

  @Test
  void shouldGoOnForTenSecondsAndThenRefuseWhenTheRegistryIsAway() {
    // Given
    keys.admit(PHONE, SUBJECT);
    registry.away = true;

    // When
    for (int i = 0; i < 9; i++) {
      nowNanos += 1_000_000_000L;
      keys.current(PHONE);
      runAside();
    }
    nowNanos += 1_100_000_000L;
    AfterglowException refusal = refusal(() -> keys.current(PHONE));
    registry.away = false;
    KnownDevice back = keys.current(PHONE);

    // Then
    assertThat(refusal.reason()).isEqualTo("DEVICE_UNCONFIRMED");
    assertThat(refusal.kind()).isEqualTo(Fault.UNAVAILABLE);
    assertThat(back.standing()).isEqualTo(KnownDevice.Standing.ACTIVE);
  }

  @Test
  void shouldAskAgainAndGoOnWhenADeviceSendsAfterALongSilence() {
    // Given
    keys.admit(PHONE, SUBJECT);

    // When
    nowNanos += 60_000_000_000L;
    keys.glance(PHONE);
    KnownDevice device = keys.current(PHONE);

    // Then
    assertThat(device.standing()).isEqualTo(KnownDevice.Standing.ACTIVE);
    assertThat(registry.asked).isEqualTo(2);
  }

  @Test
  void shouldRefuseAtAGlanceWhenItIsKnownThatTheDeviceWasRevoked() {
    // Given
    keys.admit(PHONE, SUBJECT);
    registry.standing = Optional.of(KnownDevice.Standing.REVOKED);
    nowNanos += 3_000_000_000L;
    keys.glance(PHONE);

    // When
    runAside();
    AfterglowException refusal = refusal(() -> keys.glance(PHONE));

    // Then
    assertThat(refusal.reason()).isEqualTo("DEVICE_REVOKED");
  }

  @Test
  void shouldRefuseToAdmitWhenUnknownRevokedSuspendedOfAnotherOrUnconfirmed() {
    // Given
    registry.standing = Optional.empty();
    AfterglowException unknown = refusal(() -> keys.admit(PHONE, SUBJECT));
    registry.standing = Optional.of(KnownDevice.Standing.SUSPENDED);
    AfterglowException suspended = refusal(() -> keys.admit(PHONE, SUBJECT));
    registry.standing = Optional.of(KnownDevice.Standing.ACTIVE);
    AfterglowException another = refusal(() -> keys.admit(PHONE, "somebody else"));
    registry.away = true;

    // When
    AfterglowException unconfirmed = refusal(() -> keys.admit(PHONE, SUBJECT));

    // Then
    assertThat(unknown.reason()).isEqualTo("DEVICE_UNKNOWN");
    assertThat(suspended.reason()).isEqualTo("DEVICE_REVOKED");
    assertThat(suspended.metadata()).containsEntry("state", "SUSPENDED");
    assertThat(another.reason()).isEqualTo("DEVICE_OF_ANOTHER_PERSON");
    assertThat(unconfirmed.reason()).isEqualTo("DEVICE_UNCONFIRMED");
  }

  @Test
  void shouldRefuseABatchWhenItNamesAnotherSessionOrAvatar() {
    // Given
    DriveRecord drive = ChainsTest.drive();
    SignedDrive signed =
        SignedDrive.open(drive, PHONE, keys, new Chains(new HeldChains(), () -> 0), 0);
    Batch right = batch(drive, 1, ChainHead.START.sha256Hex(), "ab".repeat(32));
    Batch otherDrive =
        new Batch(
            PHONE,
            right.avatarId(),
            1,
            right.previousHex(),
            right.hashHex(),
            List.of(),
            right.voice());
    Batch noAvatar =
        new Batch(
            right.driveId(), "", 1, right.previousHex(), right.hashHex(), List.of(), right.voice());

    // When
    AfterglowException session = refusal(() -> signed.take(otherDrive));
    AfterglowException avatar = refusal(() -> signed.take(noAvatar));
    BatchChain.Place place = signed.take(right);

    // Then
    assertThat(session.reason()).isEqualTo("BATCH_OF_ANOTHER_DRIVE");
    assertThat(session.metadata()).containsEntry("field", "drive_id");
    assertThat(avatar.metadata()).containsEntry("field", "avatar_id");
    assertThat(place).isEqualTo(BatchChain.Place.NEXT);
  }

  private void runAside() {
    while (!aside.isEmpty()) {
      aside.remove().run();
    }
  }

  private static AfterglowException refusal(Runnable call) {
    AfterglowException refusal = catchThrowableOfType(AfterglowException.class, call::run);
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal;
  }
}
