package dev.afterglow.capture.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.capture.drive.DriveRecord;
import dev.afterglow.capture.token.TokenHash;
import dev.afterglow.platform.error.AfterglowException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ChainsTest {
  private static final String HASH = "ab".repeat(32);

  private final HeldChains records = new HeldChains();
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void shouldGoOnFromTheKeptHeadWhenTheServiceWasRestarted() {
    // Given
    DriveRecord drive = drive();
    Chains before = new Chains(records, nanos::get);
    BatchChain chain = before.open(drive, "phone");
    chain.take(1, ChainHead.START.sha256Hex(), HASH);
    before.keep(drive, "phone", chain);
    chain.take(2, HASH, "cd".repeat(32));

    // When
    BatchChain after = new Chains(records, nanos::get).open(drive, "phone");

    // Then: the second batch was never acknowledged, so the device has it still
    assertThat(after.head()).isEqualTo(new ChainHead(1, HASH));
    assertThat(after.take(2, HASH, "cd".repeat(32))).isEqualTo(BatchChain.Place.NEXT);
  }

  @Test
  void shouldKeepWhatCameBeforeTheDeviceIsToldWhenItComesBack() {
    // Given
    DriveRecord drive = drive();
    Chains chains = new Chains(records, nanos::get);
    chains.open(drive, "phone").take(1, ChainHead.START.sha256Hex(), HASH);

    // When
    BatchChain again = chains.open(drive, "phone");

    // Then
    assertThat(again.head().batches()).isEqualTo(1);
    assertThat(chains.of(drive.driveId())).containsEntry("phone", new ChainHead(1, HASH));
  }

  @Test
  void shouldHoldEachDeviceToItsOwnChainAndRefuseTheNinth() {
    // Given
    DriveRecord drive = drive();
    Chains chains = new Chains(records, nanos::get);
    for (int i = 0; i < 8; i++) {
      chains.open(drive, "device " + i);
    }

    // When
    AfterglowException refusal =
        catchThrowableOfType(AfterglowException.class, () -> chains.open(drive, "device 8"));
    chains.open(drive, "device 3").take(1, ChainHead.START.sha256Hex(), HASH);

    // Then
    assertThat(refusal.reason()).isEqualTo("TOO_MANY_DEVICES");
    assertThat(chains.open(drive, "device 4").head()).isEqualTo(ChainHead.START);
  }

  @Test
  void shouldForgetAChainInMemoryWhenItsStreamIsGoneForTwoMinutes() {
    // Given
    DriveRecord drive = drive();
    Chains chains = new Chains(records, nanos::get);
    BatchChain first = chains.open(drive, "phone");

    // When
    nanos.addAndGet(121_000_000_000L);
    BatchChain second = chains.open(drive, "phone");

    // Then
    assertThat(second).isNotSameAs(first);
    assertThat(second.head()).isEqualTo(first.head());
  }

  @Test
  void shouldAcknowledgeNothingWhenTheStoreIsAwayAndAllOfItWhenItIsBack() {
    // Given
    DriveRecord drive = drive();
    Chains chains = new Chains(records, nanos::get);
    DeviceKeys keys = DeviceKeysTest.keysOf(drive.driverSubjectId());
    SignedDrive signed = SignedDrive.open(drive, DeviceKeysTest.PHONE, keys, chains, 0);
    signed.take(DeviceKeysTest.batch(drive, 1, ChainHead.START.sha256Hex(), HASH));
    records.away = true;
    boolean due = signed.keepDue(1_000_000);

    // When
    AfterglowException refusal = catchThrowableOfType(AfterglowException.class, signed::keep);
    long meanwhile = signed.kept();
    records.away = false;
    boolean soon = signed.keepDue(1_400_000);
    boolean later = signed.keepDue(1_500_000);
    long kept = signed.keep();

    // Then
    assertThat(due).isTrue();
    assertThat(refusal.reason()).isEqualTo("UPSTREAM_UNAVAILABLE");
    assertThat(meanwhile).isZero();
    assertThat(soon).isFalse();
    assertThat(later).isTrue();
    assertThat(kept).isEqualTo(1);
  }

  static DriveRecord drive() {
    return new DriveRecord(
        "0197aaaa-0000-7000-8000-000000000001",
        "0197aaaa-0000-7000-8000-000000000002",
        "0197aaaa-0000-7000-8000-000000000003",
        Optional.of("0197aaaa-0000-7000-8000-000000000004"),
        0,
        3_600_000_000L,
        TokenHash.of("a token"));
  }
}
