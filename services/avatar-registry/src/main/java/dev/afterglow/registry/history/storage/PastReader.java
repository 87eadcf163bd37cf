package dev.afterglow.registry.history.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.decision.Known;
import dev.afterglow.registry.decision.Known.KnownAvatar;
import dev.afterglow.registry.decision.Known.KnownLicence;
import dev.afterglow.registry.decision.Known.KnownPerson;
import dev.afterglow.registry.decision.storage.Grounds;
import dev.afterglow.registry.decision.storage.KnownReader;
import dev.afterglow.registry.decision.storage.KnownReader.Asked;
import dev.afterglow.registry.decision.storage.KnownReader.Found;
import dev.afterglow.registry.decision.storage.LicenceColumns;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.history.PastLicence;
import dev.afterglow.registry.identity.AssuranceLevel;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.policy.PolicyTable;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.storage.Answer;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.use.IntendedUse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads what a decision would have stood on at a time that is past. What is not kept is refused by
 * its record; today's record never stands in for it.
 */
@ApplicationScoped
public class PastReader {
  private static final Duration DAY = Duration.ofHours(24);

  private static final String KNOWN =
      """
      with times as (
        select room_id, start_time, coalesce(end_time, expire_time) as end_time,
            case when state = 'REVOKED' then expire_time end as void_until
          from registry.lease where tenant = $1 and licence_id = $2
        union all
        select room_id, start_time, end_time, void_until
          from registry.past_lease where tenant = $1 and licence_id = $2
        union all
        select x.room_id, x.start_time, coalesce(x.end_time, x.expire_time),
            case when x.state = 'REVOKED' then x.expire_time end
          from registry.lease_ground g join registry.lease x
            on x.lease_id = g.lease_id and x.tenant = g.tenant
          where g.tenant = $1 and g.licence_id = $2
        union all
        select x.room_id, x.start_time, x.end_time, x.void_until
          from registry.lease_ground g join registry.past_lease x
            on x.lease_id = g.lease_id and x.tenant = g.tenant
          where g.tenant = $1 and g.licence_id = $2)
      select l.licence_id, l.licensor_subject_id, l.avatar_id as licensed_avatar_id, l.terms,
        l.consent, l.avatar_sha256, l.state, l.epoch, l.create_time, l.revoke_time,
        l.ancestors, l.grantor_subject_id, l.notice_time, l.notice_end_time,
        coalesce(ht.holder, l.licensor_subject_id) as holder,
        coalesce(l.driving_org_id <> '', false) and exists
          (select 1 from registry.organisation_member m where m.tenant = $1
            and m.organisation_id = l.driving_org_id and m.subject_id = $4
            and m.from_time <= $6 and (m.until_time is null or m.until_time > $6)) as member,
        (select string_agg(id || ' ' || coalesce(x.kind, '') || ' '
            || coalesce((select t.to_subject_id from registry.title_transfer t
              where t.tenant = $1 and t.part_id = id and t.transfer_time <= $6
              order by t.transfer_time desc, t.transfer_id desc limit 1),
              x.author_subject_id, ''), ',' order by id)
          from unnest((select c.part_ids from registry.avatar_composition c
            where c.tenant = $1 and c.avatar_id = $3 and c.from_time <= $6
            order by c.version desc limit 1)) as id
          left join registry.part x on x.part_id = id and x.tenant = $1) as parts,
        a.sha256, a.commercial_use_allowed,
        d.subject_id as driver_id, dh.state as driver_state,
        dh.reverify_time as driver_reverify_time, dh.assurance as driver_assurance,
        p.subject_id as licensor_id, ph.state as licensor_state,
        ph.reverify_time as licensor_reverify_time, ph.assurance as licensor_assurance,
        (select count(distinct room_id) from times
          where start_time <= $6 and coalesce(void_until, end_time) > $6
            and room_id <> $5) as others,
        (select coalesce(cast(sum(1000 * extract(epoch from
            least(end_time, $6) - greatest(start_time, $7))) as bigint), 0)
          from times where start_time < $6 and end_time > $7) as on_air_ms,
        coalesce((select likeness_sha256 from registry.licence_likeness
          where tenant = $1 and licence_id = $2), '')
          = coalesce((select likeness_sha256 from registry.avatar_composition
            where tenant = $1 and avatar_id = $3 and from_time <= $6
            order by version desc limit 1), '') as parts_as_licensed,
        here.presence_id, here.prove_time as presence_prove_time,
        here.expire_time as presence_expire_time, here.assurance as presence_assurance,
        drive.drive_time,
        case when cast($1 as text) = 'default'
          then (select since_time from registry.past_lease_kept where tenant = $1)
          else to_timestamp(0) end as leases_since
      from (values (1)) as one (n)
      left join registry.licence l on l.licence_id = $2 and l.tenant = $1
      left join registry.avatar a on a.avatar_id = $3 and a.tenant = $1 and a.create_time <= $6
      left join registry.person d on d.subject_id = $4 and d.tenant = $1 and d.create_time <= $6
      left join lateral
        (select * from registry.person_history h where h.tenant = $1
          and h.subject_id = $4 and h.from_time <= $6
          order by h.from_time desc, h.place desc limit 1) dh on true
      left join lateral
        (select coalesce((select t.to_subject_id from registry.title_transfer t
            where t.tenant = $1 and t.part_id = l.part_id and t.transfer_time <= $6
            order by t.transfer_time desc, t.transfer_id desc limit 1),
            x.author_subject_id) as holder
          from registry.part x
          where l.part_id <> '' and x.part_id = l.part_id and x.tenant = $1) ht on true
      left join registry.person p
        on p.subject_id = coalesce(ht.holder, l.licensor_subject_id)
          and p.tenant = $1 and p.create_time <= $6
      left join lateral
        (select * from registry.person_history h where h.tenant = $1
          and h.subject_id = coalesce(ht.holder, l.licensor_subject_id) and h.from_time <= $6
          order by h.from_time desc, h.place desc limit 1) ph on true
      left join lateral
        (select * from registry.presence x where x.tenant = $1 and x.subject_id = $4
          and x.decide_time <= $6 and (x.void_time is null or x.void_time > $6)
          order by x.prove_time desc limit 1) here on true
      cross join lateral
        (select min(drive_time) as drive_time from (
          select coalesce(drive_time, start_time) as drive_time from registry.lease
            where tenant = $1 and room_id = $5 and driver_subject_id = $4 and start_time <= $6
              and coalesce(end_time, expire_time) > $6
          union all
          select drive_time from registry.past_lease
            where tenant = $1 and room_id = $5 and driver_subject_id = $4 and start_time <= $6
              and end_time > $6) times) drive
      """;

