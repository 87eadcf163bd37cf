package dev.afterglow.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Two senders share a port while a thousand strangers throw a million good datagrams at it, all
 * within one second of its clock. Each sender must get the frames that it would get alone, at the
 * same times, and no stranger a place.
 */
final class Flood {
  private static final int DATAGRAMS = 1_000_000;
  private static final int STRANGERS = 1_000;
  // The senders speak a hundred times in that second.
  private static final int BETWEEN = DATAGRAMS / 100;
  private static final SocketAddress ANNA = address(1);
  private static final SocketAddress BELA = address(2);

  private final List<byte[]> golden;
  private final SenderTable table;
  private final Map<SocketAddress, List<SourceFrame>> heard = new HashMap<>();
  private final Map<SocketAddress, List<SourceFrame>> alone = new HashMap<>();
  private final Map<SocketAddress, MotionDecoder> decoders;

  Flood(Supplier<? extends MotionDecoder> decoders, List<byte[]> golden) {
    this.golden = golden;
    this.table = new SenderTable(decoders, 2, 2_000_000);
    this.decoders = Map.of(ANNA, decoders.get(), BELA, decoders.get());
  }

  void run() {
    send(ANNA, 0, 0);
    send(BELA, 0, 0);
    for (int i = 0; i < DATAGRAMS; i++) {
      byte[] datagram = golden.get(i % golden.size());
      Outcome outcome =
          table.decode(address(3 + i % STRANGERS), ByteBuffer.wrap(datagram), i, this::hear);
      if (!outcome.equals(Outcome.rejected(RejectReason.NO_ROOM_FOR_SENDER))) {
        throw new AssertionError("a stranger's datagram " + i + " was " + outcome);
      }
      if (i % BETWEEN == 0) {
        send(ANNA, 1 + i / BETWEEN, i);
        // Half a sequence behind, so that a mix-up would show.
        send(BELA, 1 + i / BETWEEN + golden.size() / 2, i);
      }
    }
    assertThat(table.senders()).isEqualTo(2);
    assertThat(table.strangers().datagrams()).isEqualTo(DATAGRAMS);
    assertThat(heard).as("frames in the flood").isNotEmpty().isEqualTo(alone);
  }

  /** To the shared port, and to a decoder of its own. */
  private void send(SocketAddress sender, int number, long nowUs) {
    byte[] datagram = golden.get(number % golden.size());
    table.decode(sender, ByteBuffer.wrap(datagram), nowUs, this::hear);
    decoders
        .get(sender)
        .decode(ByteBuffer.wrap(datagram), nowUs, frame -> keep(alone, sender, frame));
  }

  private void hear(SocketAddress sender, SourceFrame frame) {
    keep(heard, sender, frame);
  }

  private static void keep(
      Map<SocketAddress, List<SourceFrame>> frames, SocketAddress sender, SourceFrame frame) {
    frames.computeIfAbsent(sender, _ -> new ArrayList<>()).add(frame);
  }

  private static SocketAddress address(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }
}
