package dev.afterglow.render.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class H264PayloadTest {
  private static final int LARGEST = 100;

  @Test
  void shouldGiveEveryUnitBackWhenThePayloadsArePutTogether() {
    // Given
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 300; round++) {
      List<byte[]> units = new ArrayList<>();
      ByteArrayOutputStream annexB = new ByteArrayOutputStream();
      for (int n = random.nextInt(1, 5); n > 0; n--) {
        byte[] unit = unit(random);
        units.add(unit);
        annexB.writeBytes(random.nextBoolean() ? new byte[] {0, 0, 0, 1} : new byte[] {0, 0, 1});
        annexB.writeBytes(unit);
      }

      // When
      List<byte[]> payloads = H264Payload.of(annexB.toByteArray(), LARGEST);

      // Then
      assertThat(payloads).allSatisfy(it -> assertThat(it.length).isBetween(1, LARGEST));
      assertThat(together(payloads)).as("round %d", round).containsExactlyElementsOf(units);
    }
  }

  @Test
  void shouldNameTheProfileThatTheSequenceHas() {
    // Given
    byte[] head = {0, 0, 0, 1, 0x67, 0x42, (byte) 0xc0, 0x1f, 1, 0, 0, 0, 1, 0x68, 2};

    // When
    List<byte[]> sets = H264Payload.parameterSets(head);

    // Then
    assertThat(sets).hasSize(2);
    assertThat(H264Payload.profileLevelId(sets)).isEqualTo("42c01f");
  }

  /** Without zeros, as start codes are escaped in a unit. */
  private static byte[] unit(SplittableRandom random) {
    byte[] unit = new byte[random.nextInt(1, 500)];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (byte) random.nextInt(1, 256);
    }
    unit[0] = (byte) (random.nextInt(4) << 5 | (random.nextBoolean() ? 1 : 5));
    return unit;
  }

  private static List<byte[]> together(List<byte[]> payloads) {
    List<byte[]> out = new ArrayList<>();
    ByteArrayOutputStream open = new ByteArrayOutputStream();
    for (byte[] payload : payloads) {
      if ((payload[0] & 0x1f) != 28) {
        out.add(payload);
        continue;
      }
      if ((payload[1] & 0x80) != 0) {
        open.reset();
        open.write((payload[0] & 0xe0) | (payload[1] & 0x1f));
      }
      open.write(payload, 2, payload.length - 2);
      if ((payload[1] & 0x40) != 0) {
        out.add(open.toByteArray());
      }
    }
    return out;
  }
}
