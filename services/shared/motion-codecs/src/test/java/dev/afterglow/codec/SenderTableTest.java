package dev.afterglow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SenderTableTest {
  private static final SocketAddress ANNA = address(1);
  private static final SocketAddress BELA = address(2);
  private static final SocketAddress CARA = address(3);

  private final List<String> heard = new ArrayList<>();
  private final SenderTable table = new SenderTable(PairDecoder::new, 2, 1_000);

  /** Completes a frame, stamped with the first byte, with every second datagram; refuses 0xFF. */
  private static final class PairDecoder extends CountingDecoder {
    private int first = -1;

    PairDecoder() {
      super(Protocol.VMC, 10);
    }

    @Override
    protected Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
      int value = datagram.get() & 0xFF;
      if (value == 0xFF) {
        return Outcome.rejected(RejectReason.MALFORMED);
      }
      if (first < 0) {
        first = value;
        return Outcome.accepted(0);
      }
      sink.accept(
          SourceFrame.of(
              new MotionFrame(first * 10 + value, ShapeWeights.NONE, Optional.empty(), Map.of())));
      first = -1;
      return Outcome.accepted(1);
    }
  }

  @Test
  void shouldKeepFramesApartWhenTwoSendersShareThePort() {
    // When
    send(ANNA, 1, 0);
    send(BELA, 3, 0);
    send(ANNA, 2, 0);
    send(BELA, 4, 0);

    // Then
    assertThat(heard).containsExactly("1:12", "2:34");
  }

  @Test
  void shouldRefuseNewcomerWhenEveryPlaceSpeaks() {
    // Given
    send(ANNA, 1, 0);
    send(BELA, 1, 500);

    // When
    Outcome outcome = send(CARA, 1, 999);

    // Then
    assertThat(outcome).isEqualTo(Outcome.rejected(RejectReason.NO_ROOM_FOR_SENDER));
    assertThat(table.strangers().rejected(RejectReason.NO_ROOM_FOR_SENDER)).isEqualTo(1);
  }

  @Test
  void shouldGiveThePlaceOfTheSilentWhenNewcomerIsGood() {
    // Given
    send(ANNA, 1, 0);
    send(BELA, 1, 500);

    // When
    send(CARA, 7, 1_000);

    // Then
    assertThat(table.tally(ANNA)).isNull();
    assertThat(table.tally(BELA)).isNotNull();
    assertThat(table.tally(CARA)).isNotNull();
  }

  @Test
  void shouldLeaveTheSilentInPlaceWhenNewcomerSendsRubbish() {
    // Given
    send(ANNA, 1, 0);
    send(BELA, 1, 0);

    // When
    send(CARA, 0xFF, 5_000);
    send(ANNA, 2, 5_001);

    // Then
    assertThat(heard).containsExactly("1:12");
    assertThat(table.senders()).isEqualTo(2);
  }

  @Test
  void shouldCountEachSendersOwnDatagramsWhenStrangersSendRubbish() {
    // Given
    send(CARA, 0xFF, 0);

    // When
    send(ANNA, 1, 0);

    // Then
    DecodeTally anna = table.tally(ANNA);
    assertThat(anna).isNotNull();
    assertThat(anna.datagrams()).isEqualTo(1);
    assertThat(anna.rejected()).isZero();
    assertThat(table.strangers().rejected(RejectReason.MALFORMED)).isEqualTo(1);
  }

  @Test
  void shouldStayBoundedWhenEveryDatagramComesFromElsewhere() {
    // When
    for (int port = 1; port <= 10_000; port++) {
      send(address(port), 1, port);
    }

    // Then
    assertThat(table.senders()).isEqualTo(2);
  }

  @Test
  void shouldRefuseUnreadWhenDatagramIsEmptyOrTooLong() {
    // Given
    PairDecoder decoder = new PairDecoder();

    // When
    Outcome empty = decoder.decode(ByteBuffer.allocate(0), 0, frame -> {});
    Outcome tooLong = decoder.decode(ByteBuffer.allocate(11), 0, frame -> {});

    // Then
    assertThat(empty).isEqualTo(Outcome.rejected(RejectReason.EMPTY));
    assertThat(tooLong).isEqualTo(Outcome.rejected(RejectReason.TOO_LONG));
    assertThat(decoder.tally().rejected()).isEqualTo(2);
  }

  private Outcome send(SocketAddress from, int value, long atUs) {
    return table.decode(
        from,
        ByteBuffer.wrap(new byte[] {(byte) value}),
        atUs,
        (sender, frame) ->
            heard.add(((InetSocketAddress) sender).getPort() + ":" + frame.motion().timeUs()));
  }

  private static SocketAddress address(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }
}
