package dev.afterglow.registry.filing.storage;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.id.Ids;
import dev.afterglow.registry.avatar.storage.AvatarStore;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.filing.Filing;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Opens filings and moves them on. */
@ApplicationScoped
public class FilingDesk {
  private final FilingStore filings;
  private final AvatarStore avatars;
  private final Ledger ledger;
  private final Clock clock;
  private final Ids ids;

  @Inject
  FilingDesk(FilingStore filings, AvatarStore avatars, Ledger ledger, Clock clock, Ids ids) {
    this.filings = filings;
    this.avatars = avatars;
    this.ledger = ledger;
    this.clock = clock;
    this.ids = ids;
  }

  /** Opens a filing, in the caller's transaction. */
  public Uni<Filing> open(String avatarId, String scheme, String authority) {
    Filing filing =
        new Filing.Prepared(
            new Filing.Case(
                ids.next(), avatarId, scheme, authority, StoredTime.now(clock), List.of()));
    return avatars
        .avatar(avatarId)
        .chain(() -> filings.persistAndFlush(new FilingEntity().become(filing)))
        .chain(() -> note(Kind.FILING_OPENED, filing))
        .replaceWith(filing);
  }

  /**
   * Moves a filing on, in the caller's transaction.
   *
   * @param evidence what shows it, without its time
   * @param step the transition; empty-handed where the state does not allow it
   */
  public Uni<Filing> move(
      String filingId, Filing.Evidence evidence, BiFunction<Filing, Filing.Evidence, Filing> step) {
    Filing.Evidence now =
        new Filing.Evidence(evidence.sha256Hex(), evidence.reference(), StoredTime.now(clock));
    return filings
        .locked(filingId)
        .map(
            row -> {
              Filing after =
                  AfterglowException.checking("code", () -> step.apply(row.filing(), now));
              row.become(after);
              return after;
            })
        .call(filings::flush)
        .call(filing -> note(Kind.FILING_MOVED, filing));
  }

  /** A filing is of an avatar and names nobody, so no erasure deletes what its entries say. */
  private Uni<Void> note(Kind kind, Filing filing) {
    return ledger.note(
        Changes.of(
            kind, "filing:" + filing.about().filingId(), Set.of(), Map.of("filing", filing)));
  }

  /** What no state but a few allows. */
  public static Filing illegal(Filing filing) {
    throw Faults.illegalTransition(
        switch (filing) {
          case Filing.Prepared _ -> "PREPARED";
          case Filing.Submitted _ -> "SUBMITTED";
          case Filing.Accepted _ -> "ACCEPTED";
          case Filing.Refused _ -> "REFUSED";
          case Filing.Ended _ -> "ENDED";
        });
  }

  /** Filings of an avatar with ids below one, newest first. */
  public Uni<List<Filing>> before(String filingId, String avatarId, int size) {
    return Panache.withSession(() -> filings.before(filingId, avatarId, size));
  }
}
