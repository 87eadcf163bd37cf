package dev.afterglow.commerce.room;

import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Facts for tests: short to write, one room, times in seconds from a fixed start. */
public final class RoomFacts {
  public static final String ROOM = "01970000-0000-7000-8000-000000000001";
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  /**
   * Words are what stands between spaces; what a comment wants, how it feels and the link it names
   * follow from its letters, so that every combination occurs.
   */
  public static final CommentWords READ =
      new CommentWords() {
        @Override
        public Set<String> of(String text) {
          return SPLIT.of(text);
        }

        @Override
        public CommentReading read(String text) {
          int hash = text.hashCode() & 0x7FFF_FFFF;
          int first = 1 << hash % 14;
          int second = hash % 5 == 0 ? 1 << hash / 14 % 14 : 0;
          Sentiment sentiment = Sentiment.values()[hash / 7 % 3];
          return new CommentReading(of(text), first | second, sentiment, hash / 3 % 4);
        }
      };

  /** Words are what stands between spaces. */
  public static final CommentWords SPLIT =
      text -> new LinkedHashSet<>(Set.of(text.isBlank() ? new String[0] : distinct(text)));

  private int next;

  private static String[] distinct(String text) {
    return new LinkedHashSet<>(List.of(text.split(" "))).toArray(String[]::new);
  }

  public static Instant at(long second) {
    return START.plusSeconds(second);
  }

  /** A fact with a fresh id, sent as it happened. */
  public Fact of(long second, String viewer, Happening what) {
    return of("id-" + next++, second, viewer, what);
  }

  public static Fact of(String id, long second, String viewer, Happening what) {
    return new Fact("test", id, ROOM, viewer, at(second), null, what);
  }

  public static Money yuan(long minor) {
    return new Money("CNY", minor);
  }

  public static Happening.OrderLine line(String product, int quantity, long minor) {
    return new Happening.OrderLine(product, quantity, yuan(minor));
  }

  public static Happening.OrderCreated created(String order, Happening.OrderLine... lines) {
    return new Happening.OrderCreated(order, List.of(lines));
  }

  public static Happening.OrderPaid paid(String order, long minor) {
    return new Happening.OrderPaid(order, yuan(minor));
  }

  public static Happening.OrderRefunded refunded(String order, long minor) {
    return new Happening.OrderRefunded(order, yuan(minor));
  }
}
