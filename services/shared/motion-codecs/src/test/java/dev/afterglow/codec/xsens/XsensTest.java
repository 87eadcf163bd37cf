package dev.afterglow.codec.xsens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.codec.Decoding;
import dev.afterglow.codec.Fuzz;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Near;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.Turns;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XsensTest {
  private static final int SINGLE = 0x80;
  private static final float[] REST = {1, 0, 0, 0};

  private final XsensDecoder decoder = new XsensDecoder(UpAxis.Z);
  private final Decoding decoding = new Decoding(decoder);

  @Test
  void shouldReadByteForByteWhenWrittenByHand() {
    // Given: the head (7) a quarter turn to the left, which is about MVN's Z
    byte[] packet =
        Decoding.hex(
            """
            4d5854503032 // MXTP02
            0000002a // sample 42
            80 01 // the only datagram, one segment
            000003e8 // 1,000 ms
            02 17 00 00 0000 // character 2, 23 segments
            0020 // 32 bytes
            00000007
            3f800000 40000000 40400000 // 1, 2, 3
            3f3504f3 00000000 00000000 3f3504f3
            """);

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(bones()).containsOnlyKeys(HumanoidBone.HEAD);
    Near.assertTurn(bones().get(HumanoidBone.HEAD), Turns.aboutY(Math.PI / 2));
    assertThat(decoding.last().subject()).isEqualTo(2);
    assertThat(decoding.last().sequence()).isEqualTo(OptionalLong.of(42));
    assertThat(decoding.last().senderTimeUs()).isEqualTo(OptionalLong.of(1_000_000));
  }

  @ParameterizedTest
  @CsvSource({
    "1, HIPS",
    "3, SPINE",
    "4, CHEST",
    "5, UPPER_CHEST",
    "6, NECK",
    "7, HEAD",
    "8, RIGHT_SHOULDER",
    "11, RIGHT_HAND",
    "12, LEFT_SHOULDER",
    "15, LEFT_HAND",
    "16, RIGHT_UPPER_LEG",
    "19, RIGHT_TOES",
    "20, LEFT_UPPER_LEG",
    "23, LEFT_TOES",
    "25, LEFT_THUMB_METACARPAL",
    "29, LEFT_INDEX_PROXIMAL",
    "43, LEFT_LITTLE_DISTAL",
    "45, RIGHT_THUMB_METACARPAL",
    "63, RIGHT_LITTLE_DISTAL"
  })
  void shouldPutEachSegmentOnItsBone(int segment, HumanoidBone bone) {
    // When
    decoding.send(quaternions(1, SINGLE, 0, segment));

    // Then
    assertThat(bones()).containsOnlyKeys(bone);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 24, 28})
  void shouldLeaveSegmentOutWhenNoBoneStandsForIt(int segment) {
    // When
    decoding.send(quaternions(1, SINGLE, 0, segment));

    // Then
    assertThat(bones()).isEmpty();
  }

  @Test
  void shouldCountFingersAfterTheProps() {
    // When: with two props the left thumb begins at 27
    decoding.send(quaternions(1, SINGLE, 2, 24, 25, 27));

    // Then
    assertThat(bones()).containsOnlyKeys(HumanoidBone.LEFT_THUMB_METACARPAL);
  }

  @Test
  void shouldTurnAgainstTheParentWhenBothTurn() {
    // Given: the pelvis leans forward by 0.2 and the head by 0.5: about MVN's Y
    byte[] packet =
        packet(
            2,
            1,
            SINGLE,
            0,
            new int[] {1, 7},
            new float[][] {{cos(0.2), 0, sin(0.2), 0}, {cos(0.5), 0, sin(0.5), 0}});

    // When
    decoding.send(packet);

    // Then: about the drive model's X
    Near.assertTurn(bones().get(HumanoidBone.HIPS), Turns.aboutX(0.2));
    Near.assertTurn(bones().get(HumanoidBone.HEAD), Turns.aboutX(0.3));
  }

  @Test
  void shouldKeepAxesWhenStreamIsYUp() {
    // Given
    Decoding yUp = new Decoding(new XsensDecoder(UpAxis.Y));

    // When
    yUp.send(packet(2, 1, SINGLE, 0, new int[] {7}, new float[][] {{cos(0.4), 0, sin(0.4), 0}}));

    // Then
    Near.assertTurn(yUp.last().motion().bones().get(HumanoidBone.HEAD), Turns.aboutY(0.4));
  }

  @Test
  void shouldTurnAboutXThenYThenZWhenAnglesAreEuler() {
    // When
    decoding.send(packet(1, 1, SINGLE, 0, new int[] {7}, new float[][] {{90, 0, 0}}));
    Rotation x = bones().get(HumanoidBone.HEAD);
    decoding.send(packet(1, 2, SINGLE, 0, new int[] {7}, new float[][] {{90, 90, 0}}));

    // Then
    Near.assertTurn(x, Turns.aboutX(Math.PI / 2));
    Near.assertTurn(
        bones().get(HumanoidBone.HEAD),
        Turns.times(Turns.aboutY(Math.PI / 2), Turns.aboutX(Math.PI / 2)));
  }

  @Test
  void shouldWaitForEveryPartWhenASampleComesInSeveral() {
    // When: out of order
    Outcome last = decoding.send(quaternions(5, 0x82, 0, 63));
    Outcome first = decoding.send(quaternions(5, 0, 0, 1));
    Outcome middle = decoding.send(quaternions(5, 1, 0, 7));
    Outcome again = decoding.send(quaternions(5, 1, 0, 7));

    // Then
    assertThat(List.of(last, first, again)).containsOnly(Outcome.accepted(0));
    assertThat(middle).isEqualTo(Outcome.accepted(1));
    assertThat(bones())
        .containsOnlyKeys(HumanoidBone.HIPS, HumanoidBone.HEAD, HumanoidBone.RIGHT_LITTLE_DISTAL);
  }

  @Test
  void shouldForgetAnUnfinishedSampleWhenTheNextBegins() {
    // Given
    decoding.send(quaternions(5, 0, 0, 1));

    // When
    decoding.send(quaternions(6, SINGLE, 0, 7));
    decoding.send(quaternions(5, 0x81, 0, 6));

    // Then
    assertThat(decoding.frames()).hasSize(1);
    assertThat(bones()).containsOnlyKeys(HumanoidBone.HEAD);
  }

  @Test
  void shouldRememberTheTimeOfDayWhenATimeCodeComes() {
    // When
    Outcome outcome = decoding.send(text(25, "23:59:58.250"));

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(0));
    assertThat(decoder.timeOfDayUs()).isEqualTo(OptionalLong.of(86_398_250_000L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"24:00:00.000", "00:60:00.000", "00-00-00.000", "0x:00:00.000"})
  void shouldRejectTimeCodeWhenItIsNoTimeOfDay(String code) {
    assertThat(decoding.send(text(25, code))).isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoder.timeOfDayUs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 12, 13, 20, 24, 99})
  void shouldIgnoreWhenTypeIsAnother(int type) {
    assertThat(decoding.send(text(type, "anything at all")))
        .isEqualTo(Outcome.ignored(IgnoreReason.NOT_MOTION));
  }

  @Test
  void shouldReadWhenAnOldSenderLeavesTheCountsZero() {
    // Given
    byte[] packet = quaternions(1, SINGLE, 0, 7);
    Arrays.fill(packet, 17, 24, (byte) 0);

    // Then
    assertThat(decoding.send(packet)).isEqualTo(Outcome.accepted(1));
  }

  @Test
  void shouldRejectWithItsReasonWhenPacketIsBad() {
    // Given
    byte[] good = quaternions(1, SINGLE, 0, 7);
    byte[] noDigit = good.clone();
    noDigit[5] = 'x';
    byte[] character = good.clone();
    character[16] = 8;
    byte[] nan = good.clone();
    ByteBuffer.wrap(nan).putFloat(44, Float.NaN);
    byte[] flat = good.clone();
    ByteBuffer.wrap(flat).putFloat(40, 0);

    // Then
    assertThat(decoding.send(Arrays.copyOf(good, 20)))
        .isEqualTo(Outcome.rejected(RejectReason.TRUNCATED));
    assertThat(decoding.send(Arrays.copyOf(good, good.length - 1)))
        .isEqualTo(Outcome.rejected(RejectReason.TRUNCATED));
    assertThat(decoding.send(Arrays.copyOf(good, good.length + 1)))
        .isEqualTo(Outcome.rejected(RejectReason.WRONG_LENGTH));
    assertThat(decoding.send(noDigit)).isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoding.send(character)).isEqualTo(Outcome.rejected(RejectReason.TOO_MANY));
    assertThat(decoding.send(nan)).isEqualTo(Outcome.rejected(RejectReason.NOT_FINITE));
    assertThat(decoding.send(flat)).isEqualTo(Outcome.rejected(RejectReason.OUT_OF_RANGE));
    assertThat(decoding.send(quaternions(1, SINGLE, 0, 7, 7)))
        .isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoding.send(quaternions(1, SINGLE, 0, 64)))
        .isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoding.send("XTPM".repeat(10)))
        .isEqualTo(Outcome.rejected(RejectReason.NOT_THIS_PROTOCOL));
    assertThat(decoding.frames()).isEmpty();
  }

  @Test
  void shouldSurviveWhenFuzzed() {
    int[] all = IntStream.rangeClosed(1, 23).toArray();
    Fuzz.run(
        () -> new XsensDecoder(UpAxis.Z),
        List.of(
            quaternions(1, SINGLE, 0, all),
            quaternions(2, 0, 0, 1, 2, 3),
            quaternions(2, 0x81, 0, 24, 25, 26),
            packet(1, 3, SINGLE, 0, new int[] {7, 8}, new float[][] {{1, 2, 3}, {4, 5, 6}}),
            text(25, "12:34:56.789")));
  }

  private static float cos(double radians) {
    return (float) Math.cos(radians / 2);
  }

  private static float sin(double radians) {
    return (float) Math.sin(radians / 2);
  }

  private static byte[] quaternions(long sample, int counter, int props, int... segments) {
    float[][] rest = new float[segments.length][];
    Arrays.fill(rest, REST);
    return packet(2, sample, counter, props, segments, rest);
  }

  private static byte[] packet(
      int type, long sample, int counter, int props, int[] segments, float[][] rotations) {
    int each = type == 1 ? 28 : 32;
    ByteBuffer bytes =
        header(type, sample, counter, segments.length, props, segments.length * each);
    for (int i = 0; i < segments.length; i++) {
      bytes.putInt(segments[i]).putFloat(1).putFloat(2).putFloat(3);
      for (float part : rotations[i]) {
        bytes.putFloat(part);
      }
    }
    return bytes.array();
  }

  private static byte[] text(int type, String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    return header(type, 1, SINGLE, 1, 0, ascii.length).put(ascii).array();
  }

  private static ByteBuffer header(
      int type, long sample, int counter, int items, int props, int payload) {
    ByteBuffer bytes = ByteBuffer.allocate(24 + payload);
    bytes.put(("MXTP" + type / 10 + type % 10).getBytes(StandardCharsets.US_ASCII));
    bytes.putInt((int) sample).put((byte) counter).put((byte) items).putInt(500);
    bytes.put((byte) 0).put((byte) 23).put((byte) props).put((byte) 0).putShort((short) 0);
    return bytes.putShort((short) payload);
  }

  private Map<HumanoidBone, Rotation> bones() {
    return decoding.last().motion().bones();
  }
}
