package dev.afterglow.registry.device;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A budget of refusals for each tenant: whoever guesses at one tenant's codes keeps nobody else
 * from enrolling. Of more tenants than are kept, the one that tried least recently begins anew.
 * Safe for many threads.
 */
public final class RefusalBudgets {
  /** Tenants whose refusals are counted at a time. */
  public static final int MOST_TENANTS = 4_096;

  private final InstantSource clock;
  private final Map<String, RefusalBudget> budgets = new LinkedHashMap<>(16, 0.75f, true);

  /** Nothing refused yet. */
  public RefusalBudgets(InstantSource clock) {
    this.clock = clock;
  }

  /** The tenant's own. */
  public synchronized RefusalBudget of(String tenant) {
    RefusalBudget budget = budgets.computeIfAbsent(tenant, _ -> new RefusalBudget(clock));
    if (budgets.size() > MOST_TENANTS) {
      budgets.remove(budgets.keySet().iterator().next());
    }
    return budget;
  }
}
