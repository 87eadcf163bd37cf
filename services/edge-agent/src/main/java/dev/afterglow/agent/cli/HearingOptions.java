package dev.afterglow.agent.cli;

import dev.afterglow.agent.announce.Announcer;
import dev.afterglow.agent.announce.Notice;
import dev.afterglow.agent.listen.Ear;
import dev.afterglow.agent.listen.Hearing;
import dev.afterglow.agent.source.SourceSpec;
import dev.afterglow.uplink.DeviceClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import picocli.CommandLine.Option;

/** What to listen for, and where. */
final class HearingOptions {
  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address of this machine to listen at. Phones and suits are on the network: name this"
              + " machine's address there, or 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
  String listen = "127.0.0.1";

  @Option(
      names = "--source",
      paramLabel = "KIND[:PORT][=PHONE]",
      converter = SpecConverter.class,
      description =
          "A source, most important first; repeat for several. With a phone's address only that"
              + " phone is heard, and asked where its app must be. Default: every kind that sends"
              + " unasked, each at its usual port.")
  List<SourceSpec> sources = List.of();

  @Option(
      names = "--unannounced",
      description =
          "Do not tell the network (by multicast DNS) which sources are heard at which ports."
              + " On the loopback nothing is ever announced.")
  boolean unannounced;

  List<SourceSpec> specs() {
    return sources.isEmpty() ? SourceSpec.defaults() : sources;
  }

  /** Opens the ears for these sources, or says which port is in the way. */
  Ear open(List<SourceSpec> specs, DeviceClock clock, Hearing hearing) {
    InetAddress address = address();
    Ear ear;
    try {
      ear = Ear.open(address, specs, clock, hearing);
    } catch (IOException e) {
      throw new AgentFailure(ExitCode.PORT_BUSY, "Cannot listen: " + e.getMessage() + ".");
    }
    List<Ear.Unheard> unheard = ear.unheard();
    if (!unheard.isEmpty() && (!sources.isEmpty() || ear.sources().isEmpty())) {
      ear.close();
      Ear.Unheard first = unheard.getFirst();
      throw new AgentFailure(
          ExitCode.PORT_BUSY,
          "Cannot listen for %s at %s port %d: %s."
              .formatted(first.spec().kind().key(), listen, first.spec().port(), first.reason()));
    }
    return ear;
  }

  /** Tells the network what is heard, where it may be told. */
  Announcer announce(Ear ear) {
    List<Notice> notices = unannounced ? List.of() : Notice.of(ear.sources());
    return Announcer.start(notices.isEmpty() ? List.of() : Announcer.reachable(address()), notices);
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(listen);
    } catch (UnknownHostException e) {
      throw new AgentFailure(ExitCode.USAGE, "There is no address " + listen + " to listen at.");
    }
  }

  /** Who can reach the ports, in words. */
  String reach() {
    InetAddress address = address();
    if (address.isLoopbackAddress()) {
      return listen + " (this machine alone; --listen opens it to phones)";
    }
    return address.isAnyLocalAddress()
        ? listen + " (every network of this machine)"
        : listen + " (its network)";
  }
}
