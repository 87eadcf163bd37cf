package dev.afterglow.codec.livelink;

import static dev.afterglow.codec.livelink.LiveLinkPackets.only;
import static dev.afterglow.codec.livelink.LiveLinkPackets.packet;
import static dev.afterglow.codec.livelink.LiveLinkPackets.qualified;
import static dev.afterglow.codec.livelink.LiveLinkPackets.v6;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.codec.Decoding;
import dev.afterglow.codec.Fuzz;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Near;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.Turns;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.ShapeWeights;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLinkDecoderTest {
  private final Decoding decoding = new Decoding(new LiveLinkDecoder());

  @Test
  void shouldReadByteForByteWhenVersion6IsWrittenByHand() {
    // Given: jawOpen is value 17 and HeadYaw value 52 of 61
    String zero = "00000000";
    byte[] packet =
        Decoding.hex(
            """
            06
            00000024 // 36
            44454144433044452d313333372d313333372d313333372d434146454241424531323334
            00000002 4c4c // LL
            00000258 // frame 600
            3e800000 // 0.25
            0000003c 00000001 // 60 / 1
            3d // 61
            """
                + zero.repeat(17)
                + "3f400000" // 0.75
                + zero.repeat(34)
                + "3f800000" // 1 radian
                + zero.repeat(8));

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(packet).hasSize(308);
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(shapes().count()).isEqualTo(52);
    assertThat(shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.75f);
    assertThat(shapes().asMap().values().stream().mapToDouble(w -> w).sum()).isEqualTo(0.75);
    Near.assertTurn(head().rotation(), Turns.aboutY(1));
    assertThat(decoding.last().sequence()).isEqualTo(OptionalLong.of(600));
    assertThat(decoding.last().senderTimeUs()).isEqualTo(OptionalLong.of(10_004_167));
  }

  @ParameterizedTest
  @EnumSource
  void shouldPutEachValueOnItsShapeWhenOnlyThatOneIsSet(ArkitShape shape) {
    // When
    decoding.send(v6(only(shape.ordinal(), 1)));

    // Then
    for (ArkitShape other : ArkitShape.values()) {
      assertThat(shapes().get(other)).as(other.arkitName()).isEqualTo(other == shape ? 1 : 0);
    }
  }

  @Test
  void shouldPitchAndRollAboutTheirAxesWhenGivenRadians() {
    // Given
    float[] values = new float[61];
    values[52] = 0.1f;
    values[53] = 0.2f;
    values[54] = 0.3f;

    // When
    decoding.send(v6(values));

    // Then
    Near.assertTurn(head().rotation(), Turns.yawPitchRoll(0.1, 0.2, 0.3));
    assertThat(head().zCm()).isEqualTo(-40);
  }

  @Test
  void shouldIgnoreWhenPacketEndsAfterTheName() {
    assertThat(decoding.send(packet(6, out -> {})))
        .isEqualTo(Outcome.ignored(IgnoreReason.NOT_TRACKED));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void shouldReadTimecodeWhenVersionIs5(int flagBytes) {
    // Given
    byte[] packet =
        packet(
            5,
            out -> {
              out.writeInt(1);
              out.writeInt(2);
              out.writeInt(3);
              out.writeInt(30);
              out.write(new byte[flagBytes]);
              out.writeInt(60);
            },
            only(17, 0.5f));

    // When
    decoding.send(packet);

    // Then
    assertThat(shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.5f);
    assertThat(decoding.last().senderTimeUs()).isEqualTo(OptionalLong.of(3_723_500_000L));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldReadSecondsWhenVersionIsOfTheFirst(int version) {
    // Given
    byte[] packet =
        packet(
            version,
            out -> {
              out.writeDouble(12.5);
              out.writeInt(77);
            },
            Arrays.copyOf(only(17, 0.5f), version == 1 ? 51 : 52));

    // When
    decoding.send(packet);

    // Then
    assertThat(shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.5f);
    assertThat(shapes().has(ArkitShape.TONGUE_OUT)).isEqualTo(version == 2);
    assertThat(decoding.last().motion().head()).isEmpty();
    assertThat(decoding.last().sequence()).isEqualTo(OptionalLong.of(77));
    assertThat(decoding.last().senderTimeUs()).isEqualTo(OptionalLong.of(12_500_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void shouldReadWithoutTimeWhenVersionHasNone(int version) {
    assertThat(decoding.send(packet(version, out -> {}, only(17, 0.5f))))
        .isEqualTo(Outcome.accepted(1));
    assertThat(decoding.send(packet(version, out -> out.writeInt(9), only(17, 0.5f))))
        .isEqualTo(Outcome.accepted(1));
    assertThat(decoding.last().sequence()).isEqualTo(OptionalLong.of(9));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 36, 255})
  void shouldRejectWhenVersionIsUnknown(int version) {
    assertThat(decoding.send(packet(version, qualified(0, 0, 60, 1), only(0, 0))))
        .isEqualTo(Outcome.rejected(RejectReason.UNKNOWN_VERSION));
  }

  @Test
  void shouldRejectWhenAByteIsMissingOrTooMany() {
    // Given
    byte[] good = v6(only(17, 0.5f));

    // Then
    assertThat(decoding.send(Arrays.copyOf(good, good.length - 1)))
        .isEqualTo(Outcome.rejected(RejectReason.WRONG_LENGTH));
    assertThat(decoding.send(Arrays.copyOf(good, good.length + 1)))
        .isEqualTo(Outcome.rejected(RejectReason.WRONG_LENGTH));
    assertThat(decoding.send(Arrays.copyOf(good, 20)))
        .isEqualTo(Outcome.rejected(RejectReason.TRUNCATED));
  }

  @Test
  void shouldRejectWhenAValueIsNotFiniteOrFarOutside() {
    assertThat(decoding.send(v6(only(60, Float.NaN))))
        .isEqualTo(Outcome.rejected(RejectReason.NOT_FINITE));
    assertThat(decoding.send(v6(only(3, Float.NEGATIVE_INFINITY))))
        .isEqualTo(Outcome.rejected(RejectReason.NOT_FINITE));
    assertThat(decoding.send(v6(only(3, 50))))
        .isEqualTo(Outcome.rejected(RejectReason.OUT_OF_RANGE));
    assertThat(decoding.send(v6(only(52, 90))))
        .isEqualTo(Outcome.rejected(RejectReason.OUT_OF_RANGE));
    assertThat(decoding.frames()).isEmpty();
  }

  @Test
  void shouldClampWhenAWeightOvershoots() {
    // When
    decoding.send(v6(only(17, 1.01f)));

    // Then
    assertThat(shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(1);
  }

  @Test
  void shouldSurviveWhenFuzzed() {
    Fuzz.run(
        LiveLinkDecoder::new,
        List.of(
            v6(only(17, 0.5f)),
            v6(only(52, 0.5f)),
            packet(6, out -> {}),
            packet(2, out -> out.write(new byte[12]), new float[52])));
  }

  private ShapeWeights shapes() {
    return decoding.last().motion().shapes();
  }

  private HeadPose head() {
    return decoding.last().motion().head().orElseThrow();
  }
}
