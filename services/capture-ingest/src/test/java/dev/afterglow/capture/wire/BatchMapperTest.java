package dev.afterglow.capture.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.Drive;
import dev.afterglow.api.capture.v1.DriveBatch;
import dev.afterglow.api.capture.v1.SignedBatch;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.device.Batch;
import dev.afterglow.capture.device.KnownDevice;
import dev.afterglow.platform.error.AfterglowException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BatchMapperTest {
  private static final long SEED = Long.getLong("seed", 8);

  private final SigningDevice device =
      new SigningDevice(
          CreateDriveResponse.newBuilder().setDrive(Drive.newBuilder().setDriveId("d")).build());
  private final KnownDevice known = device.known(KnownDevice.Standing.ACTIVE);
  private final Channels channels =
      HeaderMapper.channels(DriveHeader.newBuilder().addShapeNames("jawOpen").build());

  @Test
  void shouldReadABatchWhenItsSignatureIsTheDevices() {
    // Given
    SignedBatch signed = device.next(7, 1_000);

    // When
    Batch batch = BatchMapper.verified(signed, known, channels);

    // Then
    assertThat(batch.driveId()).isEqualTo("d");
    assertThat(batch.sequence()).isEqualTo(1);
    assertThat(batch.previousHex()).isEqualTo("0".repeat(64));
    assertThat(batch.hashHex())
        .isEqualTo(
            HexFormat.of().formatHex(SigningDevice.sha256(signed.getContent().toByteArray())));
    assertThat(batch.motion()).singleElement().extracting(it -> it.sequence()).isEqualTo(7L);
  }

  @Test
  void shouldRefuseTheSignatureWhenAnyBitOfContentOrSignatureIsTurned() {
    // Given
    SignedBatch right = device.next(1, 1_000);
    byte[] content = right.getContent().toByteArray();
    byte[] signature = right.getSignature().toByteArray();

    for (int bit = 0; bit < (content.length + signature.length) * 8; bit++) {
      byte[] badContent = content.clone();
      byte[] badSignature = signature.clone();
      byte[] turned = bit < content.length * 8 ? badContent : badSignature;
      int at = bit < content.length * 8 ? bit : bit - content.length * 8;
      turned[at / 8] ^= (byte) (1 << at % 8);

      // When
      String reason = reason(batch(badContent, badSignature));

      // Then
      assertThat(reason).as("bit %d", bit).isEqualTo("BATCH_SIGNATURE_REFUSED");
    }
  }

  @Test
  void shouldRefuseWhatIsDamagedBeforeItWasSignedAndNeverFail() {
    // Given
    Random random = new Random(SEED);
    byte[] golden = device.batch(1, 1_000).build().toByteArray();
    int taken = 0;

    for (int i = 0; i < 3_000; i++) {
      byte[] content = golden.clone();
      for (int turns = random.nextInt(4); turns >= 0; turns--) {
        content[random.nextInt(content.length)] = (byte) random.nextInt(256);
      }
      SignedBatch signed = device.signed(content);

      // When
      try {
        Batch batch = BatchMapper.verified(signed, known, channels);
        taken++;

        // Then
        assertThat(batch.motion().size() + batch.voice().size())
            .as("seed %d, case %d", SEED, i)
            .isPositive();
      } catch (AfterglowException e) {
        assertThat(e.reason())
            .as("seed %d, case %d", SEED, i)
            .isIn("BATCH_MALFORMED", "MALFORMED_SAMPLE");
      }
    }
    assertThat(taken).as("seed %d", SEED).isBetween(1, 2_999);
  }

  @Test
  void shouldRefuseWhenTheContentIsEmptyTooLongOrHasTooMany() {
    // Given
    DriveBatch.Builder crowd = device.batch(1, 1_000).clearMotion();
    for (int i = 1; i <= 65; i++) {
      crowd.addMotion(MotionSample.newBuilder().setSequence(i).setDeviceTimeUs(i));
    }
    DriveBatch nothing = device.batch(1, 1_000).clearMotion().build();

    // When
    String empty = reason(device.signed(new byte[0]));
    String tooLong = reason(device.signed(new byte[524_289]));
    String noSamples = reason(device.signed(nothing));
    String tooMany = reason(device.signed(crowd.build()));
    String shortSignature =
        reason(
            device.next(1, 1).toBuilder().setSignature(ByteString.copyFrom(new byte[63])).build());

    // Then
    assertThat(empty).isEqualTo("BATCH_MALFORMED");
    assertThat(tooLong).isEqualTo("BATCH_MALFORMED");
    assertThat(noSamples).isEqualTo("BATCH_MALFORMED");
    assertThat(tooMany).isEqualTo("BATCH_MALFORMED");
    assertThat(shortSignature).isEqualTo("BATCH_SIGNATURE_REFUSED");
  }

  private String reason(SignedBatch batch) {
    AfterglowException refusal =
        catchThrowableOfType(
            AfterglowException.class, () -> BatchMapper.verified(batch, known, channels));
    assertThat(refusal).as("a refusal").isNotNull();
    return refusal.reason();
  }

  private static SignedBatch batch(byte[] content, byte[] signature) {
    return SignedBatch.newBuilder()
        .setContent(ByteString.copyFrom(content))
        .setSignature(ByteString.copyFrom(signature))
        .build();
  }
}
