package dev.afterglow.registry.decision.storage;

import dev.afterglow.registry.decision.Known;
import dev.afterglow.registry.decision.Known.KnownAvatar;
import dev.afterglow.registry.decision.Known.KnownLicence;
import dev.afterglow.registry.decision.Known.KnownPerson;
import dev.afterglow.registry.decision.Known.KnownPresence;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what decisions stand on: for any number of uses one statement, which sees the rows as they
 * were at one moment. Only where there are licences above or works of others further ones read
 * those, and only where a licence limits hours one more counts them. Whoever grants or renews has
 * locked what a revocation changes before, in a statement of its own, so that this one sees every
 * revocation that was committed by then.
 *
 * <p>A room counts while anybody may draw in it: a revoked lease too, until it would have run out,
 * since its holder may not have heard. It was revoked ten minutes ago at most, many times as long
 * as a lease lasts, which spares reading all those of the past.
 *
 * <p>Each row is looked up by its key ({@code offset 0} keeps the planner from joining tables that
 * were small when it planned). It is planned once a connection, whatever the values are ({@code
 * plan_cache_mode}).
 */
@ApplicationScoped
public class KnownReader {
  private static final String KNOWN =
      """
      select l.licence_id, l.licensor_subject_id, l.avatar_id as licensed_avatar_id, l.terms,
        l.consent, l.avatar_sha256, l.state, l.epoch, l.create_time, l.revoke_time,
        l.ancestors, l.grantor_subject_id, l.notice_time, l.notice_end_time,
        a.sha256, a.commercial_use_allowed,
        d.state as driver_state, d.reverify_time as driver_reverify_time,
        d.assurance as driver_assurance,
        p.state as licensor_state, p.reverify_time as licensor_reverify_time,
        p.assurance as licensor_assurance,
        coalesce(h.holder, l.licensor_subject_id) as holder, org.member, placed.parts,
        rooms.others, term.newest, term.drive_time,
        here.presence_id, here.prove_time as presence_prove_time,
        here.expire_time as presence_expire_time, here.assurance as presence_assurance,
        (bound.likeness = coalesce(made.likeness, '')) as parts_as_licensed
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $6::text[]) with ordinality
        as u (licence_id, avatar_id, driver_id, room_id, tenant, place)
      left join lateral
        (select * from registry.licence x
          where x.licence_id = u.licence_id and x.tenant = u.tenant offset 0) l on true
      left join lateral
        (select * from registry.avatar x
          where x.avatar_id = u.avatar_id and x.tenant = u.tenant offset 0) a on true
      left join lateral
        (select * from registry.person x
          where x.subject_id = u.driver_id and x.tenant = u.tenant offset 0) d on true
      left join lateral
        (select coalesce(nullif(x.title_subject_id, ''), x.author_subject_id) as holder
          from registry.part x
          where l.part_id <> '' and x.part_id = l.part_id and x.tenant = u.tenant offset 0) h
        on true
      left join lateral
        (select * from registry.person x
          where x.subject_id = coalesce(h.holder, l.licensor_subject_id)
            and x.tenant = u.tenant offset 0) p on true
      cross join lateral
        (select coalesce(l.driving_org_id <> '', false) and exists (select 1 from registry.organisation_member x
          where x.tenant = u.tenant and x.organisation_id = l.driving_org_id
            and x.subject_id = u.driver_id and x.from_time <= $5
            and (x.until_time is null or x.until_time > $5)) as member) org
      cross join lateral
        (select count(distinct r.room_id) as others from (
          select x.room_id from registry.lease x
            where x.licence_id = u.licence_id and x.tenant = u.tenant and x.state = 'LIVE'
              and x.expire_time > $5
          union all
          select x.room_id from registry.lease x
            where x.licence_id = u.licence_id and x.tenant = u.tenant and x.state = 'REVOKED'
              and x.end_time > $5 - interval '10 minutes' and x.expire_time > $5
          union all
          select x.room_id from registry.lease_ground g join registry.lease x
              on x.lease_id = g.lease_id and x.tenant = g.tenant
            where g.tenant = u.tenant and g.licence_id = u.licence_id
              and x.state in ('LIVE', 'REVOKED') and x.expire_time > $5) r
          where r.room_id <> u.room_id) rooms
      cross join lateral
        (select coalesce(max(x.term), 0) as newest,
            min(coalesce(x.drive_time, x.start_time)) filter (where x.driver_subject_id = u.driver_id
              and x.state = 'LIVE' and x.expire_time > $5) as drive_time
          from registry.lease x
          where x.room_id = u.room_id and x.tenant = u.tenant) term
      left join lateral
        (select * from registry.presence x
          where x.subject_id = u.driver_id and x.tenant = u.tenant and x.state = 'PROVEN'
          order by x.prove_time desc limit 1) here on true
      cross join lateral
        (select coalesce(max(x.likeness_sha256), '') as likeness from registry.licence_likeness x
          where x.tenant = u.tenant and x.licence_id = u.licence_id) bound
      left join lateral
        (select x.likeness_sha256 as likeness, x.part_ids from registry.avatar_composition x
          where x.tenant = u.tenant and x.avatar_id = u.avatar_id
          order by x.version desc limit 1) made on true
      left join lateral
        (select string_agg(id || ' ' || coalesce(x.kind, '') || ' '
            || coalesce(nullif(x.title_subject_id, ''), x.author_subject_id, ''), ',' order by id)
          as parts
          from unnest(made.part_ids) as id left join lateral
            (select * from registry.part y
              where y.part_id = id and y.tenant = u.tenant offset 0) x on true) placed on true
      order by u.place
      """;

