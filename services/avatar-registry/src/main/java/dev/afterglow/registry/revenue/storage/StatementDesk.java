package dev.afterglow.registry.revenue.storage;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.registry.avatar.storage.AvatarStore;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.licence.storage.LicenceDesk;
import dev.afterglow.registry.licence.storage.LicenceEntity;
import dev.afterglow.registry.licence.storage.LicenceStore;
import dev.afterglow.registry.revenue.Settlement;
import dev.afterglow.registry.revenue.Statement;
import dev.afterglow.registry.revenue.TermsVersion;
import dev.afterglow.registry.storage.PageToken;
import dev.afterglow.registry.storage.StoredTime;
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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Works out the statements of months, and closes them. */
@ApplicationScoped
public class StatementDesk {
  private static final Log LOG = Log.of(StatementDesk.class);
  private static final int MOST_LICENCES = 200;

  private final LicenceStore licences;
  private final AvatarStore avatars;
  private final TermsStore terms;
  private final AccountReader accounts;
  private final StatementStore statements;
  private final Ledger ledger;
  private final Clock clock;

  @Inject
  StatementDesk(
      LicenceStore licences,
      AvatarStore avatars,
      TermsStore terms,
      AccountReader accounts,
      StatementStore statements,
      Ledger ledger,
      Clock clock) {
    this.licences = licences;
    this.avatars = avatars;
    this.terms = terms;
    this.accounts = accounts;
    this.statements = statements;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** A statement, or why a licence has none. */
  public sealed interface Found {
    /**
     * A statement.
     *
     * @param statement the statement
     * @param closed whether it was closed
     */
    record Ready(Statement statement, boolean closed) implements Found {}

    /** The licence has no revenue terms in the month. */
    record NoTerms(String licenceId) implements Found {}

    /** Its terms are in another currency. */
    record OtherCurrency(String licenceId) implements Found {}
  }

  /** The statement of a licence, as closed or worked out afresh. */
  public Uni<Found.Ready> ofLicence(String licenceId, YearMonth month, String currency) {
    return Panache.withSession(() -> licences.licence(licenceId))
        .chain(licence -> found(licence, month, currency))
        .map(found -> ready(found, licenceId));
  }

  private static Found.Ready ready(Found found, String licenceId) {
    return switch (found) {
      case Found.Ready ready -> ready;
      case Found.NoTerms _ -> throw Faults.revenueTermsMissing(licenceId);
      case Found.OtherCurrency _ ->
          throw Faults.invalidField("currency_code", "the terms are in another currency");
    };
  }

  /** The statements of every licence of an avatar that is in force in the month, by their ids. */
  public Uni<List<Found>> ofAvatar(String avatarId, YearMonth month, String currency) {
    return Panache.withSession(
            () ->
                avatars
                    .avatar(avatarId)
                    .chain(() -> licences.before(PageToken.START, avatarId, MOST_LICENCES + 1))
                    .map(page -> page.stream().map(LicenceDesk.Signed::licence).toList()))
        .invoke(
            found -> {
              if (found.size() > MOST_LICENCES) {
                throw Faults.statementTooLarge(MOST_LICENCES);
              }
            })
        .chain(
            found ->
                Multi.createFrom()
                    .iterable(inForce(found, month))
                    .onItem()
                    .transformToUniAndConcatenate(licence -> found(licence, month, currency))
                    .collect()
                    .asList());
  }

  /** A day more on either side: in which zone the month is, the terms say. */
  private static List<Licence> inForce(List<Licence> licences, YearMonth month) {
    Instant from = month.atDay(1).minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant until = month.plusMonths(1).atDay(2).atStartOfDay().toInstant(ZoneOffset.UTC);
    List<Licence> found = new ArrayList<>();
    for (Licence licence : licences.reversed()) {
      if (licence.grant().terms().startTime().isBefore(until) && licence.endTime().isAfter(from)) {
        found.add(licence);
      }
    }
    return found;
  }

  /** An empty currency stands for that of the terms. */
  private Uni<Found> found(Licence licence, YearMonth month, String currency) {
    String licenceId = licence.grant().licenceId();
    return Panache.withSession(() -> terms.of(licence))
        .chain(
            agreed -> {
              List<TermsVersion> versions =
                  agreed.stream().map(TermsStore.Agreed::version).toList();
              if (versions.isEmpty()) {
                return Uni.createFrom().item((Found) new Found.NoTerms(licenceId));
              }
              if (Stream.of("", versions.getFirst().terms().currency())
                  .noneMatch(currency::equals)) {
                return Uni.createFrom().item((Found) new Found.OtherCurrency(licenceId));
              }
              return statement(licence, versions, month);
            });
  }

  private Uni<Found> statement(Licence licence, List<TermsVersion> versions, YearMonth month) {
    String licenceId = licence.grant().licenceId();
    return statements
        .closed(licenceId, month)
        .chain(
            closed ->
                closed.isPresent()
                    ? Uni.createFrom().item((Found) new Found.Ready(closed.get(), true))
                    : accounts
                        .read(licence, versions, month)
                        .map(
                            it ->
                                Settlement.of(it)
                                    .<Found>map(draft -> new Found.Ready(draft, false))
                                    .orElseGet(() -> new Found.NoTerms(licenceId))));
  }

  /** What is to be closed, read before the transaction that closes it. */
  public Uni<Found.Ready> prepare(String licenceId, YearMonth month) {
    return ofLicence(licenceId, month, "");
  }

  /**
   * Closes a month that is over, in the caller's transaction, exactly as it was seen. Nothing that
   * comes later changes what a month that is over stands on but its sales, and those were read.
   */
  public Uni<Statement> close(Found.Ready prepared, String seenSha256Hex) {
    Statement statement = prepared.statement();
    if (!statement.sha256Hex().equals(seenSha256Hex)) {
      throw Faults.statementChanged(statement.sha256Hex());
    }
    if (prepared.closed()) {
      return Uni.createFrom().item(statement);
    }
    if (!statement.closable()) {
      throw Faults.statementNotClosable(obstacles(statement));
    }
    Instant now = StoredTime.now(clock);
    return licences
        .locked(statement.licenceId())
        .chain(
            licence ->
                statements
                    .closedAs(statement)
                    .chain(
                        digest ->
                            digest.isPresent()
                                ? same(statement, digest.get())
                                : close(licence, statement, now)));
  }

  /** Somebody else closed the month meanwhile. */
  private static Uni<Statement> same(Statement statement, String digest) {
    if (!statement.sha256Hex().equals(digest)) {
      throw Faults.statementChanged(digest);
    }
    return Uni.createFrom().item(statement);
  }

  private Uni<Statement> close(LicenceEntity licence, Statement statement, Instant now) {
    return statements
        .close(statement, now)
        .chain(
            () ->
                ledger.note(
                    Changes.of(
                        Kind.STATEMENT_CLOSED,
                        "statement:" + statement.licenceId() + ":" + statement.month(),
                        Set.of(licence.licensorSubjectId),
                        Map.of("sha256", statement.sha256Hex()))))
        .invoke(() -> LOG.info("statement closed", LogKey.LICENCE_ID.is(statement.licenceId())))
        .replaceWith(statement);
  }

  private static String obstacles(Statement statement) {
    List<String> words =
        statement.gaps().stream()
            .map(Statement.Gap::kind)
            .filter(kind -> kind.blocking())
            .map(Objects::toString)
            .distinct()
            .toList();
    return String.join(",", statement.monthOver() ? words : notOver(words));
  }

  private static List<String> notOver(List<String> words) {
    return Stream.concat(Stream.of("MONTH_NOT_OVER"), words.stream()).toList();
  }
}
