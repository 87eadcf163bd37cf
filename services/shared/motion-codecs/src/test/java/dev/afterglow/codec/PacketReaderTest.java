package dev.afterglow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class PacketReaderTest {
  private final PacketReader reader = new PacketReader();

  @Test
  void shouldReadEveryWidthWhenBigEndian() {
    // Given
    over("05 fffe 80000000 ffffffff 3f800000 4000000000000000 4d585450", ByteOrder.BIG_ENDIAN);

    // Then
    assertThat(reader.u8()).isEqualTo(5);
    assertThat(reader.u16()).isEqualTo(0xFFFE);
    assertThat(reader.i32()).isEqualTo(Integer.MIN_VALUE);
    assertThat(reader.u32()).isEqualTo(4_294_967_295L);
    assertThat(reader.f32()).isEqualTo(1);
    assertThat(reader.f64()).isEqualTo(2);
    assertThat(reader.startsWith("MXTP")).isTrue();
    assertThat(reader.good()).isTrue();
    assertThat(reader.remaining()).isZero();
  }

  @Test
  void shouldReadLowByteFirstWhenLittleEndian() {
    over("0100 00000040", ByteOrder.LITTLE_ENDIAN);
    assertThat(reader.u16()).isEqualTo(1);
    assertThat(reader.f32()).isEqualTo(2);
  }

  @Test
  void shouldGiveZeroFromThenOnWhenDatagramEnds() {
    // Given
    over("0102", ByteOrder.BIG_ENDIAN);

    // When
    int tooWide = reader.i32();

    // Then
    assertThat(tooWide).isZero();
    assertThat(reader.u8()).as("after the fault").isZero();
    assertThat(reader.fault()).isEqualTo(RejectReason.TRUNCATED);
  }

  @Test
  void shouldKeepTheFirstFaultWhenSeveralHappen() {
    // Given
    over("7fc00000", ByteOrder.BIG_ENDIAN);

    // When
    reader.f32();
    reader.i32();

    // Then
    assertThat(reader.fault()).isEqualTo(RejectReason.NOT_FINITE);
  }

  @Test
  void shouldRefuseWhenSkippingBackwards() {
    over("00", ByteOrder.BIG_ENDIAN);
    reader.skip(-1);
    assertThat(reader.fault()).isEqualTo(RejectReason.MALFORMED);
  }

  private void over(String hex, ByteOrder order) {
    reader.over(ByteBuffer.wrap(Decoding.hex(hex)), order);
  }
}
