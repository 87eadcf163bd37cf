package dev.afterglow.agent.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.afterglow.agent.listen.Ear.Listened;
import dev.afterglow.agent.source.SourceMeter;
import dev.afterglow.agent.source.SourceSpec;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
  private static final int PATIENCE_S = 60;

  @Test
  void shouldNameEachSourceWithItsPort() {
    // Given
    List<Listened> sources =
        List.of(
            heard("livelink:11111", 11_111),
            heard("vmc:39539", 39_539),
            heard("xsens-tcp:9763", 9_763),
            heard("axisneuron-tcp:7001=127.0.0.1", 7_001));

    // When
    List<Notice> notices = Notice.of(sources);

    // Then
    assertThat(notices)
        .containsExactly(
            new Notice(
                Notice.AGENT,
                11_111,
                Map.of(
                    "txtvers", "1",
                    "livelink", "udp:11111",
                    "vmc", "udp:39539",
                    "xsens-tcp", "tcp:9763")),
            new Notice(Notice.OSC, 39_539, Map.of("txtvers", "1", "proto", "vmc")));
  }

  @Test
  void shouldSayNothingWhenNothingIsHeardHere() {
    assertThat(Notice.of(List.of(heard("axisneuron-tcp:7001=127.0.0.1", 7_001)))).isEmpty();
    assertThat(Announcer.reachable(InetAddress.getLoopbackAddress())).isEmpty();
    try (Announcer announcer = Announcer.start(List.of(), List.of())) {
      assertThat(announcer.lines()).isEmpty();
    }
  }

  @Test
  void shouldBeFoundOnTheNetworkUntilItEnds() throws Exception {
    // Given: an address that carries multicast, a port that no other run announces.
    InetAddress here = somewhere();
    int port = 20_000 + (int) (ProcessHandle.current().pid() % 40_000);
    Notice notice = new Notice(Notice.AGENT, port, Map.of("txtvers", "1", "vmc", "udp:" + port));
    try (JmDNS network = JmDNS.create(here, "afterglow-test-listener")) {
      Seen seen = new Seen(port);
      network.addServiceListener(Notice.AGENT, seen);

      // When
      Announcer announcer = Announcer.start(List.of(here), List.of(notice));
      try (announcer) {
        assertThat(seen.found.await(PATIENCE_S, TimeUnit.SECONDS)).as("found").isTrue();
      }
      boolean takenBack = seen.gone.await(PATIENCE_S, TimeUnit.SECONDS);

      // Then
      ServiceInfo info = seen.info.get();
      assertThat(announcer.lines().getFirst())
          .contains("Afterglow agent")
          .contains(here.getHostAddress());
      assertThat(info.getName()).startsWith("Afterglow agent");
      assertThat(info.getServer()).startsWith("afterglow-agent");
      assertThat(Collections.list(info.getPropertyNames()))
          .containsExactlyInAnyOrder("txtvers", "vmc");
      assertThat(info.getPropertyString("vmc")).isEqualTo("udp:" + port);
      assertThat(takenBack).as("taken back").isTrue();
    }
  }

  /** What a program that looks for agents sees of the one at a port. */
  private static final class Seen implements ServiceListener {
    private final int port;
    private final AtomicReference<ServiceInfo> info = new AtomicReference<>();
    private final CountDownLatch found = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    Seen(int port) {
      this.port = port;
    }

    @Override
    public void serviceAdded(ServiceEvent event) {
      event.getDNS().requestServiceInfo(event.getType(), event.getName());
    }

    @Override
    public void serviceResolved(ServiceEvent event) {
      if (event.getInfo().getPort() == port) {
        info.set(event.getInfo());
        found.countDown();
      }
    }

    @Override
    public void serviceRemoved(ServiceEvent event) {
      ServiceInfo known = info.get();
      if (known != null && known.getName().equals(event.getName())) {
        gone.countDown();
      }
    }
  }

  private static InetAddress somewhere() throws Exception {
    List<InetAddress> networks = Announcer.reachable(InetAddress.getByName("0.0.0.0"));
    assumeThat(networks).as("networks of this machine that carry multicast").isNotEmpty();
    return networks.getFirst();
  }

  private static Listened heard(String spec, int port) {
    return new Listened(SourceSpec.parse(spec), "udp " + port, port, new SourceMeter());
  }
}