  private static final Duration DAY = Duration.ofHours(24);

  private static final String ON_AIR =
      """
      select stood, cast(sum(1000 * extract(epoch from
        least(coalesce(end_time, expire_time), $2) - greatest(start_time, $3))) as bigint) as ms
      from (
        select x.licence_id as stood, x.end_time, x.expire_time, x.start_time
          from registry.lease x where x.licence_id = any($1) and x.tenant = any($4)
        union all
        select g.licence_id, x.end_time, x.expire_time, x.start_time
          from registry.lease_ground g join registry.lease x
            on x.lease_id = g.lease_id and x.tenant = g.tenant
          where g.licence_id = any($1) and g.tenant = any($4)) times
      where expire_time > $3 and coalesce(end_time, expire_time) > $3 and start_time < $2
      group by stood
      """;

  private final PolicyTable policies;
  private final RegistryConfig config;

  @Inject
  KnownReader(PolicyTable policies, RegistryConfig config) {
    this.policies = policies;
    this.config = config;
  }

  /**
   * A use that a decision is asked about.
   *
   * @param tenant who asks; what other tenants have does not exist for it
   */
  public record Asked(String tenant, IntendedUse use) {}

  /**
   * What was read for one use.
   *
   * @param known what the decision stands on; refused where a row cannot be read
   * @param newestTerm the newest term under which the use's room was leased; 0 where there is none
   * @param driveTime since when the driver drives the room without a break; now where they do not
   *     yet
   */
  public record Seen(Answer<Known> known, long newestTerm, Instant driveTime) {}

  /**
   * Reads it for each use, in their order.
   *
   * @param now read after every lock is held, since waiting for one takes time
   */
  public Uni<List<Seen>> read(SqlClient client, List<Asked> asked, Instant now) {
    return rows(client, asked, now)
        .chain(
            found ->
                Grounds.now(client, found, under -> rows(client, under, now))
                    .chain(
                        grounds ->
                            onAir(client, grounds.withAll(found), now)
                                .map(
                                    onAir ->
                                        found.stream()
                                            .map(it -> seen(it, grounds, onAir, now))
                                            .toList())));
  }

  private static Uni<List<Found>> rows(SqlClient client, List<Asked> asked, Instant now) {
    List<IntendedUse> uses = asked.stream().map(Asked::use).toList();
    Tuple ids =
        Tuple.of(
            column(uses, IntendedUse::licenceId),
            column(uses, IntendedUse::avatarId),
            column(uses, IntendedUse::driverSubjectId),
            column(uses, IntendedUse::roomId),
            StoredTime.column(now),
            asked.stream().map(Asked::tenant).toArray(String[]::new));
    return client.preparedQuery(KNOWN).execute(ids).map(rows -> found(asked, rows));
  }

  private static String[] column(List<IntendedUse> uses, Function<IntendedUse, String> part) {
    return uses.stream().map(part).toArray(String[]::new);
  }

  /**
   * A use with its row.
   *
   * @param asked who asks about what
   * @param row what was read of it
   * @param licence the licence that it names, as it counts for the decision
   */
  public record Found(Asked asked, Row row, Answer<Optional<Licence>> licence) {
    /** The use. */
    public IntendedUse use() {
      return asked.use();
    }

