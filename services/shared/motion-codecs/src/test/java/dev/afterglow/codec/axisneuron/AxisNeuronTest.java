package dev.afterglow.codec.axisneuron;

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
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisNeuronTest {
  private final Decoding decoding = new Decoding(new AxisNeuronDecoder());

  @Test
  void shouldReadByteForByteWhenWrittenByHand() {
    // Given: 180 numbers; the hips turned by 90 degrees about y, the head (bone 12) by 45 about x
    String zero = "00000000";
    byte[] packet =
        Decoding.hex(
            """
            ffdd 01010100
            b400 00 00 // 180 numbers, without displacement or reference
            03000000 // avatar 3
            """
                + "63686172303000000000000000000000" // char00
                + zero.repeat(4)
                + """
                09000000 // frame 9
                000000000000000000000000
                ffee
                00000000 0000c842 00000000 // hips at 0, 100, 0
                0000b442 00000000 00000000 // y 90, x 0, z 0
                """
                + zero.repeat(11 * 3)
                + "00000000 00003442 00000000" // y 0, x 45, z 0
                + zero.repeat(46 * 3));

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(packet).hasSize(64 + 720);
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    Near.assertTurn(bones().get(HumanoidBone.HIPS), Turns.aboutY(Math.PI / 2));
    Near.assertTurn(bones().get(HumanoidBone.HEAD), Turns.aboutX(Math.PI / 4));
    Near.assertTurn(bones().get(HumanoidBone.NECK), Rotation.IDENTITY);
    assertThat(decoding.last().subject()).isEqualTo(3);
    assertThat(decoding.last().sequence()).isEqualTo(OptionalLong.of(9));
  }

  @ParameterizedTest
  @CsvSource({
    "0, HIPS",
    "1, RIGHT_UPPER_LEG",
    "3, RIGHT_FOOT",
    "4, LEFT_UPPER_LEG",
    "6, LEFT_FOOT",
    "7, SPINE",
    "10, UPPER_CHEST",
    "11, NECK",
    "12, HEAD",
    "13, RIGHT_SHOULDER",
    "16, RIGHT_HAND",
    "17, RIGHT_THUMB_METACARPAL",
    "20, RIGHT_INDEX_PROXIMAL",
    "21, RIGHT_INDEX_PROXIMAL",
    "23, RIGHT_INDEX_DISTAL",
    "35, RIGHT_LITTLE_DISTAL",
    "36, LEFT_SHOULDER",
    "39, LEFT_HAND",
    "42, LEFT_THUMB_DISTAL",
    "58, LEFT_LITTLE_DISTAL"
  })
  void shouldPutEachBoneOnItsHumanoidOne(int index, HumanoidBone bone) {
    for (boolean displacement : new boolean[] {true, false}) {
      // When
      decoding.send(packet(displacement, false, index, 10, 20, 30));

      // Then
      Rotation turn =
          Turns.yawPitchRoll(Math.toRadians(10), Math.toRadians(20), Math.toRadians(30));
      bones()
          .forEach(
              (name, rotation) ->
                  Near.assertTurn(rotation, name == bone ? turn : Rotation.IDENTITY));
    }
  }

  @Test
  void shouldAddUpTheTurnsWhenTwoBonesMakeOne() {
    // Given
    byte[] packet = packet(true, false, 8, 10, 0, 0);
    ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN).putFloat(64 + (9 * 6 + 3) * 4, 15);

    // When
    decoding.send(packet);

    // Then
    Near.assertTurn(bones().get(HumanoidBone.CHEST), Turns.aboutY(Math.toRadians(25)));
  }

  @Test
  void shouldSkipTheReferenceWhenThereIsOne() {
    // When
    decoding.send(packet(false, true, 12, 40, 0, 0));

    // Then
    Near.assertTurn(bones().get(HumanoidBone.HEAD), Turns.aboutY(Math.toRadians(40)));
  }

  @Test
  void shouldReadWhenCountHasFourBytesAsInOlderPrograms() {
    // Given
    byte[] packet = packet(true, false, 12, 40, 0, 0);
    ByteBuffer header = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(6, 354).put(10, (byte) 1).put(11, (byte) 0).putInt(12, 5);

    // When
    decoding.send(packet);

    // Then
    Near.assertTurn(bones().get(HumanoidBone.HEAD), Turns.aboutY(Math.toRadians(40)));
    assertThat(decoding.last().subject()).isEqualTo(5);
    assertThat(decoding.last().sequence()).isEmpty();
  }

  @Test
  void shouldIgnoreWhenPacketIsCalculationData() {
    assertThat(decoding.send(Decoding.hex("ff88 0000")))
        .isEqualTo(Outcome.ignored(IgnoreReason.NOT_MOTION));
  }

  @Test
  void shouldRejectWithItsReasonWhenPacketIsBad() {
    // Given
    byte[] good = packet(true, false, 12, 40, 0, 0);
    byte[] noEnd = good.clone();
    noEnd[62] = 0;
    byte[] count = good.clone();
    count[6]++;

    // Then
    assertThat(decoding.send(Arrays.copyOf(good, 1)))
        .isEqualTo(Outcome.rejected(RejectReason.TRUNCATED));
    assertThat(decoding.send(Arrays.copyOf(good, 63)))
        .isEqualTo(Outcome.rejected(RejectReason.TRUNCATED));
    assertThat(decoding.send(Arrays.copyOf(good, good.length - 4)))
        .isEqualTo(Outcome.rejected(RejectReason.TRUNCATED));
    assertThat(decoding.send(Arrays.copyOf(good, good.length + 4)))
        .isEqualTo(Outcome.rejected(RejectReason.WRONG_LENGTH));
    assertThat(decoding.send(noEnd)).isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoding.send(count)).isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoding.send(packet(true, false, 12, Float.NaN, 0, 0)))
        .isEqualTo(Outcome.rejected(RejectReason.NOT_FINITE));
    assertThat(decoding.send(packet(true, false, 12, 0, 9_999, 0)))
        .isEqualTo(Outcome.rejected(RejectReason.OUT_OF_RANGE));
    assertThat(decoding.send("hello, this is no frame"))
        .isEqualTo(Outcome.rejected(RejectReason.NOT_THIS_PROTOCOL));
    assertThat(decoding.frames()).isEmpty();
  }

  @Test
  void shouldFindEveryWholeFrameHoweverTheStreamIsChopped() {
    // Given: joined in the middle, damaged between two frames
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    byte[] first = packet(true, false, 12, 10, 0, 0);
    byte[] second = packet(false, true, 12, 20, 0, 0);
    ByteBuffer stream = ByteBuffer.allocate(8_000);
    stream.put(first, 700, first.length - 700).put(first).put(Decoding.hex("ffdd00ffddff"));
    stream.put(new byte[70]).put(second).put(first).put(second, 0, 100).flip();
    NeuronCutter cutter = new NeuronCutter();

    // When
    while (stream.hasRemaining()) {
      int length = Math.min(stream.remaining(), 1 + random.nextInt(900));
      ByteBuffer chunk = stream.slice(stream.position(), length);
      stream.position(stream.position() + length);
      cutter.feed(chunk, frame -> decoding.decoder().decode(frame, 5, decoding.frames()::add));
    }

    // Then
    assertThat(decoding.frames()).as("seed %d", seed).hasSize(3);
    assertThat(cutter.passedOver()).isEqualTo(first.length - 700 + 6 + 70);
    assertThat(decoding.decoder().tally().rejected()).isZero();
  }

  @Test
  void shouldSurviveWhenFuzzed() {
    Fuzz.run(
        AxisNeuronDecoder::new,
        List.of(
            packet(true, false, 12, 10, 20, 30),
            packet(false, false, 3, 10, 20, 30),
            packet(true, true, 40, 10, 20, 30)));
  }

  @Test
  void shouldHoldNoMoreThanAFrameWhenStreamIsNoise() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    NeuronCutter cutter = new NeuronCutter();
    byte[] noise = new byte[1_000];

    // When
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(noise);
      noise[random.nextInt(999)] = (byte) 0xFF;
      cutter.feed(ByteBuffer.wrap(noise), frame -> decoding.decoder().decode(frame, 5, it -> {}));
    }

    // Then
    assertThat(cutter.passedOver()).as("seed %d", seed).isGreaterThan(1_990_000);
  }

  private static byte[] packet(
      boolean displacement, boolean reference, int bone, float y, float x, float z) {
    int count = (displacement ? 354 : 180) + (reference ? 6 : 0);
    ByteBuffer bytes = ByteBuffer.allocate(64 + count * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) 0xDDFF).putInt(0x0101_0101).putShort((short) count);
    bytes.put((byte) (displacement ? 1 : 0)).put((byte) (reference ? 1 : 0)).putInt(0);
    bytes.put(Arrays.copyOf("char00".getBytes(StandardCharsets.US_ASCII), 32)).putInt(1);
    bytes.putInt(0).putInt(0).putInt(0).putShort((short) 0xEEFF);
    int first = 64 + (reference ? 24 : 0);
    int at =
        displacement
            ? first + (bone * 6 + 3) * 4
            : bone == 0 ? first + 12 : first + 24 + (bone - 1) * 12;
    bytes.putFloat(at, y).putFloat(at + 4, x).putFloat(at + 8, z);
    return bytes.array();
  }

  private Map<HumanoidBone, Rotation> bones() {
    return decoding.last().motion().bones();
  }
}
