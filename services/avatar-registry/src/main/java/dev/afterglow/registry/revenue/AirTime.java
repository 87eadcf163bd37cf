package dev.afterglow.registry.revenue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Times on air, each moment of a licence in a room once: a worker that took over from another was
 * on air together with it for a moment, and that is one room.
 */
final class AirTime {
  private final Map<String, Map<String, List<OnAir>>> byRoomAndLicence = new TreeMap<>();

  AirTime(List<OnAir> times) {
    Map<String, Map<String, List<OnAir>>> grouped =
        times.stream()
            .filter(time -> time.end().isAfter(time.start()))
            .collect(Collectors.groupingBy(OnAir::roomId, Collectors.groupingBy(OnAir::licenceId)));
    grouped.forEach(
        (room, licences) -> {
          Map<String, List<OnAir>> merged = new TreeMap<>();
          licences.forEach((licence, spans) -> merged.put(licence, merged(spans)));
          byRoomAndLicence.put(room, merged);
        });
  }

  private static List<OnAir> merged(List<OnAir> spans) {
    List<OnAir> merged = new ArrayList<>();
    for (OnAir span : spans.stream().sorted(Comparator.comparing(OnAir::start)).toList()) {
      if (!merged.isEmpty() && !span.start().isAfter(merged.getLast().end())) {
        OnAir last = merged.removeLast();
        Instant end = span.end().isAfter(last.end()) ? span.end() : last.end();
        merged.add(new OnAir(last.licenceId(), last.roomId(), last.start(), end));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  /**
   * The rooms of a licence with when each first went on air under it, in the order of their ids.
   */
  Map<String, Instant> firstTimes(String licenceId) {
    Map<String, Instant> firsts = new TreeMap<>();
    byRoomAndLicence.forEach(
        (room, licences) -> {
          List<OnAir> spans = licences.getOrDefault(licenceId, List.of());
          if (!spans.isEmpty()) {
            firsts.put(room, spans.getFirst().start());
          }
        });
    return firsts;
  }

  /** Milliseconds that a licence was on air within a span, all rooms together. */
  long withinMs(String licenceId, Instant from, Instant until) {
    return byRoomAndLicence.values().stream()
        .flatMap(licences -> licences.getOrDefault(licenceId, List.of()).stream())
        .mapToLong(span -> overlapMs(span, from, until))
        .sum();
  }

  private static long overlapMs(OnAir span, Instant from, Instant until) {
    Instant start = span.start().isAfter(from) ? span.start() : from;
    Instant end = span.end().isBefore(until) ? span.end() : until;
    return end.isAfter(start) ? Duration.between(start, end).toMillis() : 0;
  }

  /** Nanoseconds of each licence in a room, above 0, in the order of their ids. */
  Map<String, Long> sharesOf(String roomId) {
    Map<String, Long> shares = new TreeMap<>();
    byRoomAndLicence
        .getOrDefault(roomId, Map.of())
        .forEach(
            (licence, spans) ->
                shares.put(
                    licence,
                    spans.stream()
                        .mapToLong(span -> Duration.between(span.start(), span.end()).toNanos())
                        .sum()));
    return shares;
  }
}
