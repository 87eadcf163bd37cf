package dev.afterglow.codec.openseeface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.codec.Decoding;
import dev.afterglow.codec.Fuzz;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Near;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.Turns;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenSeeFaceTest {
  private static final float[] NEUTRAL = {180, 0, 90};

  private final Decoding decoding = new Decoding(new OpenSeeFaceDecoder());

  @Test
  void shouldReadByteForByteWhenWrittenByHand() {
    // Given: little-endian; the mouth half open, the right eye shut, 5 units away
    byte[] packet =
        Decoding.hex(
            """
            0000000000002940 // 12.5 s
            03000000 // face 3
            00002044 0000b443 // 640 x 360
            00000000 0000803f // right eye 0, left eye 1
            01
            00000000 // error
            00000000 00000000 00000000 0000803f // quaternion
            00003443 00000000 0000b442 // 180, 0, 90
            00000000 00000000 0000a0c0 // 0, 0, -5
            """
                + "00000000".repeat(68 + 136 + 210)
                + "00000000".repeat(12)
                + "0000003f" // mouth open 0.5
                + "00000000");

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(packet).hasSize(1_785);
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.5f);
    assertThat(shapes().get(ArkitShape.EYE_BLINK_RIGHT)).isEqualTo(1);
    assertThat(shapes().get(ArkitShape.EYE_BLINK_LEFT)).isEqualTo(0);
    Near.assertTurn(head().rotation(), Rotation.IDENTITY);
    assertThat(head().zCm()).isEqualTo(-80);
    assertThat(decoding.last().subject()).isEqualTo(3);
    assertThat(decoding.last().senderTimeUs()).isEqualTo(OptionalLong.of(12_500_000));
  }

  @Test
  void shouldTurnToThePicturesRightWhenReceiversYawIsNegative() {
    // Given: raw yaw -30; the Unity receiver shows +30 for its mirrored avatar
    decoding.send(face(1, new float[] {180, -30, 90}, new float[14]));

    // Then
    Near.assertTurn(head().rotation(), Turns.aboutY(Math.toRadians(30)));
  }

  @Test
  void shouldLookUpWhenRawPitchGrows() {
    // Given
    decoding.send(face(1, new float[] {200, 0, 90}, new float[14]));

    // Then: positive about X is down
    Near.assertTurn(head().rotation(), Turns.aboutX(Math.toRadians(-20)));
  }

  @Test
  void shouldRaiseThePicturesRightWhenRawRollGrows() {
    // Given
    decoding.send(face(1, new float[] {180, 0, 100}, new float[14]));

    // Then
    Near.assertTurn(head().rotation(), Turns.aboutZ(Math.toRadians(10)));
  }

  @Test
  void shouldPlaceTheHeadWhereThePictureShowsIt() {
    // Given: up 1, to the picture's left 2, 5 away
    byte[] packet = face(1, NEUTRAL, new float[14]);
    ByteBuffer.wrap(packet)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(61, 1)
        .putFloat(65, 2)
        .putFloat(69, -5);

    // When
    decoding.send(packet);

    // Then
    assertThat(head().xCm()).isEqualTo(-32);
    assertThat(head().yCm()).isEqualTo(16);
    assertThat(head().zCm()).isEqualTo(-80);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, EYE_WIDE_LEFT",
    "1, 1, EYE_WIDE_RIGHT",
    "3, 1, BROW_OUTER_UP_LEFT",
    "3, -1, BROW_DOWN_LEFT",
    "6, 1, BROW_OUTER_UP_RIGHT",
    "6, -1, BROW_DOWN_RIGHT",
    "8, 1, MOUTH_SMILE_LEFT",
    "8, -1, MOUTH_FROWN_LEFT",
    "10, 1, MOUTH_SMILE_RIGHT",
    "10, -1, MOUTH_FROWN_RIGHT",
    "12, 1, JAW_OPEN",
    "13, 1, MOUTH_STRETCH_LEFT",
    "13, 1, MOUTH_STRETCH_RIGHT",
    "13, -1, MOUTH_PUCKER"
  })
  void shouldPutEachFeatureOnItsShape(int index, float value, ArkitShape shape) {
    // Given
    float[] features = new float[14];
    features[index] = value;

    // When
    decoding.send(face(1, NEUTRAL, features));

    // Then
    assertThat(shapes().get(shape)).isCloseTo(1, within(1e-6f));
    assertThat(shapes().has(ArkitShape.TONGUE_OUT)).isFalse();
  }

  @Test
  void shouldGiveAFrameAFaceWhenSeveralAreInView() {
    // When
    Outcome outcome =
        decoding.send(
            joined(face(4, NEUTRAL, new float[14]), unfitted(), face(9, NEUTRAL, new float[14])));

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(2));
    assertThat(decoding.frames()).extracting(SourceFrame::subject).containsExactly(4, 9);
  }

  @Test
  void shouldIgnoreWhenNoFaceIsFitted() {
    assertThat(decoding.send(unfitted())).isEqualTo(Outcome.ignored(IgnoreReason.NOT_TRACKED));
  }

  @Test
  void shouldGiveNoFrameAtAllWhenTheSecondFaceIsBroken() {
    // Given
    float[] broken = new float[14];
    broken[13] = Float.POSITIVE_INFINITY;

    // When
    Outcome outcome =
        decoding.send(joined(face(1, NEUTRAL, new float[14]), face(2, NEUTRAL, broken)));

    // Then
    assertThat(outcome).isEqualTo(Outcome.rejected(RejectReason.NOT_FINITE));
    assertThat(decoding.frames()).isEmpty();
  }

  @Test
  void shouldRejectWhenLengthIsWrong() {
    assertThat(decoding.send(Arrays.copyOf(face(1, NEUTRAL, new float[14]), 1_784)))
        .isEqualTo(Outcome.rejected(RejectReason.WRONG_LENGTH));
    assertThat(decoding.send(new byte[1_785 * 9]))
        .isEqualTo(Outcome.rejected(RejectReason.TOO_LONG));
  }

  @Test
  void shouldSurviveWhenFuzzed() {
    float[] features = new float[14];
    Arrays.fill(features, 0.4f);
    Fuzz.run(
        OpenSeeFaceDecoder::new,
        List.of(
            face(1, NEUTRAL, features),
            joined(face(1, new float[] {170, 10, 80}, features), unfitted())));
  }

  private static byte[] face(int id, float[] euler, float[] features) {
    ByteBuffer bytes = ByteBuffer.allocate(1_785).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putDouble(1.5).putInt(id).putFloat(640).putFloat(360).putFloat(1).putFloat(1);
    bytes.put((byte) 1).putFloat(10).putFloat(0).putFloat(0).putFloat(0).putFloat(1);
    for (float angle : euler) {
      bytes.putFloat(angle);
    }
    bytes.putFloat(0).putFloat(0).putFloat(-4);
    bytes.position(bytes.position() + 4 * (68 + 136 + 210));
    for (float feature : features) {
      bytes.putFloat(feature);
    }
    if (bytes.hasRemaining()) {
      throw new AssertionError("a face has " + bytes.position() + " bytes");
    }
    return bytes.array();
  }

  private static byte[] unfitted() {
    byte[] packet = face(7, NEUTRAL, new float[14]);
    packet[28] = 0;
    return packet;
  }

  private static byte[] joined(byte[]... faces) {
    ByteBuffer all = ByteBuffer.allocate(1_785 * faces.length);
    for (byte[] face : faces) {
      all.put(face);
    }
    return all.array();
  }

  private ShapeWeights shapes() {
    return decoding.last().motion().shapes();
  }

  private HeadPose head() {
    return decoding.last().motion().head().orElseThrow();
  }
}
