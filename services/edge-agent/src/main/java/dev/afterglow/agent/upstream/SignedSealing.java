package dev.afterglow.agent.upstream;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.afterglow.agent.identity.ChainMemory;
import dev.afterglow.agent.identity.Signer;
import dev.afterglow.api.capture.v1.DriveBatch;
import dev.afterglow.api.capture.v1.DriveOpened;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.SignedBatch;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.drive.device.SignedBytes;
import dev.afterglow.uplink.DriveStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Batches in a chain: each names the session, the avatar, its place and the SHA-256 of the one
 * before, and is signed with the device's key. The hash is remembered before the batch goes out.
 */
final class SignedSealing implements Sealing {
  private static final int TRIES = 2;

  private final String driveId;
  private final String deviceId;
  private final Signer signer;
  private final ChainMemory memory;
  private boolean begun;
  private int tries;
  private String avatarId = "";
  private long last;
  private byte[] lastHash = new byte[ChainMemory.HASH_BYTES];

  SignedSealing(String driveId, String deviceId, Signer signer, ChainMemory memory) {
    this.driveId = driveId;
    this.deviceId = deviceId;
    this.signer = signer;
    this.memory = memory;
  }

  @Override
  public Optional<String> deviceId() {
    return Optional.of(deviceId);
  }

  @Override
  public Verdict opened(DriveOpened opened) {
    long kept = opened.getLastBatchSequence();
    byte[] hash = kept == 0 ? new byte[ChainMemory.HASH_BYTES] : remembered(kept);
    boolean mine = kept == 0 || Arrays.equals(hash, opened.getLastBatchSha256().toByteArray());
    if (!mine || (begun && kept > last)) {
      return new Verdict.Refuse(
          "The service holds batches of this device that the device does not remember: pair it"
              + " anew.");
    }
    if (begun) {
      return new Verdict.Resume();
    }
    // An earlier run of the agent sent more than is kept: it may still be on its way to the disk,
    // and another batch in its place would be a fork.
    if (memory.last() > kept && tries++ < TRIES) {
      return new Verdict.OpenAgain();
    }
    begun = true;
    avatarId = opened.getAvatarId();
    last = kept;
    lastHash = hash;
    return new Verdict.Resume();
  }

  @Override
  public List<SealedBatch> seal(List<MotionSample> motion, List<VoiceSample> voice, long newestUs)
      throws IOException {
    byte[] content =
        DriveBatch.newBuilder()
            .setDriveId(driveId)
            .setAvatarId(avatarId)
            .setBatchSequence(last + 1)
            .setPreviousSha256(UnsafeByteOperations.unsafeWrap(lastHash))
            .addAllMotion(motion)
            .addAllVoice(voice)
            .build()
            .toByteArray();
    byte[] hash = sha256(content);
    memory.remember(last + 1, hash);
    last++;
    lastHash = hash;
    SignedBatch signed =
        SignedBatch.newBuilder()
            .setContent(UnsafeByteOperations.unsafeWrap(content))
            .setSignature(ByteString.copyFrom(signer.sign(SignedBytes.batch(content))))
            .build();
    return List.of(
        new SealedBatch(
            last,
            motion.isEmpty() ? 0 : motion.getLast().getSequence(),
            voice.isEmpty() ? 0 : voice.getLast().getSequence(),
            newestUs,
            OpenDriveRequest.newBuilder().setSignedBatch(signed).build()));
  }

  @Override
  public boolean acknowledged(SealedBatch batch, DriveStream stream) {
    return batch.batchSequence() <= stream.batchAcknowledged();
  }

  @Override
  public boolean had(SealedBatch batch, DriveOpened opened) {
    return batch.batchSequence() <= opened.getLastBatchSequence();
  }

  private byte[] remembered(long sequence) {
    return memory.hash(sequence).orElse(new byte[0]);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
