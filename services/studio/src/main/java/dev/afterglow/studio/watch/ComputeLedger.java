package dev.afterglow.studio.watch;

import dev.afterglow.studio.broadcast.ComputeMeter;
import dev.afterglow.studio.broadcast.RenderReport;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What renders used of their workers and the log of facts does not know yet. Each fact tells the
 * whole since the render began, so a telling that is lost, or a studio that was killed, is made
 * good by the next; what a render used after its last telling is lost with a studio that dies then.
 */
public final class ComputeLedger implements ComputeMeter {
  private static final int MOST_RENDERS = 20_000;

  private final ComputeFacts facts;
  private final InstantSource clock;
  private final Map<UUID, ComputeFacts.Used> news = new LinkedHashMap<>();
  private boolean ended;

  /** A ledger over the port and the clock of facts. */
  public ComputeLedger(ComputeFacts facts, InstantSource clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /** Notes the newest; of more renders than it holds, the one heard of first is let go. */
  @Override
  public synchronized void heard(UUID roomId, RenderReport report) {
    news.put(
        report.renderId(),
        new ComputeFacts.Used(
            roomId, report.renderId(), report.figures().compute(), clock.instant()));
    ended |= report.phase().over();
    if (news.size() > MOST_RENDERS) {
      news.remove(news.keySet().iterator().next());
    }
  }

  /** Whether a render has ended since the last telling, so that its whole cost is known. */
  public synchronized boolean isUrgent() {
    return ended;
  }

  /** Tells what is new; what the log does not take is told again next time, or what came since. */
  public void tell() {
    while (true) {
      List<ComputeFacts.Used> some = some();
      if (some.isEmpty() || !facts.tell(some)) {
        return;
      }
      told(some);
    }
  }

  private synchronized List<ComputeFacts.Used> some() {
    ended = false;
    return news.values().stream().limit(ComputeFacts.MOST).toList();
  }

  private synchronized void told(List<ComputeFacts.Used> some) {
    some.forEach(it -> news.remove(it.renderId(), it));
  }
}
