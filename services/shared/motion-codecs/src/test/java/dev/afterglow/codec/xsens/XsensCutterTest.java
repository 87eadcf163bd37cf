package dev.afterglow.codec.xsens;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class XsensCutterTest {
  private final XsensCutter cutter = new XsensCutter();
  private final List<Integer> lengths = new ArrayList<>();

  @Test
  void shouldFindEveryDatagramHoweverTheStreamIsChopped() {
    // Given: joined in the middle, with a false beginning between
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    ByteBuffer stream = ByteBuffer.allocate(4_000);
    stream.put(new byte[77]).put(datagram(32)).put(datagram(736));
    stream.put("MXTMXTP02".getBytes(StandardCharsets.US_ASCII)).put(new byte[30]);
    stream.put(datagram(12)).put(datagram(64), 0, 40).flip();

    // When
    while (stream.hasRemaining()) {
      int length = Math.min(stream.remaining(), 1 + random.nextInt(100));
      feed(stream.slice(stream.position(), length));
      stream.position(stream.position() + length);
    }

    // Then
    assertThat(lengths).as("seed %d", seed).containsExactly(24 + 32, 24 + 736, 24 + 12);
    assertThat(cutter.passedOver()).isEqualTo(77 + 9 + 30);
  }

  @Test
  void shouldPassOverHeaderWhenItClaimsTooMuchOrNothing() {
    // When
    feed(ByteBuffer.wrap(header(60_000)));
    feed(ByteBuffer.wrap(header(0)));
    feed(ByteBuffer.wrap(datagram(12)));

    // Then
    assertThat(lengths).containsExactly(36);
    assertThat(cutter.passedOver()).isEqualTo(48);
  }

  @Test
  void shouldHoldNoMoreThanADatagramWhenStreamIsNoise() {
    // Given
    Random random = new Random(Long.getLong("seed", new Random().nextLong()));
    byte[] noise = new byte[1_000];

    // When
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(noise);
      System.arraycopy(header(random.nextInt(65_536)), 0, noise, random.nextInt(900), 24);
      feed(ByteBuffer.wrap(noise));
    }

    // Then
    assertThat(lengths).allMatch(length -> length <= 8_192);
  }

  private void feed(ByteBuffer chunk) {
    cutter.feed(chunk, datagram -> lengths.add(datagram.remaining()));
  }

  private static byte[] header(int payload) {
    ByteBuffer bytes = ByteBuffer.allocate(24);
    bytes.put("MXTP02".getBytes(StandardCharsets.US_ASCII)).putShort(22, (short) payload);
    return bytes.array();
  }

  private static byte[] datagram(int payload) {
    return ByteBuffer.allocate(24 + payload).put(header(payload)).array();
  }
}
