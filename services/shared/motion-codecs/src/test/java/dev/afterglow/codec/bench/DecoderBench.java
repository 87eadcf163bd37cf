package dev.afterglow.codec.bench;

import dev.afterglow.codec.Fuzz;
import dev.afterglow.codec.MotionDecoder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many datagrams a core reads and decodes a second, against a loop that only reads them from
 * the same socket. The datagrams are the golden ones that each decoder's fuzz test damages. Times
 * are processor time of the reading thread alone; reading and decoding take turns, and the middle
 * of the rounds counts. Prints a line of JSON a decoder.
 */
public final class DecoderBench implements AutoCloseable {
  private static final List<String> TESTS =
      List.of(
          "vmc.VmcDecoderTest",
          "livelink.LiveLinkDecoderTest",
          "ifacialmocap.IFacialMocapTest",
          "facemotion3d.FaceMotion3dTest",
          "openseeface.OpenSeeFaceTest",
          "vtubestudio.VtubeStudioTest",
          "mocopi.MocopiTest",
          "rokoko.RokokoTest",
          "xsens.XsensTest",
          "axisneuron.AxisNeuronTest");
  // What waits in the socket stays below any system's default buffer.
  private static final int MOST_WAITING_BYTES = 60_000;
  private static final int MOST_WAITING = 32;
  private static final int ROUNDS = 7;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final DatagramChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
  private final long roundNanos;
  private final PrintStream lines;

  private DecoderBench(long roundNanos, PrintStream lines) throws IOException {
    this.roundNanos = roundNanos;
    this.lines = lines;
    channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 20);
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.connect(channel.getLocalAddress());
    channel.configureBlocking(false);
  }

  /** Takes {@code --quick}. */
  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    boolean quick = Arrays.asList(arguments).contains("--quick");
    measureAll(quick ? 25_000_000 : 300_000_000, System.out);
  }

  /** Measures every decoder, with so much processor time a round, into lines. */
  static void measureAll(long roundNanos, PrintStream lines)
      throws IOException, ReflectiveOperationException {
    try (DecoderBench bench = new DecoderBench(roundNanos, lines)) {
      Fuzz.instead(bench::measure);
      for (String test : TESTS) {
        Class<?> type = Class.forName("dev.afterglow.codec." + test);
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method fuzzed = type.getDeclaredMethod("shouldSurviveWhenFuzzed");
        fuzzed.setAccessible(true);
        fuzzed.invoke(constructor.newInstance());
      }
    } finally {
      Fuzz.instead(null);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void measure(Supplier<? extends MotionDecoder> decoders, List<byte[]> golden) {
    MotionDecoder decoder = decoders.get();
    try {
      for (int i = 0; i < 4; i++) {
        nanosADatagram(golden, decoder);
        nanosADatagram(golden, null);
      }
      double[] ratios = new double[ROUNDS];
      double[] costs = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        double reading = nanosADatagram(golden, null);
        costs[i] = nanosADatagram(golden, decoder);
        ratios[i] = reading / costs[i];
      }
      Arrays.sort(ratios);
      Arrays.sort(costs);
      lines.printf(
          Locale.ROOT,
          "{\"decoder\":\"%s\",\"decodes_per_s\":%d,\"ratio\":%.3f}%n",
          decoder.protocol().key(),
          Math.round(1e9 / costs[ROUNDS / 2]),
          ratios[ROUNDS / 2]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Processor time for each datagram read, and decoded unless there is no decoder. */
  private double nanosADatagram(List<byte[]> golden, @Nullable MotionDecoder decoder)
      throws IOException {
    long nanos = 0;
    long read = 0;
    int next = 0;
    while (nanos < roundNanos) {
      int waiting = 0;
      int bytes = 0;
      while (waiting < MOST_WAITING && bytes < MOST_WAITING_BYTES) {
        byte[] datagram = golden.get(next);
        channel.write(ByteBuffer.wrap(datagram));
        next = (next + 1) % golden.size();
        waiting++;
        bytes += datagram.length + 512;
      }
      long begun = threads.getCurrentThreadCpuTime();
      buffer.clear();
      while (channel.read(buffer) > 0) {
        buffer.flip();
        if (decoder != null) {
          decoder.decode(buffer, read, frame -> {});
        }
        buffer.clear();
        read++;
      }
      nanos += threads.getCurrentThreadCpuTime() - begun;
    }
    return (double) nanos / read;
  }
}
