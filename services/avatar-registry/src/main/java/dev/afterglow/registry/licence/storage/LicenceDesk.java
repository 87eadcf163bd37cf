package dev.afterglow.registry.licence.storage;

import dev.afterglow.registry.decision.Decision;
import dev.afterglow.registry.decision.storage.Decisions;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.TerminationGround;
import dev.afterglow.registry.part.storage.CompositionStore;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import dev.afterglow.registry.use.IntendedUse;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ends licences, tells of them, and decides on uses. */
@ApplicationScoped
public class LicenceDesk {
  private final LicenceStore licences;
  private final Revocation revocation;
  private final Decisions decisions;
  private final CompositionStore compositions;
  private final Ledger ledger;
  private final RegistryMeters meters;
  private final Clock clock;

  @Inject
  LicenceDesk(
      LicenceStore licences,
      Revocation revocation,
      Decisions decisions,
      CompositionStore compositions,
      Ledger ledger,
      RegistryMeters meters,
      Clock clock) {
    this.licences = licences;
    this.revocation = revocation;
    this.decisions = decisions;
    this.compositions = compositions;
    this.ledger = ledger;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Ends a licence and its sublicences, or gives notice where its terms ask for that, in the
   * caller's transaction. Ending a revoked licence changes nothing, nor does a second notice.
   */
  public Uni<Licence> revoke(String licenceId, TerminationGround ground, String grounds) {
    return licences
        .locked(licenceId)
        .chain(
            row ->
                switch (row.licence()) {
                  case Licence.Revoked revoked -> Uni.createFrom().item((Licence) revoked);
                  case Licence.Standing standing -> end(row, standing, ground, grounds);
                });
  }

  private Uni<Licence> end(
      LicenceEntity row, Licence.Standing standing, TerminationGround ground, String grounds) {
    Instant now = StoredTime.now(clock);
    Instant end = standing.grant().terms().agreement().termination().end(ground, now);
    if (!end.isAfter(now)) {
      return revocation.revoke(row, grounds, now).map(_ -> row.licence());
    }
    return switch (standing) {
      case Licence.Ending ending -> Uni.createFrom().item((Licence) ending);
      case Licence.Active active -> notice(row, active.notice(now, end), ground, grounds);
    };
  }

  private Uni<Licence> notice(
      LicenceEntity row, Licence.Ending ending, TerminationGround ground, String grounds) {
    row.become(ending, grounds);
    return licences
        .flush()
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.LICENCE_NOTICED,
                        "licence:" + row.licenceId,
                        Set.of(row.licensorSubjectId),
                        Map.of(
                            "ground",
                            ground.name(),
                            "grounds",
                            grounds,
                            "end_time",
                            ending.noticeEndTime().toString()))))
        .replaceWith(ending);
  }

  /** Whether a use would be allowed now. */
  public Uni<Decision> decide(IntendedUse use) {
    return decisions.decide(use).invoke(meters::decided);
  }

  /** One licence. */
  public Uni<Licence> licence(String licenceId) {
    return Panache.withSession(() -> licences.licence(licenceId));
  }

  /** A licence with the registry's JWS of its grant, empty where none was made. */
  public record Signed(Licence licence, String jws) {}

  /** A licence just changed with its signature, in the caller's session. */
  public Uni<Signed> told(Licence licence) {
    return licences
        .signed(licence.grant().licenceId())
        .map(stored -> new Signed(licence, stored.jws()));
  }

  /** One licence with its signature. */
  public Uni<Signed> signed(String licenceId) {
    return Panache.withSession(() -> licences.signed(licenceId));
  }

  /** The registry's JWS of a grant, or LICENCE_NOT_SIGNED. */
  public Uni<String> signature(String licenceId) {
    return signed(licenceId)
        .map(
            it -> {
              if (it.jws().isEmpty()) {
                throw Faults.licenceNotSigned(licenceId);
              }
              return it.jws();
            });
  }

  /** The digest over the avatar's parts that a licence binds; empty = that there are none. */
  public Uni<String> likeness(String licenceId) {
    return Panache.withSession(() -> compositions.boundBy(licenceId));
  }

  /** Licences with ids below one, newest first; of one avatar unless that is empty. */
  public Uni<List<Signed>> before(String licenceId, String avatarId, int size) {
    return Panache.withSession(() -> licences.before(licenceId, avatarId, size));
  }
}
