package dev.afterglow.registry.licence.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.lease.storage.LeaseStore;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ends licences for good, in the caller's transaction, with all their sublicences: their epochs
 * rise, live leases that stand on any of them are void, and the pushes to the holders are written.
 * All licences are locked before the first lease is.
 */
@ApplicationScoped
public class Revocation {
  private static final Log LOG = Log.of(Revocation.class);
  private static final String PARENT_ENDED = "its parent was revoked";

  private final LicenceStore licences;
  private final LeaseStore leases;
  private final Ledger ledger;
  private final RegistryMeters meters;

  @Inject
  Revocation(LicenceStore licences, LeaseStore leases, Ledger ledger, RegistryMeters meters) {
    this.licences = licences;
    this.leases = leases;
    this.ledger = ledger;
    this.meters = meters;
  }

  /** Ends a licence whose row is locked. */
  Uni<Void> revoke(LicenceEntity row, String grounds, Instant now) {
    return revokeAll(List.of(row), grounds, now);
  }

  /** Ends licences whose rows are locked; those that have ended stay as they are. */
  public Uni<Void> revokeAll(List<LicenceEntity> rows, String grounds, Instant now) {
    Set<String> named = Set.copyOf(rows.stream().map(row -> row.licenceId).toList());
    return withSublicences(rows)
        .chain(
            all ->
                Multi.createFrom()
                    .iterable(all)
                    .onItem()
                    .transformToUniAndConcatenate(
                        row ->
                            end(row, named.contains(row.licenceId) ? grounds : PARENT_ENDED, now))
                    .collect()
                    .asList())
        .replaceWithVoid();
  }

  /** Depth is bounded, so this ends. */
  private Uni<List<LicenceEntity>> withSublicences(List<LicenceEntity> rows) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(row -> licences.sublicencesOf(row.licenceId))
        .collect()
        .asList()
        .map(lists -> lists.stream().flatMap(List::stream).toList())
        .chain(
            below ->
                below.isEmpty()
                    ? Uni.createFrom().item(rows)
                    : withSublicences(below)
                        .map(
                            all -> {
                              List<LicenceEntity> together = new ArrayList<>(rows);
                              together.addAll(all);
                              return together;
                            }));
  }

  private Uni<Void> end(LicenceEntity row, String grounds, Instant now) {
    if (!(row.licence() instanceof Licence.Standing standing)) {
      return Uni.createFrom().voidItem();
    }
    Licence.Revoked revoked = standing.revoke(now);
    row.become(revoked, grounds);
    DenialReason ofOthers =
        row.partId.isEmpty() ? DenialReason.LICENCE_REVOKED : DenialReason.WORK_NOT_LICENSED;
    return leases
        .revokeUnder(row.licenceId, DenialReason.LICENCE_REVOKED, revoked.epoch(), now)
        .chain(named -> leases.revokeOn(row.licenceId, ofOthers, now).map(others -> named + others))
        .invoke(
            count -> {
              meters.revoked(count);
              LOG.info(
                  "licence revoked", LogKey.LICENCE_ID.is(row.licenceId), LogKey.COUNT.is(count));
            })
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.LICENCE_REVOKED,
                        "licence:" + row.licenceId,
                        Set.of(row.licensorSubjectId),
                        Map.of("epoch", revoked.epoch(), "grounds", grounds))));
  }
}
