package dev.afterglow.studio.broadcast.store;

import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastStore;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Broadcasts in Postgres. */
@ApplicationScoped
public class PostgresBroadcasts
    implements BroadcastStore, PanacheRepositoryBase<BroadcastRow, UUID> {

  private static final List<String> RENDERING = List.of("REHEARSING", "LIVE", "SLATE");

  private final BroadcastRows rows;
  private final boolean keepsSecrets;

  /** A store that seals destinations with the configured key. */
  @Inject
  public PostgresBroadcasts(DestinationConfig config) {
    DestinationSeal seal = new DestinationSeal(config.keyFile().map(DestinationKey::readOrMake));
    this.rows = new BroadcastRows(seal);
    this.keepsSecrets = seal.hasKey();
  }

  @Override
  public boolean keepsSecrets() {
    return keepsSecrets;
  }

  @Override
  public boolean insert(Broadcast.Created created) {
    UUID id = created.details().broadcastId();
    return Awaiting.transaction(
        () ->
            findById(id)
                .flatMap(
                    found ->
                        found == null
                            ? persistAndFlush(rows.row(created)).replaceWith(true)
                            : Uni.createFrom().item(false))
                .onFailure(ConstraintViolationException.class)
                .recoverWithItem(false));
  }

  @Override
  public Optional<Broadcast> find(UUID broadcastId) {
    return Awaiting.transaction(
        () -> findById(broadcastId).map(row -> Optional.ofNullable(row).map(rows::broadcast)));
  }

  @Override
  public boolean update(Broadcast next) {
    return Awaiting.transaction(
        () ->
            findById(next.details().broadcastId(), LockModeType.PESSIMISTIC_WRITE)
                .map(row -> row != null && replace(row, next)));
  }

  private boolean replace(BroadcastRow row, Broadcast next) {
    if (row.revision != next.revision() - 1) {
      return false;
    }
    rows.write(row, next);
    return true;
  }

  @Override
  public List<Broadcast> list(int size, Optional<UUID> before) {
    Sort newestFirst = Sort.descending("broadcastId");
    return Awaiting.transaction(
        () ->
            before
                .map(id -> find("broadcastId < ?1", newestFirst, id))
                .orElseGet(() -> findAll(newestFirst))
                .page(0, size)
                .list()
                .map(found -> found.stream().map(rows::broadcast).toList()));
  }

  @Override
  public List<Broadcast.Rendering> rendering(int max) {
    return Awaiting.transaction(
        () ->
            find("state in ?1", Sort.ascending("broadcastId"), RENDERING)
                .page(0, max)
                .list()
                .map(
                    found ->
                        found.stream()
                            .map(rows::broadcast)
                            .filter(Broadcast.Rendering.class::isInstance)
                            .map(Broadcast.Rendering.class::cast)
                            .toList()));
  }
}
