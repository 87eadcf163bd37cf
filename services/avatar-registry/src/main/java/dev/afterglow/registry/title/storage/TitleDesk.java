package dev.afterglow.registry.title.storage;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.storage.PersonStore;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.storage.ConsentRules;
import dev.afterglow.registry.licence.storage.LicenceDesk;
import dev.afterglow.registry.licence.storage.LicenceStore;
import dev.afterglow.registry.part.Part;
import dev.afterglow.registry.part.storage.WorkStore;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.title.TitleTransfer;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Passes titles on, and tells where a licence's right comes from. */
@ApplicationScoped
public class TitleDesk {
  private final TitleStore transfers;
  private final LicenceStore licences;
  private final WorkStore works;
  private final PersonStore persons;
  private final Ledger ledger;
  private final RegistryConfig config;
  private final Clock clock;
  private final Ids ids;

  @Inject
  TitleDesk(
      TitleStore transfers,
      LicenceStore licences,
      WorkStore works,
      PersonStore persons,
      Ledger ledger,
      RegistryConfig config,
      Clock clock,
      Ids ids) {
    this.transfers = transfers;
    this.licences = licences;
    this.works = works;
    this.persons = persons;
    this.ledger = ledger;
    this.config = config;
    this.clock = clock;
    this.ids = ids;
  }

  /** Passes a title on, in the caller's transaction; both people's rows are held to the end. */
  public Uni<TitleTransfer> transfer(String partId, String from, String to, Consent consent) {
    Instant now = StoredTime.now(clock);
    ConsentRules.requireToAmendment(consent, null, config.allowSimulated(), now);
    if (from.equals(to)) {
      throw Faults.invalidField("to_subject_id", "a title passes to somebody else");
    }
    TitleTransfer transfer = new TitleTransfer(ids.next(), partId, from, to, consent, now);
    return Multi.createFrom()
        .iterable(Stream.of(from, to).sorted().toList())
        .onItem()
        .transformToUniAndConcatenate(
            id -> persons.locked(id).invoke(row -> requireVerified(row.person(), now)))
        .collect()
        .asList()
        .chain(() -> works.pass(partId, from, to))
        .chain(() -> transfers.persistAndFlush(TitleTransferEntity.of(transfer)))
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.TITLE_TRANSFERRED,
                        "title:" + partId,
                        Set.of(from, to),
                        Map.of("transfer", transfer))))
        .replaceWith(transfer);
  }

  private void requireVerified(Person person, Instant now) {
    if (!Standings.verified(person, now, config.allowSimulated())) {
      throw Faults.personNotVerified(person.subjectId(), Standings.word(person, now));
    }
  }

  /**
   * Where a licence's right comes from.
   *
   * @param licences the licence, then those above it
   * @param transfers of the title of the work that it is over, newest first
   * @param originSubjectId the work's author, or whom the licence portrays
   * @param holderSubjectId who holds the title now, or is portrayed
   */
  public record Chain(
      List<LicenceDesk.Signed> licences,
      List<TitleTransfer> transfers,
      String originSubjectId,
      String holderSubjectId) {}

  /** Walks up from a licence, or LICENCE_NOT_FOUND. */
  public Uni<Chain> chain(String licenceId) {
    return Panache.withSession(() -> licences.lineage(licenceId).chain(this::chain));
  }

  private Uni<Chain> chain(List<LicenceDesk.Signed> lineage) {
    var grant = lineage.getFirst().licence().grant();
    String partId = grant.terms().works().partId();
    if (partId.isEmpty()) {
      String portrayed = grant.licensorSubjectId();
      return Uni.createFrom().item(new Chain(lineage, List.of(), portrayed, portrayed));
    }
    return works
        .part(partId)
        .map(Part::upload)
        .chain(
            upload ->
                transfers
                    .of(partId)
                    .map(
                        passed ->
                            new Chain(
                                lineage,
                                passed,
                                upload.authorSubjectId(),
                                newest(passed).orElse(upload.authorSubjectId()))));
  }

  private static Optional<String> newest(List<TitleTransfer> transfers) {
    return transfers.stream().findFirst().map(TitleTransfer::toSubjectId);
  }
}
