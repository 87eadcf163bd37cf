package dev.afterglow.studio.watch;

import dev.afterglow.studio.broadcast.ComputeMeter;
import dev.afterglow.studio.broadcast.RenderFigures;
import dev.afterglow.studio.broadcast.RenderReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which look and layout viewers saw, as far as the log of facts does not know it yet. A render
 * reports its newest changes again and again, each with a number: what was told is left out, and
 * what was told by a studio that died is told once more, which the log counts once.
 */
public final class LookLedger implements ComputeMeter {
  private static final int MOST_RENDERS = 20_000;
  private static final int MOST_NEWS = 50_000;

  private final LookFacts facts;
  private final Map<UUID, Long> heard = new LinkedHashMap<>();
  private final Deque<LookFacts.Turn> news = new ArrayDeque<>();

  /** A ledger over the port. */
  public LookLedger(LookFacts facts) {
    this.facts = facts;
  }

  /** Notes what is new; past the most that it holds, the oldest is let go. */
  @Override
  public synchronized void heard(UUID roomId, RenderReport report) {
    for (RenderFigures.LookShown shown : report.figures().looks()) {
      if (shown.number() > heard.getOrDefault(report.renderId(), 0L)) {
        heard.put(report.renderId(), shown.number());
        news.addLast(new LookFacts.Turn(roomId, report.renderId(), shown));
      }
    }
    if (heard.size() > MOST_RENDERS) {
      heard.remove(heard.keySet().iterator().next());
    }
    if (news.size() > MOST_NEWS) {
      news.removeFirst();
    }
  }

  /** Whether there is something to tell. */
  public synchronized boolean isUrgent() {
    return !news.isEmpty();
  }

  /** Tells what is new; what the log does not take is told again next time. */
  public void tell() {
    while (true) {
      List<LookFacts.Turn> some = some();
      if (some.isEmpty() || !facts.tell(some)) {
        return;
      }
      told(some);
    }
  }

  private synchronized List<LookFacts.Turn> some() {
    return news.stream().limit(LookFacts.MOST).toList();
  }

  private synchronized void told(List<LookFacts.Turn> some) {
    some.forEach(news::remove);
  }
}