    /** The licence; empty where there is none or it cannot be read. */
    public Optional<Licence> readable() {
      return licence instanceof Answer.Given<Optional<Licence>>(Optional<Licence> given)
          ? given
          : Optional.empty();
    }

    boolean countsHours() {
      return readable().map(it -> it.grant().terms().countsHours()).orElse(false);
    }
  }

  /** A licence as one tenant names it. */
  private record Named(String tenant, String licenceId) {}

  /** A licence that several of the uses name is read once. */
  private static List<Found> found(List<Asked> uses, RowSet<Row> rows) {
    Map<Named, Answer<Optional<Licence>>> licences = new HashMap<>();
    List<Found> found = new ArrayList<>(uses.size());
    for (Row row : rows) {
      Asked use = uses.get(found.size());
      Answer<Optional<Licence>> licence =
          licences.computeIfAbsent(
              new Named(use.tenant(), use.use().licenceId()),
              _ -> Answer.of(() -> LicenceColumns.licence(row)));
      found.add(new Found(use, row, licence));
    }
    return found;
  }

  /** Time on air in the last 24 hours under those licences that limit it. */
  private static Uni<Map<String, Duration>> onAir(
      SqlClient client, List<Found> found, Instant now) {
    Map<String, String> tenants = new HashMap<>();
    found.stream()
        .filter(Found::countsHours)
        .forEach(it -> tenants.put(it.use().licenceId(), it.asked().tenant()));
    String[] licences = tenants.keySet().toArray(String[]::new);
    if (licences.length == 0) {
      return Uni.createFrom().item(Map.of());
    }
    return client
        .preparedQuery(ON_AIR)
        .execute(
            Tuple.of(
                licences,
                StoredTime.column(now),
                StoredTime.column(now.minus(DAY)),
                tenants.values().stream().distinct().toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, Duration> sums = new HashMap<>();
              rows.forEach(row -> sums.put(row.getString(0), Duration.ofMillis(row.getLong(1))));
              return sums;
            });
  }

  private Seen seen(Found found, Grounds grounds, Map<String, Duration> onAir, Instant now) {
    Function<Found, KnownLicence> asKnown = it -> licence(it, onAir, now);
    Answer<Known> known =
        found
            .licence()
            .map(licence -> known(found, licence, grounds.of(found, asKnown), onAir, now));
    return new Seen(known, found.row().getLong("newest"), driveTime(found.row(), now));
  }

  private Known known(
      Found found,
      Optional<Licence> licence,
      Known.Further further,
      Map<String, Duration> onAir,
      Instant now) {
    IntendedUse use = found.use();
    Row row = found.row();
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
        spent(found, onAir),
        Math.toIntExact(row.getLong("others")),
        further,
        presence(use.driverSubjectId(), row, driveTime(row, now)));
  }

  private static Duration spent(Found found, Map<String, Duration> onAir) {
    return found.countsHours()
        ? onAir.getOrDefault(found.use().licenceId(), Duration.ZERO)
        : Duration.ZERO;
  }

  /** A licence that a use stands on beside the one that it names; its row has been found. */
  private static KnownLicence licence(Found found, Map<String, Duration> onAir, Instant now) {
    Row row = found.row();
    String holder = row.getString("holder");
    return new KnownLicence(
        found.readable().orElseThrow(),
        holder,
        person("licensor", holder, row, now),
        row.getBoolean("member"),
        spent(found, onAir),
        Math.toIntExact(row.getLong("others")));
  }

  private static Instant driveTime(Row row, Instant now) {
    return Objects.requireNonNullElse(StoredTime.instant(row.getOffsetDateTime("drive_time")), now);
  }

  /** The presence in a row that a decision is made of; empty where there is none. */
  public static Optional<KnownPresence> presence(String subject, Row row, Instant driveTime) {
    return Optional.ofNullable(row.getString("presence_id"))
        .map(
            id ->
                new KnownPresence(
                    id,
                    subject,
                    row.getOffsetDateTime("presence_prove_time").toInstant(),
                    row.getOffsetDateTime("presence_expire_time").toInstant(),
                    driveTime,
                    AssuranceLevel.SIMULATED.name().equals(row.getString("presence_assurance"))));
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
