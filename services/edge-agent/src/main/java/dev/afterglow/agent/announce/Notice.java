package dev.afterglow.agent.announce;

import dev.afterglow.agent.listen.Ear.Listened;
import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.source.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One service instance of DNS service discovery (RFC 6763).
 *
 * @param type with its domain, for example {@code _osc._udp.local.}
 * @param port UDP port of this machine, 1 to 65535
 * @param text its TXT record: {@code txtvers} first
 */
public record Notice(String type, int port, Map<String, String> text) {
  /** The agent itself; each source is a key of its text, {@code livelink=udp:11111}. */
  public static final String AGENT = "_afterglow-agent._udp.local.";

  /** OSC, by which programs that speak VMC look for somebody who hears it. */
  public static final String OSC = "_osc._udp.local.";

  public Notice {
    text = Map.copyOf(text);
  }

  /**
   * What there is to say about these sources: the agent once, and each port of VMC as OSC. A source
   * that the agent calls has no port here, and is left out.
   */
  public static List<Notice> of(List<Listened> sources) {
    List<Listened> here =
        sources.stream().filter(it -> it.spec().kind().wire() != Wire.TCP_DIAL).toList();
    if (here.isEmpty()) {
      return List.of();
    }
    List<Notice> notices = new ArrayList<>();
    Map<String, String> text = new LinkedHashMap<>();
    text.put("txtvers", "1");
    here.forEach(it -> text.put(it.spec().kind().key(), wire(it) + ":" + it.port()));
    notices.add(new Notice(AGENT, here.getFirst().port(), text));
    for (Listened source : here) {
      if (source.spec().kind() == SourceKind.VMC) {
        notices.add(new Notice(OSC, source.port(), Map.of("txtvers", "1", "proto", "vmc")));
      }
    }
    return notices;
  }

  private static String wire(Listened source) {
    return source.spec().kind().wire() == Wire.UDP
        ? Wire.UDP.name().toLowerCase(Locale.ROOT)
        : "tcp";
  }
}
