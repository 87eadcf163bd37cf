package dev.afterglow.studio.testing;

import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastStore;
import dev.afterglow.studio.broadcast.RequestLog;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A store in memory, held to the same suite as the real one. */
public final class InMemoryStore implements BroadcastStore, RequestLog {

  private final ConcurrentHashMap<UUID, Broadcast> broadcasts = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<UUID, Entry> requests = new ConcurrentHashMap<>();

  /** Whether stream keys can be kept. */
  public boolean keepsSecrets = true;

  /** Runs before the next update: lets a test change the broadcast in between. */
  public Consumer<Broadcast> beforeUpdate = it -> {};

  @Override
  public boolean keepsSecrets() {
    return keepsSecrets;
  }

  @Override
  public boolean insert(Broadcast.Created created) {
    return broadcasts.putIfAbsent(created.details().broadcastId(), created) == null;
  }

  @Override
  public Optional<Broadcast> find(UUID broadcastId) {
    return Optional.ofNullable(broadcasts.get(broadcastId));
  }

  @Override
  public boolean update(Broadcast next) {
    Consumer<Broadcast> before = beforeUpdate;
    beforeUpdate = it -> {};
    before.accept(next);
    Broadcast kept =
        broadcasts.computeIfPresent(
            next.details().broadcastId(),
            (id, current) -> current.revision() == next.revision() - 1 ? next : current);
    return next.equals(kept);
  }

  @Override
  public List<Broadcast> list(int size, Optional<UUID> before) {
    return sorted().reversed().stream()
        .filter(
            it ->
                before.isEmpty()
                    || it.details().broadcastId().toString().compareTo(before.get().toString()) < 0)
        .limit(size)
        .toList();
  }

  @Override
  public List<Broadcast.Rendering> rendering(int max) {
    return sorted().stream()
        .filter(Broadcast.Rendering.class::isInstance)
        .map(Broadcast.Rendering.class::cast)
        .limit(max)
        .toList();
  }

  private List<Broadcast> sorted() {
    return broadcasts.values().stream()
        .sorted(Comparator.comparing(it -> it.details().broadcastId().toString()))
        .toList();
  }

  @Override
  public Entry begin(Entry wanted) {
    return requests.compute(
        wanted.requestId(),
        (id, known) ->
            known == null
                    || !known.createTime().isAfter(wanted.createTime().minus(Duration.ofHours(24)))
                ? wanted
                : known);
  }

  @Override
  public Optional<UUID> find(String operation, UUID broadcastId) {
    return requests.values().stream()
        .filter(it -> it.operation().equals(operation) && it.broadcastId().equals(broadcastId))
        .map(Entry::requestId)
        .findFirst();
  }

  @Override
  public void finish(UUID requestId) {
    requests.computeIfPresent(
        requestId,
        (id, it) ->
            new Entry(
                it.requestId(),
                it.operation(),
                it.fingerprint(),
                it.broadcastId(),
                true,
                it.createTime()));
  }
}
