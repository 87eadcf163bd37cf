package dev.afterglow.commerce.room;

import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The last things that the room did, in the order in which they came in; about 60 bytes each. */
final class StageEvents {
  static final int MOST = 2_000;

  private static final StageEvent.Kind[] KINDS = StageEvent.Kind.values();

  private final TreeMap<Long, StageEvent> events = new TreeMap<>();
  private final TreeSet<Long> changed = new TreeSet<>();

  void explain(Happening.ExplainSegment segment, Instant time) {
    StageEvent.Kind kind =
        segment.begins() ? StageEvent.Kind.EXPLAIN_BEGINS : StageEvent.Kind.EXPLAIN_ENDS;
    add(new StageEvent(time, kind, segment.productId(), "", 0));
  }

  boolean price(Happening.PriceChange change, Instant time) {
    add(
        new StageEvent(
            time,
            StageEvent.Kind.PRICE,
            change.productId(),
            change.price().currency(),
            change.price().minor()));
    return true;
  }

  boolean promotion(Happening.Promotion told, Instant time) {
    Money price = told.price();
    add(
        new StageEvent(
            time,
            told.begins() ? StageEvent.Kind.PROMOTION_BEGINS : StageEvent.Kind.PROMOTION_ENDS,
            told.productId(),
            price == null ? "" : price.currency(),
            price == null ? 0 : price.minor(),
            told.promotionId()));
    return true;
  }

  private void add(StageEvent event) {
    long next = events.isEmpty() ? 0 : events.lastKey() + 1;
    events.put(next, event);
    changed.add(next);
    if (events.size() > MOST) {
      changed.add(events.pollFirstEntry().getKey());
    }
  }

  /** By the time when they happened. */
  List<StageEvent> all() {
    return events.values().stream().sorted(Comparator.comparing(StageEvent::time)).toList();
  }

  void changes(PartSink sink) {
    for (long number : changed) {
      StageEvent event = events.get(number);
      sink.accept(key(number), event == null ? null : value(event));
    }
    changed.clear();
  }

  void all(PartSink sink) {
    events.forEach((number, event) -> sink.accept(key(number), value(event)));
  }

  void load(Unpacker key, Unpacker value) {
    long number = key.fixed();
    Instant time = Instant.ofEpochSecond(value.number(), value.number());
    int kind = value.raw();
    if (kind >= KINDS.length) {
      throw new BrokenSnapshotException("holds an unknown event");
    }
    events.put(
        number,
        new StageEvent(
            time, KINDS[kind], value.text(), value.text(), value.number(), value.text()));
  }

  private static byte[] key(long number) {
    return new Packer().raw(PartKind.BESIDE).fixed(number).bytes();
  }

  private static byte[] value(StageEvent event) {
    return new Packer()
        .number(event.time().getEpochSecond())
        .number(event.time().getNano())
        .raw(event.kind().ordinal())
        .text(event.productId())
        .text(event.currency())
        .number(event.minor())
        .text(event.promotionId())
        .bytes();
  }
}
