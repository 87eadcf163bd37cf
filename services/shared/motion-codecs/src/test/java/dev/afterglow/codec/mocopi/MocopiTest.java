package dev.afterglow.codec.mocopi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.codec.Axes;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MocopiTest {
  private static final Rotation HALF = Turns.aboutX(0.5);

  private final Decoding decoding = new Decoding(new MocopiDecoder(Axes.DRIVE));

  @Test
  void shouldReadByteForByteWhenWrittenByHand() {
    // Given: joint 11, the left shoulder, a quarter turn about y
    byte[] packet =
        Decoding.hex(
            """
            23000000 68656164 // 35 head
              12000000 66747970 736f6e79206d6f74696f6e20666f726d6174 // 18 ftyp
              01000000 7672736e 01 // 1 vrsn
            22000000 736e6466 // 34 sndf
              08000000 69706164 c0a80001c0a80002 // 8 ipad
              02000000 72637670 3f30 // 2 rcvp
              00000000 6e6f6e65
            56000000 6672616d // 86 fram
              04000000 666e756d 07000000 // 4 fnum
              04000000 74696d65 10000000 // 4 time
              36000000 62747273 // 54 btrs
                2e000000 62746474 // 46 btdt
                  02000000 626e6964 0b00 // 2 bnid
                  1c000000 7472616e // 28 tran
                    00000000 f304353f 00000000 f304353f // 0, 0.7071, 0, 0.7071
                    0000003f 00000000 00000000 // position
            """);

    // When
    Outcome outcome = decoding.send(packet);

    // Then
    assertThat(outcome).isEqualTo(Outcome.accepted(1));
    assertThat(bones()).containsOnlyKeys(HumanoidBone.LEFT_SHOULDER);
    Near.assertTurn(bones().get(HumanoidBone.LEFT_SHOULDER), Turns.aboutY(Math.PI / 2));
    assertThat(decoding.last().sequence()).isEqualTo(OptionalLong.of(7));
    assertThat(decoding.last().senderTimeUs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, HIPS",
    "8, NECK",
    "10, HEAD",
    "11, LEFT_SHOULDER",
    "14, LEFT_HAND",
    "15, RIGHT_SHOULDER",
    "18, RIGHT_HAND",
    "19, LEFT_UPPER_LEG",
    "22, LEFT_TOES",
    "23, RIGHT_UPPER_LEG",
    "26, RIGHT_TOES"
  })
  void shouldPutEachJointOnItsBone(int joint, HumanoidBone bone) {
    // When
    decoding.send(frame(joints(joint)));

    // Then
    bones()
        .forEach(
            (name, rotation) -> Near.assertTurn(rotation, name == bone ? HALF : Rotation.IDENTITY));
    assertThat(bones()).hasSize(22);
  }

  @Test
  void shouldAddUpTheTurnsWhenABoneHasSeveralJoints() {
    // When
    decoding.send(frame(joints(1, 2, 3)));

    // Then
    Near.assertTurn(bones().get(HumanoidBone.SPINE), Turns.aboutX(1.5));
    Near.assertTurn(bones().get(HumanoidBone.CHEST), Rotation.IDENTITY);
  }

  @Test
  void shouldTellUnixTimeWhenTheNewerAppSendsIt() {
    // When
    decoding.send(packet(fram(joints(0), field("uttm", b -> b.putDouble(1_700_000_000.25), 8))));

    // Then
    assertThat(decoding.last().senderTimeUs()).isEqualTo(OptionalLong.of(1_700_000_000_250_000L));
  }

  @Test
  void shouldMirrorWhenAxesAreUnitys() {
    // Given
    Decoding unity = new Decoding(new MocopiDecoder(Axes.UNITY));
    Rotation[] joints = joints();
    joints[10] = Turns.aboutY(0.5);

    // When
    unity.send(frame(joints));

    // Then
    Near.assertTurn(unity.last().motion().bones().get(HumanoidBone.HEAD), Turns.aboutY(-0.5));
  }

  @Test
  void shouldIgnoreWhenPacketIsTheSkeleton() {
    assertThat(decoding.send(packet(field("skdf", b -> {}, 0))))
        .isEqualTo(Outcome.ignored(IgnoreReason.NOT_MOTION));
  }

  @Test
  void shouldRejectWithItsReasonWhenPacketIsBad() {
    // Given
    byte[] good = frame(joints(0));
    Rotation[] one = new Rotation[] {HALF};
    byte[] twice = packet(fram(btrs(one, 0, 0)));
    byte[] beyond = packet(fram(btrs(one, 27)));
    byte[] nan = good.clone();
    ByteBuffer.wrap(nan).order(ByteOrder.LITTLE_ENDIAN).putFloat(nan.length - 28, Float.NaN);
    byte[] flat = good.clone();
    Arrays.fill(flat, flat.length - 28, flat.length, (byte) 0);

    // Then
    assertThat(decoding.send(Arrays.copyOf(good, good.length - 1)))
        .isEqualTo(Outcome.rejected(RejectReason.TRUNCATED));
    assertThat(decoding.send(twice)).isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoding.send(beyond)).isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoding.send(nan)).isEqualTo(Outcome.rejected(RejectReason.NOT_FINITE));
    assertThat(decoding.send(flat)).isEqualTo(Outcome.rejected(RejectReason.OUT_OF_RANGE));
    assertThat(decoding.send(packet(new byte[0])))
        .isEqualTo(Outcome.rejected(RejectReason.MALFORMED));
    assertThat(decoding.send(fram(joints(0))))
        .isEqualTo(Outcome.rejected(RejectReason.NOT_THIS_PROTOCOL));
    assertThat(decoding.frames()).isEmpty();
  }

  @Test
  void shouldSurviveWhenFuzzed() {
    Fuzz.run(
        () -> new MocopiDecoder(Axes.DRIVE),
        List.of(
            packet(field("skdf", b -> b.putLong(0), 8)),
            frame(joints(5)),
            packet(fram(joints(9), field("uttm", b -> b.putDouble(1.7e9), 8)))));
  }

  private static Rotation[] joints(int... turned) {
    Rotation[] joints = new Rotation[27];
    Arrays.fill(joints, Rotation.IDENTITY);
    for (int joint : turned) {
      joints[joint] = HALF;
    }
    return joints;
  }

  private static byte[] frame(Rotation[] joints) {
    return packet(fram(joints));
  }

  private static byte[] packet(byte[] body) {
    byte[] format = "sony motion format".getBytes(StandardCharsets.US_ASCII);
    byte[] head =
        field(
            "head", field("ftyp", b -> b.put(format), 18), field("vrsn", b -> b.put((byte) 1), 1));
    byte[] sndf =
        field(
            "sndf",
            field("ipad", b -> b.putLong(1), 8),
            field("rcvp", b -> b.putShort((short) 12_351), 2));
    return joined(head, sndf, body);
  }

  private static byte[] fram(Rotation[] joints, byte[]... more) {
    return fram(btrs(joints, IntStream.range(0, joints.length).toArray()), more);
  }

  private static byte[] fram(byte[] btrs, byte[]... more) {
    return field(
        "fram",
        field("fnum", b -> b.putInt(1), 4),
        field("time", b -> b.putInt(2), 4),
        joined(more),
        btrs);
  }

  /** Puts joint i % length at each number. */
  private static byte[] btrs(Rotation[] joints, int... numbers) {
    byte[][] parts = new byte[numbers.length][];
    for (int i = 0; i < numbers.length; i++) {
      Rotation r = joints[i % joints.length];
      short number = (short) numbers[i];
      parts[i] =
          field(
              "btdt",
              field("bnid", b -> b.putShort(number), 2),
              field(
                  "tran",
                  b ->
                      b.putFloat(r.x())
                          .putFloat(r.y())
                          .putFloat(r.z())
                          .putFloat(r.w())
                          .putFloat(0)
                          .putFloat(1)
                          .putFloat(2),
                  28));
    }
    return field("btrs", parts);
  }

  private interface Value {
    void put(ByteBuffer bytes);
  }

  private static byte[] field(String name, Value value, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(length).put(name.getBytes(StandardCharsets.US_ASCII));
    value.put(bytes);
    return bytes.array();
  }

  private static byte[] field(String name, byte[]... parts) {
    byte[] inner = joined(parts);
    return field(name, b -> b.put(inner), inner.length);
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(length);
    Arrays.stream(parts).forEach(bytes::put);
    return bytes.array();
  }

  private Map<HumanoidBone, Rotation> bones() {
    return decoding.last().motion().bones();
  }
}
