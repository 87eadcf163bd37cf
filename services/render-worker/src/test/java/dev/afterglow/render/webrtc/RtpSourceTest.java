package dev.afterglow.render.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RtpSourceTest {
  private static final int SSRC = 0x11223344;

  private final RtpSource source =
      new RtpSource(
          SSRC, 96, 90_000, new Srtp(new byte[16], new byte[14]), new SplittableRandom(4));

  @Test
  void shouldNumberThePacketsOneAfterTheOtherAndSayTheirTime() {
    // Given
    List<byte[]> sent = new ArrayList<>();

    // When: so many that the numbers go round
    for (int i = 0; i < 70_000; i++) {
      sent.add(source.packet(new byte[] {1, 2, 3}, i * 3_000L, i % 2 == 1));
    }

    // Then
    for (int i = 1; i < sent.size(); i++) {
      ByteBuffer before = ByteBuffer.wrap(sent.get(i - 1));
      ByteBuffer now = ByteBuffer.wrap(sent.get(i));
      assertThat((short) (now.getShort(2) - before.getShort(2)))
          .as("number %d", i)
          .isEqualTo((short) 1);
      assertThat(now.getInt(4) - before.getInt(4)).as("time %d", i).isEqualTo(3_000);
      assertThat(now.getInt(8)).isEqualTo(SSRC);
      assertThat(Byte.toUnsignedInt(now.get(1))).isEqualTo(i % 2 == 1 ? 96 | 0x80 : 96);
    }
  }

  @Test
  void shouldSendAgainWhatWasAskedForAndIsStillKept() {
    // Given
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      sent.add(source.packet(new byte[] {(byte) i}, i, true));
    }
    int newest = number(sent.getLast());

    // When: a receiver misses the newest but two, and the second behind that
    ByteBuffer asks = ByteBuffer.allocate(24);
    asks.put((byte) 0x80).put((byte) 201).putShort((short) 1).putInt(7);
    asks.put((byte) 0x81).put((byte) 205).putShort((short) 3).putInt(7).putInt(SSRC);
    asks.putShort((short) (newest - 2)).putShort((short) 0b10);
    Feedback said = Feedback.read(asks.array());

    // Then
    assertThat(said.missing())
        .containsExactly(
            new Feedback.Missing(SSRC, newest - 2), new Feedback.Missing(SSRC, newest));
    assertThat(source.again(newest - 2)).isSameAs(sent.get(sent.size() - 3));
    assertThat(source.again(newest)).isSameAs(sent.getLast());
    assertThat(source.again(number(sent.getFirst()))).as("long gone").isNull();
    assertThat(source.again((newest + 1) & 0xffff)).as("not sent yet").isNull();
  }

  @Test
  void shouldReportTheTimeOfTheNewestPacket() {
    // Given
    byte[] newest = source.packet(new byte[10], 90_000L * 7 + 45_000, true);

    // When
    ByteBuffer report = ByteBuffer.wrap(source.report("name"));

    // Then: 7.5 s of the stream's time
    assertThat(report.capacity() % 4).isZero();
    assertThat(report.getInt(8)).isEqualTo(7);
    assertThat(report.getInt(12)).isEqualTo(0x80000000);
    assertThat(report.getInt(16)).isEqualTo(ByteBuffer.wrap(newest).getInt(4));
    assertThat(report.getInt(20)).as("packets").isEqualTo(1);
    assertThat(report.getInt(24)).as("bytes").isEqualTo(10);
    assertThat(28 + 4 + 4 * Short.toUnsignedInt(report.getShort(30))).isEqualTo(report.capacity());
  }

  @Test
  void shouldReadAnyFeedbackWithoutAFault() {
    // Given
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 5_000; round++) {
      byte[] packet = new byte[random.nextInt(120)];
      random.nextBytes(packet);
      if (packet.length > 1) {
        packet[1] = (byte) 205;
        packet[0] = (byte) 0x81;
      }

      // When
      Feedback said = Feedback.read(packet);

      // Then
      assertThat(said.missing()).as("round %d", round).hasSizeLessThan(600);
    }
  }

  private static int number(byte[] packet) {
    return Short.toUnsignedInt(ByteBuffer.wrap(packet).getShort(2));
  }
}
