package dev.afterglow.capture.wire;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.CreateDriveResponse;
import dev.afterglow.api.capture.v1.DriveBatch;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.capture.v1.SignedBatch;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.capture.device.KnownDevice;
import dev.afterglow.drive.device.DeviceKey;
import dev.afterglow.drive.device.SignedBytes;
import io.grpc.Channel;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.UUID;

/** A device with a key of its own, which signs what a test tells it to. */
final class SigningDevice {
  final String deviceId = UUID.randomUUID().toString();
  private final KeyPair pair;
  private final CreateDriveResponse created;
  private HandDevice stream;
  private long sequence;
  private ByteString previous = ByteString.copyFrom(new byte[32]);

  SigningDevice(CreateDriveResponse created) {
    this.created = created;
    try {
      pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the registry knows it. */
  KnownDevice known(KnownDevice.Standing standing) {
    return new KnownDevice(
        deviceId,
        created.getDrive().getDriverSubjectId(),
        DeviceKey.of(pair.getPublic()),
        standing);
  }

  HandDevice open(Channel channel) {
    stream = new HandDevice(channel);
    stream.send(
        OpenDriveRequest.newBuilder()
            .setOpen(
                OpenDriveHeader.newBuilder()
                    .setDriveId(created.getDrive().getDriveId())
                    .setDriveToken(created.getDriveToken())
                    .setDeviceId(deviceId)
                    .setHeader(DriveHeader.newBuilder().addShapeNames("jawOpen"))
                    .setDeviceTimeUs(HandDevice.nowUs()))
            .build());
    return stream;
  }

  HandDevice stream() {
    return stream;
  }

  /** The next batch with one sample of that sequence and time; the chain goes on with it. */
  SignedBatch next(long motionSequence, long deviceUs) {
    DriveBatch batch = batch(motionSequence, deviceUs).build();
    sequence++;
    previous = ByteString.copyFrom(sha256(batch.toByteArray()));
    return signed(batch);
  }

  /** What the next batch would be; the chain does not go on with it. */
  DriveBatch.Builder batch(long motionSequence, long deviceUs) {
    return DriveBatch.newBuilder()
        .setDriveId(created.getDrive().getDriveId())
        .setAvatarId(created.getDrive().getAvatarId())
        .setBatchSequence(sequence + 1)
        .setPreviousSha256(previous)
        .addMotion(
            MotionSample.newBuilder()
                .setSequence(motionSequence)
                .setDeviceTimeUs(deviceUs)
                .setShapePresence(1)
                .addShapeWeights(0.5f));
  }

  ByteString lastSha256() {
    return previous;
  }

  SignedBatch signed(DriveBatch batch) {
    return signed(batch.toByteArray());
  }

  SignedBatch signed(byte[] content) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(SignedBytes.batch(content));
      return SignedBatch.newBuilder()
          .setContent(ByteString.copyFrom(content))
          .setSignature(ByteString.copyFrom(signer.sign()))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void send(SignedBatch batch) {
    stream.send(OpenDriveRequest.newBuilder().setSignedBatch(batch).build());
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
