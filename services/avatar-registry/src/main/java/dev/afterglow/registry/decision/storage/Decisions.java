package dev.afterglow.registry.decision.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.decision.storage.KnownReader.Asked;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.storage.Answer;
import dev.afterglow.registry.storage.Gathering;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.use.IntendedUse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Decides on uses from what is stored now; those asked at about the same time are read at once. */
@ApplicationScoped
public class Decisions {
  /** One that Postgres works on, and one that is decided. */
  private static final int MOST_ROUNDS = 2;

  private final Pool pool;
  private final KnownReader reader;
  private final Clock clock;
  private final Gathering<Asked, Decision> gathering =
      new Gathering<>(this::together, this::alone, Faults::busy, MOST_ROUNDS);

  @Inject
  Decisions(Pool pool, KnownReader reader, Clock clock) {
    this.pool = pool;
    this.reader = reader;
    this.clock = clock;
  }

  /** Whether a use would be allowed now, to the caller's tenant. */
  public Uni<Decision> decide(IntendedUse use) {
    return gathering.ask(new Asked(CallersTenant.name(), use));
  }

  private Uni<Decision> alone(Asked use) {
    return together(Set.of(use)).map(found -> Objects.requireNonNull(found.get(use)).get());
  }

  private Uni<Map<Asked, Answer<Decision>>> together(Set<Asked> asked) {
    List<Asked> uses = List.copyOf(asked);
    return reader
        .read(pool, uses, StoredTime.now(clock))
        .map(
            seen -> {
              Map<Asked, Answer<Decision>> decisions = new HashMap<>();
              for (int i = 0; i < uses.size(); i++) {
                Asked use = uses.get(i);
                decisions.put(use, seen.get(i).known().map(known -> Decision.on(use.use(), known)));
              }
              return decisions;
            });
  }
}
