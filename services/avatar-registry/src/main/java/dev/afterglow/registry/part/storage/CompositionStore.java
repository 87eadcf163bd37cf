package dev.afterglow.registry.part.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.part.Composition;
import dev.afterglow.registry.storage.StoredTime;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What avatars are made of, and what licences bind of it, in a session. */
@ApplicationScoped
public class CompositionStore {
  /** As many licences as one answer names. */
  static final int MOST_LICENCES = 1_000;

  private static final String FIND =
      "select version, parts, from_time from registry.avatar_composition where tenant = :tenant"
          + " and avatar_id = :avatar and (:version = 0 or version = :version)"
          + " order by version desc limit 1";

  private static final String KEEP =
      "insert into registry.avatar_composition"
          + " (tenant, avatar_id, version, parts, part_ids, likeness_sha256, from_time)"
          + " values (:tenant, :avatar, :version, :parts, string_to_array(:ids, ','), :likeness,"
          + " :from) returning avatar_id";

  private static final String BIND =
      "insert into registry.licence_likeness (tenant, licence_id, likeness_sha256)"
          + " values (:tenant, :licence, :likeness) returning licence_id";

  private static final String BOUND_BY =
      "select coalesce(max(likeness_sha256), '') from registry.licence_likeness"
          + " where tenant = :tenant and licence_id = :licence";

  private static final String BOUND_TO =
      "select l.licence_id from registry.licence l left join registry.licence_likeness b"
          + " on b.tenant = :tenant and b.licence_id = l.licence_id"
          + " where l.tenant = :tenant and l.avatar_id = :avatar and l.state <> 'REVOKED'"
          + " and l.part_id = '' and coalesce(b.likeness_sha256, '') = :likeness order by l.licence_id limit "
          + MOST_LICENCES;

  /** What an avatar is made of now; version 0 where it never had parts. */
  public Uni<Composition> newest(String avatarId) {
    return find(avatarId, 0).map(found -> found.orElseGet(() -> Composition.none(avatarId)));
  }

  /** A version of it; the newest for 0. */
  Uni<Optional<Composition>> find(String avatarId, int version) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(FIND, Object[].class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("avatar", avatarId)
                    .setParameter("version", version)
                    .getResultList())
        .map(rows -> rows.stream().findFirst().map(row -> composition(avatarId, row)));
  }

  private static Composition composition(String avatarId, Object[] row) {
    Instant from =
        switch (row[2]) {
          case Instant instant -> instant;
          case java.time.OffsetDateTime time -> time.toInstant();
          default -> throw new IllegalStateException("a composition without its time");
        };
    return CompositionRow.composition(
        avatarId, ((Number) row[0]).intValue(), (String) row[1], from);
  }

  /** Keeps a version, in the session's transaction. */
  Uni<Void> keep(Composition composition) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KEEP, String.class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("avatar", composition.avatarId())
                    .setParameter("version", composition.version())
                    .setParameter("parts", CompositionRow.text(composition))
                    .setParameter("ids", String.join(",", composition.partIds()))
                    .setParameter("likeness", composition.likenessSha256Hex())
                    .setParameter("from", StoredTime.column(composition.fromTime()))
                    .getSingleResult())
        .replaceWithVoid();
  }

  /**
   * Binds a licence just granted to what its avatar is made of now, in the session's transaction.
   */
  public Uni<Void> bind(String licenceId, String avatarId) {
    return newest(avatarId)
        .chain(
            composition ->
                composition.likenessSha256Hex().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : bindTo(licenceId, composition.likenessSha256Hex()));
  }

  private static Uni<Void> bindTo(String licenceId, String likenessSha256Hex) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(BIND, String.class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("licence", licenceId)
                    .setParameter("likeness", likenessSha256Hex)
                    .getSingleResult())
        .replaceWithVoid();
  }

  /** What a licence binds; empty = that there are no such parts. */
  public Uni<String> boundBy(String licenceId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(BOUND_BY, String.class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("licence", licenceId)
                    .getSingleResult());
  }

  /** Licences of an avatar's likeness that stand and bind exactly that, by their ids. */
  Uni<List<String>> boundTo(String avatarId, String likenessSha256Hex) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(BOUND_TO, String.class)
                    .setParameter("tenant", CallersTenant.name())
                    .setParameter("avatar", avatarId)
                    .setParameter("likeness", likenessSha256Hex)
                    .getResultList());
  }
}
