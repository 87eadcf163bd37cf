package dev.afterglow.commerce.room;

import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Which look showed when, by comparing each change with all others. */
final class NaiveLooks {
  private record Look(Instant time, Happening.LookChange change) {
    /** At one time the render's name decides, and then the change's number. */
    boolean isAfter(Look other) {
      int time = this.time.compareTo(other.time);
      int render = change.renderId().compareTo(other.change.renderId());
      return time != 0
          ? time > 0
          : render != 0 ? render > 0 : change.number() > other.change.number();
    }
  }

  private final List<Look> looks = new ArrayList<>();

  void add(Instant time, Happening.LookChange change) {
    looks.add(new Look(time, change));
  }

  /**
   * For each change looks for the next one among all of them.
   *
   * @param showEnd the end of the show, but not before a time
   */
  LookFigures figures(UnaryOperator<Instant> showEnd) {
    List<Look> inOrder = new ArrayList<>(looks);
    inOrder.sort((a, b) -> a.isAfter(b) ? 1 : b.isAfter(a) ? -1 : 0);
    List<LookSpan> spans = new ArrayList<>();
    Map<List<String>, LookSum> sums = new HashMap<>();
    for (Look look : inOrder) {
      if (look.change.layout().isEmpty()) {
        continue;
      }
      Look next = null;
      for (Look other : looks) {
        if (other.isAfter(look) && (next == null || next.isAfter(other))) {
          next = other;
        }
      }
      Instant end = next == null ? showEnd.apply(look.time) : next.time;
      String id = look.change.lookId();
      String layout = look.change.layout();
      double seconds = (end.toEpochMilli() - look.time.toEpochMilli()) / 1000.0;
      Optional<Instant> ended = next == null ? Optional.empty() : Optional.of(end);
      spans.add(new LookSpan(id, layout, look.time, ended, seconds));
      LookSum before = sums.getOrDefault(List.of(id, layout), new LookSum(id, layout, 0, 0));
      sums.put(
          List.of(id, layout),
          new LookSum(id, layout, before.spans() + 1, before.seconds() + seconds));
    }
    List<LookSum> longest =
        sums.values().stream()
            .sorted(
                Comparator.comparingDouble(LookSum::seconds)
                    .reversed()
                    .thenComparing(LookSum::lookId)
                    .thenComparing(LookSum::layout))
            .toList();
    return new LookFigures(longest, spans.subList(Math.max(0, spans.size() - 50), spans.size()));
  }
}