  private final Pool pool;
  private final PolicyTable policies;
  private final RegistryConfig config;

  @Inject
  PastReader(Pool pool, PolicyTable policies, RegistryConfig config) {
    this.pool = pool;
    this.policies = policies;
    this.config = config;
  }

  /** What was known of a use at a time, or HISTORY_NOT_KEPT. */
  Uni<Known> read(IntendedUse use, Instant at) {
    return row(new Asked(CallersTenant.name(), use), at)
        .chain(
            found ->
                Grounds.then(pool, List.of(found), at, asked -> rows(asked, at))
                    .map(grounds -> known(found, grounds, at)));
  }

  private Uni<List<Found>> rows(List<Asked> asked, Instant at) {
    return Multi.createFrom()
        .iterable(asked)
        .onItem()
        .transformToUniAndConcatenate(each -> row(each, at))
        .collect()
        .asList();
  }

  private Uni<Found> row(Asked asked, Instant at) {
    IntendedUse use = asked.use();
    return pool.preparedQuery(KNOWN)
        .execute(
            Tuple.from(
                List.of(
                    asked.tenant(),
                    use.licenceId(),
                    use.avatarId(),
                    use.driverSubjectId(),
                    use.roomId(),
                    StoredTime.column(at),
                    StoredTime.column(at.minus(DAY)))))
        .map(rows -> found(asked, rows.iterator().next(), at));
  }

  private static Found found(Asked asked, Row row, Instant at) {
    Optional<Licence> licence =
        LicenceColumns.licence(row).flatMap(found -> PastLicence.at(found, at));
    licence.ifPresent(found -> requireLeases(found, row, at));
    return new Found(asked, row, new Answer.Given<>(licence));
  }

  private Known known(Found found, Grounds grounds, Instant at) {
    IntendedUse use = found.use();
    Row row = found.row();
    return new Known(
        at,
        config.allowSimulated(),
        found.readable(),
        Optional.ofNullable(row.getString("sha256"))
            .map(
                file ->
                    new KnownAvatar(
                        use.avatarId(),
                        file,
                        row.getBoolean("commercial_use_allowed"),
                        row.getBoolean("parts_as_licensed"))),
        person("driver", row, at),
        found.readable().isEmpty() ? Optional.empty() : person("licensor", row, at),
        policies.inForce(use.platform().platform(), at),
        Duration.ofMillis(row.getLong("on_air_ms")),
        Math.toIntExact(row.getLong("others")),
        grounds.of(found, it -> licence(it, at)),
        KnownReader.presence(
            use.driverSubjectId(),
            row,
            Objects.requireNonNullElse(
                StoredTime.instant(row.getOffsetDateTime("drive_time")), at)));
  }

  private static KnownLicence licence(Found found, Instant at) {
    Row row = found.row();
    return new KnownLicence(
        found.readable().orElseThrow(),
        row.getString("holder"),
        person("licensor", row, at),
        row.getBoolean("member"),
        Duration.ofMillis(row.getLong("on_air_ms")),
        Math.toIntExact(row.getLong("others")));
  }

  /** Rooms at once, and hours where they are limited, are counted from leases. */
  private static void requireLeases(Licence licence, Row row, Instant at) {
    Instant since = StoredTime.instant(row.getOffsetDateTime("leases_since"));
    Instant needed = licence.grant().terms().countsHours() ? at.minus(DAY) : at;
    Instant begin = licence.grant().createTime();
    boolean kept = since != null && !(needed.isBefore(begin) ? begin : needed).isBefore(since);
    if (!kept) {
      throw Faults.historyNotKept(
          "leases:" + licence.grant().licenceId(), since == null ? "" : since.toString());
    }
  }

  /** Somebody who was there then, and of whom nothing is kept from then, is not known. */
  private static Optional<KnownPerson> person(String who, Row row, Instant at) {
    String subject = row.getString(who + "_id");
    if (subject == null) {
      return Optional.empty();
    }
    String state = row.getString(who + "_state");
    if (state == null) {
      throw Faults.historyNotKept("person:" + subject, "");
    }
    Instant due = StoredTime.instant(row.getOffsetDateTime(who + "_reverify_time"));
    return Optional.of(
        new KnownPerson(
            subject,
            state.equals("VERIFIED") && due != null && at.isBefore(due),
            AssuranceLevel.SIMULATED.name().equals(row.getString(who + "_assurance"))));
  }
}
