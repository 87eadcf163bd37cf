package dev.afterglow.registry.decision.storage;

import dev.afterglow.registry.decision.Known;
import dev.afterglow.registry.decision.Known.KnownAvatar;
import dev.afterglow.registry.decision.Known.KnownPerson;
import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.policy.PolicyTable;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.Answer;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.use.IntendedUse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what decisions stand on: for any number of uses one statement, which sees the rows as they
 * were at one moment. Only where a licence limits hours a second one counts them. Whoever grants or
 * renews has locked what a revocation changes before, in a statement of its own, so that this one
 * sees every revocation that was committed by then.
 *
 * <p>Each row is looked up by its key ({@code offset 0} keeps the planner from joining tables that
 * were small when it planned).
 */
@ApplicationScoped
public class KnownReader {
  private static final String KNOWN =
      """
      select l.licence_id, l.licensor_subject_id, l.avatar_id as licensed_avatar_id, l.terms,
        l.consent, l.avatar_sha256, l.state, l.epoch, l.create_time, l.revoke_time,
        a.sha256, a.commercial_use_allowed,
        d.state as driver_state, d.reverify_time as driver_reverify_time,
        d.assurance as driver_assurance,
        p.state as licensor_state, p.reverify_time as licensor_reverify_time,
        p.assurance as licensor_assurance,
        rooms.others, term.newest, (bound.likeness = made.likeness) as parts_as_licensed
      from unnest($1::text[], $2::text[], $3::text[], $4::text[]) with ordinality
        as u (licence_id, avatar_id, driver_id, room_id, place)
      left join lateral
        (select * from registry.licence x where x.licence_id = u.licence_id offset 0) l on true
      left join lateral
        (select * from registry.avatar x where x.avatar_id = u.avatar_id offset 0) a on true
      left join lateral
        (select * from registry.person x where x.subject_id = u.driver_id offset 0) d on true
      left join lateral
        (select * from registry.person x where x.subject_id = l.licensor_subject_id offset 0) p
        on true
      cross join lateral
        (select count(distinct x.room_id) as others from registry.lease x
          where x.licence_id = u.licence_id and x.state = 'LIVE' and x.expire_time > $5
            and x.room_id <> u.room_id) rooms
      cross join lateral
        (select coalesce(max(x.term), 0) as newest from registry.lease x
          where x.room_id = u.room_id) term
      cross join lateral
        (select coalesce(max(x.likeness_sha256), '') as likeness from registry.licence_likeness x
          where x.tenant_id = 'default' and x.licence_id = u.licence_id) bound
      cross join lateral
        (select coalesce((select x.likeness_sha256 from registry.avatar_composition x
          where x.tenant_id = 'default' and x.avatar_id = u.avatar_id
          order by x.version desc limit 1), '') as likeness) made
      order by u.place
      """;

  private static final Duration DAY = Duration.ofHours(24);

  private static final String ON_AIR =
      """
      select licence_id, cast(sum(1000 * extract(epoch from
        least(coalesce(end_time, expire_time), $2) - greatest(start_time, $3))) as bigint) as ms
      from registry.lease
      where licence_id = any($1) and expire_time > $3 and coalesce(end_time, expire_time) > $3
        and start_time < $2
      group by licence_id
      """;

  private final PolicyTable policies;
  private final RegistryConfig config;

  @Inject
  KnownReader(PolicyTable policies, RegistryConfig config) {
    this.policies = policies;
    this.config = config;
  }

  /**
   * What was read for one use.
   *
   * @param known what the decision stands on; refused where a row cannot be read
   * @param newestTerm the newest term under which the use's room was leased; 0 where there is none
   */
  public record Seen(Answer<Known> known, long newestTerm) {}

