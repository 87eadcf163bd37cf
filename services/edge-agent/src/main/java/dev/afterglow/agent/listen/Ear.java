package dev.afterglow.agent.listen;

import dev.afterglow.agent.source.SourceMeter;
import dev.afterglow.agent.source.SourceReading;
import dev.afterglow.agent.source.SourceSpec;
import dev.afterglow.uplink.DeviceClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Listens for every source that was named, on one thread. Nothing is queued here: a datagram is
 * decoded when it is read, and what comes faster than that is dropped by the system's own bounded
 * buffers.
 */
public final class Ear implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 20;
  private static final long STOP_WITHIN_MS = 2_000;

  private final DeviceClock clock;
  private final Selector selector;
  private final List<Port> ports = new ArrayList<>();
  private final List<Listened> sources = new ArrayList<>();
  private final List<Unheard> unheard = new ArrayList<>();
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * A source that is listened for.
   *
   * @param spec how it was named
   * @param place where it is listened for, for the presenter
   * @param port the port's number
   * @param meter its counts
   */
  public record Listened(SourceSpec spec, String place, int port, SourceMeter meter) {
    /** Its figures at an instant of the agent's clock. */
    public SourceReading read(long nowUs) {
      return meter.read(nowUs);
    }
  }

  /**
   * A source whose port could not be opened.
   *
   * @param spec how it was named
   * @param reason why, one clause
   */
  public record Unheard(SourceSpec spec, String reason) {}

  private Ear(DeviceClock clock) throws IOException {
    this.clock = clock;
    this.selector = Selector.open();
    this.thread = Thread.ofPlatform().daemon().name("ear").unstarted(this::run);
  }

  /**
   * Opens the ports and begins to listen. A port that cannot be opened is left out, and said so by
   * {@link #unheard()}.
   *
   * @param listen the address of this machine to listen at
   * @param specs the sources, most important first
   * @param hearing takes what they say
   */
  public static Ear open(
      InetAddress listen, List<SourceSpec> specs, DeviceClock clock, Hearing hearing)
      throws IOException {
    Ear ear = new Ear(clock);
    for (int i = 0; i < specs.size(); i++) {
      ear.add(listen, specs.get(i), i, hearing);
    }
    ear.thread.start();
    return ear;
  }

  /** The sources that are listened for, in the order in which they were named. */
  public List<Listened> sources() {
    return List.copyOf(sources);
  }

  /** The sources whose ports could not be opened. */
  public List<Unheard> unheard() {
    return List.copyOf(unheard);
  }

  /** Says goodbye to the phones and closes every port. */
  @Override
  public void close() {
    stopping = true;
    selector.wakeup();
    try {
      thread.join(STOP_WITHIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(InetAddress listen, SourceSpec spec, int index, Hearing hearing) {
    SourceMeter meter = new SourceMeter();
    SourceFeed feed = new SourceFeed(index, spec.kind(), meter, hearing);
    try {
      Port port =
          switch (spec.kind().wire()) {
            case UDP -> UdpPort.open(listen, spec, feed);
            case TCP_ACCEPT -> TcpAcceptPort.open(listen, spec, feed);
            case TCP_DIAL -> new TcpDialPort(spec, feed);
          };
      ports.add(port);
      port.register(selector);
      sources.add(new Listened(spec, port.place(), port.number(), meter));
    } catch (IOException e) {
      unheard.add(new Unheard(spec, String.valueOf(e.getMessage())));
    }
  }

  private void run() {
    try (selector) {
      while (!stopping) {
        selector.select(key -> ((Port) key.attachment()).ready(key, clock.nowUs()), LOOK_EVERY_MS);
        long nowUs = clock.nowUs();
        ports.forEach(port -> port.tick(nowUs));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ports.forEach(Port::close);
    }
  }
}
