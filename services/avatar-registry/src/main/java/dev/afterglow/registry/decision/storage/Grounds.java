package dev.afterglow.registry.decision.storage;

import dev.afterglow.registry.decision.Known.Further;
import dev.afterglow.registry.decision.Known.KnownLicence;
import dev.afterglow.registry.decision.Known.KnownPart;
import dev.afterglow.registry.decision.storage.KnownReader.Asked;
import dev.afterglow.registry.decision.storage.KnownReader.Found;
import dev.afterglow.registry.decision.storage.PlacedParts.Placed;
import dev.afterglow.registry.licence.Licence;
import dev.afterglow.registry.storage.StoredTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The licences that uses stand on beside those that they name: the ones above a sublicence, and the
 * ones over parts whose title is not the licensor's. Most uses have neither, and cost no statement.
 */
public final class Grounds {
  /** As many licences over one part are looked at, newest first. */
  private static final int MOST_OFFERS = 8;

  private static final String OFFERS =
      "select u.tenant, u.part_id, x.licence_id, x.ancestors"
          + " from unnest($1::text[], $2::text[]) as u (tenant, part_id) cross join lateral"
          + " (select licence_id, ancestors from registry.licence l where l.tenant = u.tenant"
          + " and l.part_id = u.part_id and l.part_id <> '' and %s"
          + " order by licence_id desc limit "
          + MOST_OFFERS
          + ") x";

  private static final String NOW = OFFERS.formatted("l.state <> 'REVOKED'");
  private static final String THEN =
      OFFERS.formatted("l.create_time <= $3 and (l.revoke_time is null or l.revoke_time > $3)");

  /** A thing of a tenant's. */
  private record Named(String tenant, String id) {}

  private final Map<Named, List<List<String>>> offers;
  private final Map<Asked, Found> found;

  private Grounds(Map<Named, List<List<String>>> offers, Map<Asked, Found> found) {
    this.offers = offers;
    this.found = found;
  }

  /**
   * Reads those of now for each use.
   *
   * @param rows reads the rows of uses, in their order
   */
  static Uni<Grounds> now(
      SqlClient client, List<Found> uses, Function<List<Asked>, Uni<List<Found>>> rows) {
    return offers(uses, parts -> client.preparedQuery(NOW).execute(ids(parts)))
        .chain(offers -> found(uses, offers, rows));
  }

  /**
   * Reads those of a time that is past for each use.
   *
   * @param rows reads the rows of uses, in their order
   */
  public static Uni<Grounds> then(
      SqlClient client,
      List<Found> uses,
      Instant at,
      Function<List<Asked>, Uni<List<Found>>> rows) {
    return offers(
            uses,
            parts ->
                client
                    .preparedQuery(THEN)
                    .execute(ids(parts).addOffsetDateTime(StoredTime.column(at))))
        .chain(offers -> found(uses, offers, rows));
  }

  private static Tuple ids(Set<Named> parts) {
    return Tuple.of(
        parts.stream().map(Named::tenant).toArray(String[]::new),
        parts.stream().map(Named::id).toArray(String[]::new));
  }

  private static Uni<Map<Named, List<List<String>>>> offers(
      List<Found> uses, Function<Set<Named>, Uni<RowSet<Row>>> statement) {
    Set<Named> parts = new LinkedHashSet<>();
    for (Found use : uses) {
      others(use).forEach(part -> parts.add(new Named(use.asked().tenant(), part.partId())));
    }
    if (parts.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return statement
        .apply(parts)
        .map(
            rows -> {
              Map<Named, List<List<String>>> offers = new HashMap<>();
              for (Row row : rows) {
                offers
                    .computeIfAbsent(
                        new Named(row.getString("tenant"), row.getString("part_id")),
                        _ -> new ArrayList<>())
                    .add(chain(row.getString("licence_id"), row.getString("ancestors")));
              }
              return offers;
            });
  }

  /** A licence, then those above it. */
  static List<String> chain(String licenceId, String ancestors) {
    List<String> chain = new ArrayList<>(List.of(licenceId));
    if (!ancestors.isEmpty()) {
      chain.addAll(List.of(ancestors.split(",", -1)));
    }
    return chain;
  }

  /** Parts in the avatar whose title is not the licensor's. */
  private static List<Placed> others(Found use) {
    String licensor = use.readable().map(it -> it.grant().licensorSubjectId()).orElse("");
    return PlacedParts.of(use.row().getString("parts")).stream()
        .filter(part -> !part.holderSubjectId().equals(licensor))
        .toList();
  }

  private static Uni<Grounds> found(
      List<Found> uses,
      Map<Named, List<List<String>>> offers,
      Function<List<Asked>, Uni<List<Found>>> rows) {
    Set<Asked> asked = new LinkedHashSet<>();
    for (Found use : uses) {
      above(use).forEach(id -> asked.add(under(use, id)));
      for (Placed part : others(use)) {
        offers
            .getOrDefault(new Named(use.asked().tenant(), part.partId()), List.of())
            .forEach(chain -> chain.forEach(id -> asked.add(under(use, id))));
      }
    }
    if (asked.isEmpty()) {
      return Uni.createFrom().item(new Grounds(offers, Map.of()));
    }
    return rows.apply(List.copyOf(asked))
        .map(
            all -> {
              Map<Asked, Found> found = new LinkedHashMap<>();
              all.forEach(it -> found.put(it.asked(), it));
              return new Grounds(offers, found);
            });
  }

  private static List<String> above(Found use) {
    return use.readable().map(Licence::grant).map(it -> it.descent().ancestors()).orElse(List.of());
  }

  private static Asked under(Found use, String licenceId) {
    return new Asked(use.asked().tenant(), use.use().under(licenceId));
  }

  /** These and those that stand on them. */
  List<Found> withAll(List<Found> uses) {
    List<Found> all = new ArrayList<>(uses);
    all.addAll(found.values());
    return all;
  }

  /** What one use stands on further. What is missing or cannot be read is left out, and denies. */
  public Further of(Found use, Function<Found, KnownLicence> known) {
    return new Further(
        use.row().getBoolean("member"),
        licences(use, above(use), known),
        PlacedParts.of(use.row().getString("parts")).stream()
            .map(part -> part(use, part, known))
            .toList());
  }

  private KnownPart part(Found use, Placed part, Function<Found, KnownLicence> known) {
    List<List<KnownLicence>> chains =
        offers.getOrDefault(new Named(use.asked().tenant(), part.partId()), List.of()).stream()
            .map(chain -> licences(use, chain, known))
            .filter(chain -> !chain.isEmpty())
            .toList();
    return new KnownPart(part.partId(), part.kind(), part.holderSubjectId(), chains);
  }

  private List<KnownLicence> licences(
      Found use, List<String> ids, Function<Found, KnownLicence> known) {
    List<KnownLicence> licences = new ArrayList<>();
    for (String id : ids) {
      Found row = found.get(under(use, id));
      if (row != null && row.readable().isPresent()) {
        licences.add(known.apply(row));
      }
    }
    return licences;
  }
}