  /**
   * Reads it for each use, in their order.
   *
   * @param now read after every lock is held, since waiting for one takes time
   */
  public Uni<List<Seen>> read(SqlClient client, List<IntendedUse> uses, Instant now) {
    Tuple ids =
        Tuple.of(
            column(uses, IntendedUse::licenceId),
            column(uses, IntendedUse::avatarId),
            column(uses, IntendedUse::driverSubjectId),
            column(uses, IntendedUse::roomId),
            StoredTime.column(now));
    return client
        .preparedQuery(KNOWN)
        .execute(ids)
        .map(rows -> found(uses, rows))
        .chain(
            found ->
                onAir(client, found, now)
                    .map(onAir -> found.stream().map(it -> seen(it, onAir, now)).toList()));
  }

  private static String[] column(List<IntendedUse> uses, Function<IntendedUse, String> part) {
    return uses.stream().map(part).toArray(String[]::new);
  }

  private record Found(IntendedUse use, Row row, Answer<Optional<Licence>> licence) {
    boolean countsHours() {
      return licence instanceof Answer.Given<Optional<Licence>>(Optional<Licence> given)
          && given.map(it -> it.grant().terms().countsHours()).orElse(false);
    }
  }

  /** A licence that several of the uses name is read once. */
  private static List<Found> found(List<IntendedUse> uses, RowSet<Row> rows) {
    Map<String, Answer<Optional<Licence>>> licences = new HashMap<>();
    List<Found> found = new ArrayList<>(uses.size());
    for (Row row : rows) {
      IntendedUse use = uses.get(found.size());
      Answer<Optional<Licence>> licence =
          licences.computeIfAbsent(
              use.licenceId(), _ -> Answer.of(() -> LicenceColumns.licence(row)));
      found.add(new Found(use, row, licence));
    }
    return found;
  }

  /** Time on air in the last 24 hours under those licences that limit it. */
  private static Uni<Map<String, Duration>> onAir(
      SqlClient client, List<Found> found, Instant now) {
    String[] licences =
        found.stream()
            .filter(Found::countsHours)
            .map(it -> it.use().licenceId())
            .distinct()
            .toArray(String[]::new);
    if (licences.length == 0) {
      return Uni.createFrom().item(Map.of());
    }
    return client
        .preparedQuery(ON_AIR)
        .execute(Tuple.of(licences, StoredTime.column(now), StoredTime.column(now.minus(DAY))))
        .map(
            rows -> {
              Map<String, Duration> sums = new HashMap<>();
              rows.forEach(row -> sums.put(row.getString(0), Duration.ofMillis(row.getLong(1))));
              return sums;
            });
  }

  private Seen seen(Found found, Map<String, Duration> onAir, Instant now) {
    Answer<Known> known =
        found
            .licence()
            .map(
                licence ->
                    known(
                        found.use(),
                        found.row(),
                        licence,
                        onAir.getOrDefault(found.use().licenceId(), Duration.ZERO),
                        now));
    return new Seen(known, found.row().getLong("newest"));
  }

  private Known known(
      IntendedUse use, Row row, Optional<Licence> licence, Duration onAir, Instant now) {
    String licensor = licence.map(it -> it.grant().licensorSubjectId()).orElse("");
    return new Known(
        now,
        config.allowSimulated(),
        licence,
        Optional.ofNullable(row.getString("sha256"))
            .map(
                file ->
                    new KnownAvatar(
                        use.avatarId(),
                        file,
                        row.getBoolean("commercial_use_allowed"),
                        row.getBoolean("parts_as_licensed"))),
        person("driver", use.driverSubjectId(), row, now),
        person("licensor", licensor, row, now),
        policies.inForce(use.platform().platform(), now),
        onAir,
        Math.toIntExact(row.getLong("others")));
  }

  /** What is no verification that lasts, whatever else the row says, is none. */
  private static Optional<KnownPerson> person(String who, String subject, Row row, Instant now) {
    String state = row.getString(who + "_state");
    if (state == null) {
      return Optional.empty();
    }
    Instant due = StoredTime.instant(row.getOffsetDateTime(who + "_reverify_time"));
    boolean verified = state.equals("VERIFIED") && due != null && now.isBefore(due);
    return Optional.of(
        new KnownPerson(
            subject,
            verified,
            AssuranceLevel.SIMULATED.name().equals(row.getString(who + "_assurance"))));
  }
}
