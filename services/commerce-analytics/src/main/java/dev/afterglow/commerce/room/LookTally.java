package dev.afterglow.commerce.room;

import dev.afterglow.facts.Happening;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which look and layout showed when, in bounded room. Changes are ordered by when they happened and
 * not by when they came in, so that a late one finds its place; each holds until the next one, of
 * whichever render, and the last until the show's end.
 */
final class LookTally {
  private static final int MOST_CHANGES = 5_000;
  private static final int MOST_SHOWN = 50;

  /** At one time the order of renders and of their changes decides. */
  private record Change(Instant time, String renderId, long number) implements Comparable<Change> {
    private static final Comparator<Change> ORDER =
        Comparator.comparing(Change::time)
            .thenComparing(Change::renderId)
            .thenComparingLong(Change::number);

    @Override
    public int compareTo(Change other) {
      return ORDER.compare(this, other);
    }
  }

  private record Shown(String lookId, String layout) implements Comparable<Shown> {
    private static final Comparator<Shown> ORDER =
        Comparator.comparing(Shown::lookId).thenComparing(Shown::layout);

    @Override
    public int compareTo(Shown other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeMap<Change, Shown> changes = new TreeMap<>();
  private final TreeSet<Change> changed = new TreeSet<>();

  /** Whether there was room for it. */
  boolean changed(Happening.LookChange told, Instant time) {
    if (changes.size() >= MOST_CHANGES) {
      return false;
    }
    Change change = new Change(time, told.renderId(), told.number());
    changes.put(change, new Shown(told.lookId(), told.layout()));
    changed.add(change);
    return true;
  }

  LookFigures figures(Instant last) {
    List<LookSpan> spans = spans(last);
    Map<Shown, LookSum> sums = new TreeMap<>();
    for (LookSpan span : spans) {
      sums.merge(
          new Shown(span.lookId(), span.layout()),
          new LookSum(span.lookId(), span.layout(), 1, span.seconds()),
          LookTally::plus);
    }
    List<LookSum> longest =
        sums.values().stream()
            .sorted(
                Comparator.comparingDouble(LookSum::seconds)
                    .reversed()
                    .thenComparing(LookSum::lookId)
                    .thenComparing(LookSum::layout))
            .limit(MOST_SHOWN)
            .toList();
    int from = Math.max(0, spans.size() - MOST_SHOWN);
    return new LookFigures(longest, spans.subList(from, spans.size()));
  }

  private List<LookSpan> spans(Instant last) {
    List<LookSpan> out = new ArrayList<>();
    for (Map.Entry<Change, Shown> entry : changes.entrySet()) {
      Shown shown = entry.getValue();
      if (shown.layout.isEmpty()) {
        continue;
      }
      Change next = changes.higherKey(entry.getKey());
      Instant start = entry.getKey().time;
      Instant end = next != null ? next.time : last.isBefore(start) ? start : last;
      out.add(
          new LookSpan(
              shown.lookId,
              shown.layout,
              start,
              next == null ? Optional.empty() : Optional.of(next.time),
              Duration.between(start, end).toMillis() / 1000.0));
    }
    return out;
  }

  private static LookSum plus(LookSum one, LookSum other) {
    return new LookSum(
        one.lookId(), one.layout(), one.spans() + other.spans(), one.seconds() + other.seconds());
  }

  void changes(PartSink sink) {
    changed.forEach(it -> sink.accept(key(it), value(it)));
    changed.clear();
  }

  void all(PartSink sink) {
    changes.keySet().forEach(it -> sink.accept(key(it), value(it)));
  }

  void load(Unpacker key, Unpacker value) {
    Instant time = Instant.ofEpochSecond(key.fixed(), key.number());
    long number = key.number();
    changes.put(new Change(time, key.restAsText(), number), new Shown(value.text(), value.text()));
  }

  private static byte[] key(Change change) {
    return new Packer()
        .raw(PartKind.LOOK)
        .fixed(change.time.getEpochSecond())
        .number(change.time.getNano())
        .number(change.number)
        .raw(change.renderId.getBytes(StandardCharsets.UTF_8))
        .bytes();
  }

  private byte[] value(Change change) {
    Shown shown = changes.getOrDefault(change, new Shown("", ""));
    return new Packer().text(shown.lookId).text(shown.layout).bytes();
  }
}
