package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.Drive;
import dev.afterglow.api.capture.v1.DriveChain;
import dev.afterglow.api.capture.v1.GetDriveHealthRequest;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.SignedBatch;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A device that signs: what is handed on, kept, resumed and acknowledged. */
@QuarkusTest
@QuarkusTestResource(RealRedis.class)
@TestProfile(SignedDriveScene.AsInProduction.class)
@Timeout(60)
class SignedDriveGrpcTest extends SignedDriveScene {
  @Test
  void shouldHandOnAndKeepTheChainWhenBatchesAreSigned() throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    HandReader reader = HandReader.eager(service, created.getDrive().getDriveId());
    device.open(stranger);
    await(() -> opened(device).isPresent());

    // When
    long nowUs = HandDevice.nowUs();
    for (int i = 1; i <= 20; i++) {
      device.send(device.next(i, nowUs + i * 1_000L));
    }
    await(() -> acknowledged(device) == 20);
    Drive drive = get(created);

    // Then
    assertThat(opened(device).orElseThrow().getAvatarId())
        .isEqualTo(created.getDrive().getAvatarId())
        .isNotEmpty();
    assertThat(opened(device).orElseThrow().getLastBatchSequence()).isZero();
    await(() -> shown(reader) == 20);
    assertThat(drive.getChainsList())
        .containsExactly(
            DriveChain.newBuilder()
                .setDeviceId(device.deviceId)
                .setBatches(20)
                .setLastSha256(device.lastSha256())
                .build());
    close(created);
  }

  @Test
  void shouldResumeAtTheLastBatchAndAcknowledgeRepeatedOnesWhenTheConnectionWasLost()
      throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    HandReader reader = HandReader.eager(service, created.getDrive().getDriveId());
    device.open(stranger);
    await(() -> opened(device).isPresent());
    long nowUs = HandDevice.nowUs();
    SignedBatch first = device.next(1, nowUs);
    SignedBatch second = device.next(2, nowUs + 1_000);
    device.send(first);
    device.send(second);
    await(() -> shown(reader) == 2);
    ByteString head = device.lastSha256();
    device.stream().leave();
    await(() -> get(created).getChains(0).getBatches() == 2);

    // When
    device.open(stranger);
    await(() -> opened(device).isPresent());
    device.send(first);
    device.send(second);
    device.send(device.next(3, HandDevice.nowUs()));
    await(() -> acknowledged(device) == 3);

    // Then
    assertThat(opened(device).orElseThrow().getLastBatchSequence()).isEqualTo(2);
    assertThat(opened(device).orElseThrow().getLastBatchSha256()).isEqualTo(head);
    assertThat(device.stream().end).isNotDone();
    await(() -> shown(reader) == 3);
    assertThat(reader.missingMotion()).isZero();
    close(created);
  }

  @Test
  void shouldKeepLateBatchesAsEvidenceAndTellReadersOfAGapWhenTheDeviceWasAway() throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    HandReader reader = HandReader.eager(service, created.getDrive().getDriveId());
    device.open(stranger);
    await(() -> opened(device).isPresent());
    long nowUs = HandDevice.nowUs();
    device.send(device.next(1, nowUs));
    await(() -> acknowledged(device) == 1);
    // Acknowledged is kept; what has not been shown yet is no start for a gap.
    await(() -> shown(reader) == 1);
    device.stream().leave();

    // When: 30 seconds that could not be sent, then the present
    await(() -> get(created).getState().name().endsWith("LOST"));
    device.open(stranger);
    await(() -> opened(device).isPresent());
    for (int i = 2; i <= 301; i++) {
      device.send(device.next(i, nowUs - 31_000_000 + (i - 1) * 100_000L));
    }
    device.send(device.next(302, HandDevice.nowUs()));
    device.send(device.next(303, HandDevice.nowUs() + 1_000));
    await(() -> acknowledged(device) == 303);

    // Then
    await(
        () ->
            reader.motion().stream()
                .anyMatch(it -> it.getMotion().getSample().getSequence() == 303));
    assertThat(reader.missingMotion()).isPositive();
    assertThat(reader.motion())
        .allMatch(it -> it.getMotion().getSample().getDeviceTimeUs() >= nowUs - 2_000_000);
    assertThat(get(created).getChains(0).getBatches()).isEqualTo(303);
    close(created);
  }

  @Test
  void shouldCountAsASoftwareKeyWhenTheDeviceSigns() throws Exception {
    // Given
    CreateDriveResponse created = create();
    SigningDevice device = enrolled(created);
    device.open(stranger);
    await(() -> opened(device).isPresent());

    // When
    long startUs = HandDevice.nowUs() - 1_500_000;
    for (int i = 1; i <= 70; i++) {
      device.send(device.next(i, startUs + i * 40_000L));
    }
    GetDriveHealthRequest health =
        GetDriveHealthRequest.newBuilder().setDriveId(created.getDrive().getDriveId()).build();
    await(() -> capture.getDriveHealth(health).hasNewestWindow());

    // Then
    assertThat(capture.getDriveHealth(health).getNewestWindow().getReadingsList())
        .filteredOn(it -> it.getMeasure() == LivenessMeasure.LIVENESS_MEASURE_ATTESTATION)
        .singleElement()
        .extracting(it -> it.getValue())
        .isEqualTo(2.0);
    close(created);
  }
}
