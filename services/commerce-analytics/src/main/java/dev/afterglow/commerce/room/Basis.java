package dev.afterglow.commerce.room;

import java.time.Instant;
import java.util.List;

/**
 * What the rates of a room are worked out of, for all of it or for a window of whole minutes.
 *
 * @param from when the window starts; of all: when the first viewer came
 * @param to when it ends; of all: when the last lease ends
 * @param counts one a {@link MinuteCount}, in its order
 * @param people distinct viewers, one a {@link Stage}, in its order
 * @param viewers distinct viewers that were there
 * @param watchedSeconds seconds watched
 * @param peak the most online in one second
 * @param money one list a {@link MinuteMoney}, in its order, of a sum a currency
 */
public record Basis(
    Instant from,
    Instant to,
    List<Long> counts,
    List<Long> people,
    long viewers,
    long watchedSeconds,
    long peak,
    List<List<MoneySum>> money) {
  public Basis {
    counts = List.copyOf(counts);
    people = List.copyOf(people);
    money = money.stream().map(List::copyOf).toList();
  }

  /** One of the counts. */
  public long count(MinuteCount count) {
    return counts.get(count.ordinal());
  }

  /** Distinct viewers that reached a stage. */
  public long people(Stage stage) {
    return people.get(stage.ordinal());
  }

  /** One kind of money, a sum a currency. */
  public List<MoneySum> money(MinuteMoney kind) {
    return money.get(kind.ordinal());
  }

  /** Its length in seconds. */
  public long seconds() {
    return to.getEpochSecond() - from.getEpochSecond();
  }
}
