package dev.afterglow.standalone.bench.capture;

import com.google.protobuf.ByteString;
import dev.afterglow.api.capture.v1.OpenDriveHeader;
import dev.afterglow.api.capture.v1.OpenDriveRequest;
import dev.afterglow.api.drive.v1.DriveHeader;
import dev.afterglow.api.drive.v1.HeadPose;
import dev.afterglow.api.drive.v1.MotionSample;
import dev.afterglow.api.drive.v1.MotionSource;
import dev.afterglow.api.drive.v1.VoiceSample;
import dev.afterglow.api.drive.v1.VoiceSource;
import dev.afterglow.drive.ArkitShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * Ten seconds of a face and a voice as ready messages, so that the generator has only to write a
 * sequence and a time into them: 51 shapes and the head at 60 a second with a tracker's noise, and
 * 20 ms of sound at 48,000 samples a second in syllables.
 */
final class DriveScript {
  static final int MOTION_HZ = 60;
  static final int VOICE_HZ = 50;

  private static final int SECONDS = 10;
  private static final int SHAPES = 51;
  private static final int SEQUENCE_BYTES = 5;
  private static final int TIME_BYTES = 9;
  // After the tag of the sequence, its bytes and the tag of the time.
  private static final int TIME_AFTER = SEQUENCE_BYTES + 1;
  private static final int MOTION_TAG = 0x12;
  private static final int VOICE_TAG = 0x1A;

  private final Message[] motion = new Message[MOTION_HZ * SECONDS];
  private final Message[] voice = new Message[VOICE_HZ * SECONDS];

  /** A message with the place of its sequence. */
  record Message(byte[] bytes, int sequenceAt) {
    /** Puts it behind the buffer's position with this sequence and time. */
    void write(ByteBuffer out, long sequence, long deviceUs) {
      int at = out.position();
      out.put(bytes);
      varint(out, at + sequenceAt, sequence, SEQUENCE_BYTES);
      varint(out, at + sequenceAt + TIME_AFTER, deviceUs, TIME_BYTES);
    }

    int length() {
      return bytes.length;
    }

    private static void varint(ByteBuffer out, int at, long value, int length) {
      long rest = value;
      for (int i = 0; i < length - 1; i++) {
        out.put(at + i, (byte) ((rest & 0x7F) | 0x80));
        rest >>>= 7;
      }
      out.put(at + length - 1, (byte) (rest & 0x7F));
    }
  }

  /** The same script for the same seed. */
  DriveScript(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < motion.length; i++) {
      motion[i] = motion(i, random);
    }
    for (int i = 0; i < voice.length; i++) {
      voice[i] = voice(i, random);
    }
  }

  Message motion(long index) {
    return motion[(int) (index % motion.length)];
  }

  Message voice(long index) {
    return voice[(int) (index % voice.length)];
  }

  /** The message that opens a drive. */
  static byte[] open(String driveId, String token, long deviceUs) {
    DriveHeader.Builder header =
        DriveHeader.newBuilder()
            .setMotionSource(MotionSource.MOTION_SOURCE_SYNTHETIC)
            .setVoiceSource(VoiceSource.VOICE_SOURCE_SYNTHETIC)
            .setProducer("afterglow bench");
    for (int i = 0; i < SHAPES; i++) {
      header.addShapeNames(ArkitShape.values()[i].arkitName());
    }
    return OpenDriveRequest.newBuilder()
        .setOpen(
            OpenDriveHeader.newBuilder()
                .setDriveId(driveId)
                .setDriveToken(token)
                .setHeader(header)
                .setDeviceTimeUs(deviceUs))
        .build()
        .toByteArray();
  }

  private static Message motion(int frame, Random random) {
    double seconds = (double) frame / MOTION_HZ;
    MotionSample.Builder sample = MotionSample.newBuilder().setShapePresence((1L << SHAPES) - 1);
    for (int i = 0; i < SHAPES; i++) {
      double swing = 0.3 + 0.25 * Math.sin(2 * Math.PI * seconds * (i % 7 + 1) / SECONDS * 4 + i);
      sample.addShapeWeights((float) Math.clamp(swing + 0.004 * random.nextGaussian(), 0, 1));
    }
    float yaw = (float) (0.1 * Math.sin(2 * Math.PI * seconds / 5));
    sample.setHead(
        HeadPose.newBuilder()
            .addRotation(0)
            .addRotation(yaw)
            .addRotation(0)
            .addRotation((float) Math.sqrt(1 - yaw * yaw))
            .addPositionCm((float) random.nextGaussian() / 10)
            .addPositionCm(0)
            .addPositionCm(-60));
    byte[] rest = sample.build().toByteArray();
    byte[] stamped = stamped(rest);
    byte[] batch = wrapped(0x0A, stamped);
    byte[] request = wrapped(MOTION_TAG, batch);
    return new Message(request, request.length - stamped.length + 1);
  }

  private static Message voice(int packet, Random random) {
    int samples = 48_000 / VOICE_HZ;
    ByteBuffer pcm = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples; i++) {
      double seconds = (packet * (double) samples + i) / 48_000;
      double swell = Math.max(0, Math.sin(2 * Math.PI * 2 * seconds));
      boolean pause = seconds % 3 > 2.2;
      double tone = Math.sin(2 * Math.PI * 140 * seconds) + Math.sin(2 * Math.PI * 910 * seconds);
      double value = (pause ? 0 : 5_000 * swell * tone) + 12 * random.nextGaussian();
      pcm.putShort((short) Math.round(value));
    }
    VoiceSample sample =
        VoiceSample.newBuilder()
            .setSampleRateHz(48_000)
            .setPcmS16Le(ByteString.copyFrom(pcm.array()))
            .build();
    byte[] stamped = stamped(sample.toByteArray());
    byte[] request = wrapped(VOICE_TAG, stamped);
    return new Message(request, request.length - stamped.length + 1);
  }

  /** With room for a sequence and a time of fixed length in front; a varint may be padded. */
  private static byte[] stamped(byte[] rest) {
    ByteBuffer out = ByteBuffer.allocate(1 + SEQUENCE_BYTES + 1 + TIME_BYTES + rest.length);
    out.put((byte) 0x08);
    out.position(out.position() + SEQUENCE_BYTES);
    out.put((byte) 0x10);
    out.position(out.position() + TIME_BYTES);
    return out.put(rest).array();
  }

  private static byte[] wrapped(int tag, byte[] message) {
    ByteBuffer out = ByteBuffer.allocate(message.length + 6);
    out.put((byte) tag);
    int length = message.length;
    while (length > 0x7F) {
      out.put((byte) ((length & 0x7F) | 0x80));
      length >>>= 7;
    }
    out.put((byte) length).put(message);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }
}
