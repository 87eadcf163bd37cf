package dev.afterglow.agent.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.codec.SourceFrame;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** Keeps what was heard. */
final class Heard implements Hearing {
  final List<SourceFrame> frames = new CopyOnWriteArrayList<>();
  final List<Integer> sources = new CopyOnWriteArrayList<>();
  final List<byte[]> datagrams = new CopyOnWriteArrayList<>();

  @Override
  public void datagram(int source, ByteBuffer datagram, long arrivalUs) {
    byte[] bytes = new byte[datagram.remaining()];
    datagram.get(bytes);
    datagrams.add(bytes);
  }

  @Override
  public void frame(int source, SourceFrame frame) {
    sources.add(source);
    frames.add(frame);
  }

  /** Waits for what is to come; a limit, not a measure. */
  static void await(String what, BooleanSupplier come) throws InterruptedException {
    for (int i = 0; i < 2_000 && !come.getAsBoolean(); i++) {
      Thread.sleep(5);
    }
    assertThat(come.getAsBoolean()).as(what).isTrue();
  }
}
