package dev.afterglow.capture.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.afterglow.api.capture.v1.DriveBatch;
import dev.afterglow.api.capture.v1.SignedBatch;
import dev.afterglow.capture.channel.Channels;
import dev.afterglow.capture.device.Batch;
import dev.afterglow.capture.device.DeviceRefusals;
import dev.afterglow.capture.device.KnownDevice;
import dev.afterglow.drive.device.SignedBytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Signed batches in: nothing of one is read before its signature is verified. */
final class BatchMapper {
  private static final int MOST_BYTES = 524_288;
  private static final int MOST_SAMPLES = 64;

  private BatchMapper() {}

  /**
   * A batch whose signature is that of the device. Takes a fifth of a millisecond.
   *
   * @param channels those of its stream
   * @throws dev.afterglow.platform.error.AfterglowException UNAUTHENTICATED with reason
   *     BATCH_SIGNATURE_REFUSED; INVALID with reason BATCH_MALFORMED or MALFORMED_SAMPLE
   */
  static Batch verified(SignedBatch signed, KnownDevice device, Channels channels) {
    if (signed.getContent().isEmpty() || signed.getContent().size() > MOST_BYTES) {
      throw DeviceRefusals.malformed("the content has 1 to 524,288 bytes");
    }
    byte[] content = signed.getContent().toByteArray();
    if (!device.key().verifies(SignedBytes.batch(content), signed.getSignature().toByteArray())) {
      throw DeviceRefusals.signatureRefused(device.deviceId());
    }
    DriveBatch batch = parse(content);
    if (batch.getMotionCount() > MOST_SAMPLES || batch.getVoiceCount() > MOST_SAMPLES) {
      throw DeviceRefusals.malformed("more than 64 samples of a kind");
    }
    return new Batch(
        batch.getDriveId(),
        batch.getAvatarId(),
        batch.getBatchSequence(),
        HexFormat.of().formatHex(batch.getPreviousSha256().toByteArray()),
        HexFormat.of().formatHex(sha256(content)),
        batch.getMotionList().stream().map(it -> SampleMapper.motion(it, channels)).toList(),
        batch.getVoiceList().stream().map(SampleMapper::voice).toList());
  }

  private static DriveBatch parse(byte[] content) {
    try {
      return DriveBatch.parseFrom(content);
    } catch (InvalidProtocolBufferException e) {
      throw DeviceRefusals.malformed("the content cannot be parsed");
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
