package dev.afterglow.studio.watch;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.broadcast.Airing;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastStore;
import dev.afterglow.studio.broadcast.BroadcastUse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Tells the log of facts of each show that is on air, so that its figures can be compared with the
 * shop's past ones. What is on air is asked of the store each time and told until the log has it: a
 * studio that died tells it once more, with the same id and time, which counts once.
 */
public final class ShowTeller {
  private static final int MOST_TOLD = 20_000;

  private final BroadcastStore store;
  private final ShowFacts facts;
  private final int maxRenders;
  private final Set<UUID> told = new LinkedHashSet<>();

  /**
   * @param maxRenders the most that are asked for at once
   */
  public ShowTeller(BroadcastStore store, ShowFacts facts, int maxRenders) {
    this.store = store;
    this.facts = facts;
    this.maxRenders = maxRenders;
  }

  /** Tells what is on air and was not told. */
  public synchronized void tell() {
    List<ShowFacts.Opened> news;
    try {
      news =
          store.rendering(maxRenders).stream()
              .flatMap(it -> it.onAir().map(airing -> opened(it, airing)).stream())
              .filter(it -> !told.contains(it.roomId()))
              .toList();
    } catch (AfterglowException e) {
      // The watches say that the store is away; what is on air then is told when it is back.
      return;
    }
    if (!news.isEmpty() && facts.tell(news)) {
      news.forEach(it -> told.add(it.roomId()));
      while (told.size() > MOST_TOLD) {
        told.remove(told.iterator().next());
      }
    }
  }

  private static ShowFacts.Opened opened(Broadcast broadcast, Airing airing) {
    BroadcastUse use = broadcast.details().use();
    return new ShowFacts.Opened(
        broadcast.details().roomId(),
        use.platform() + "/" + use.accountId(),
        use.avatarId(),
        airing.liveTime());
  }
}
