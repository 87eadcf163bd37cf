package dev.afterglow.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A viewer that notes when each picture of a stream came and what time it carries. It is FFmpeg's
 * own program, started again whenever its stream ends.
 */
final class StreamEye implements AutoCloseable {
  /**
   * A picture's packet.
   *
   * @param cameNanos when it came, monotonic
   * @param timeMs its presentation time
   * @param viewer how many times the viewer had been started
   */
  record Seen(long cameNanos, double timeMs, int viewer) {}

  private final List<String> input;
  private final List<Seen> seen = new ArrayList<>();
  private final Thread thread;
  private volatile boolean running = true;
  private volatile Process process;
  private int viewers;

  /**
   * Starts looking.
   *
   * @param input FFmpeg's options of the input, the address last
   */
  StreamEye(String... input) throws IOException {
    this.input = List.of(input);
    process = start();
    thread = Thread.ofPlatform().daemon().name("stream-eye").start(this::run);
  }

  /** Everything seen so far. */
  List<Seen> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /**
   * The first picture of what came anew after a moment: the first after a pause of a quarter of a
   * second, or, where a listener takes one caller at a time and still holds pictures of the old
   * one, the first that a viewer started since has seen.
   */
  Seen awaitAfter(long nanos, boolean newViewer, long limitMs) throws InterruptedException {
    long deadline = System.nanoTime() + limitMs * 1_000_000;
    while (System.nanoTime() < deadline) {
      List<Seen> all = seen();
      for (int i = 1; i < all.size(); i++) {
        Seen now = all.get(i);
        Seen before = all.get(i - 1);
        boolean anew =
            newViewer
                ? now.viewer() != before.viewer()
                : now.cameNanos() - before.cameNanos() > 250_000_000L;
        if (now.cameNanos() > nanos && anew) {
          return now;
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("nothing came within " + limitMs + " ms of " + input.getLast());
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Objects.requireNonNull(Checkout.program("ffmpeg")));
    command.addAll(List.of("-v", "error", "-nostdin", "-copyts"));
    command.addAll(input);
    command.addAll(
        List.of("-map", "0:v:0", "-c", "copy", "-f", "framecrc", "-flush_packets", "1", "-"));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private void run() {
    while (running) {
      viewers++;
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        read(lines);
      } catch (IOException ended) {
        if (!running) {
          return;
        }
      }
      try {
        process.waitFor();
        if (running) {
          process = start();
        }
      } catch (IOException | InterruptedException e) {
        return;
      }
    }
  }

  /**
   * Lines are {@code stream, dts, pts, duration, size, crc}; the head says {@code #tb 0: 1/1000}.
   */
  private void read(BufferedReader lines) throws IOException {
    double ticks = 1_000;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("#tb 0: 1/")) {
        ticks = Double.parseDouble(line.substring("#tb 0: 1/".length()).strip());
      } else if (!line.startsWith("#")) {
        double timeMs = Double.parseDouble(line.split(",", -1)[2].strip()) * 1_000 / ticks;
        synchronized (seen) {
          seen.add(new Seen(System.nanoTime(), timeMs, viewers));
        }
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    thread.join(5_000);
  }
}
