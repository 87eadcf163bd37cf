package dev.afterglow.registry.event;

import java.time.Instant;
import java.util.Map;

/**
 * A change of state on its way to whoever wants to know.
 *
 * @param sequence larger than that of every earlier notice about the same thing
 * @param tenant whose it is
 * @param eventId that of the entry in the log
 * @param kind what happened, in the log's word
 * @param thing what it happened to, with its type, for example {@code licence:0197…}
 * @param told what {@link Told} lets out
 * @param time when
 */
public record Notice(
    long sequence,
    String tenant,
    String eventId,
    String kind,
    String thing,
    Map<String, String> told,
    Instant time) {

  /** Copies what is told. */
  public Notice {
    told = Map.copyOf(told);
  }

  /** What keeps the order: notices of one key go one after the other. */
  public String key() {
    return tenant + "/" + thing;
  }
}
