package dev.afterglow.registry.part.storage;

import dev.afterglow.registry.avatar.storage.AvatarStore;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.part.Composition;
import dev.afterglow.registry.part.Part;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.transparency.storage.Ledger;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Says which version of which part an avatar's looks wear. */
@ApplicationScoped
public class LookDesk {
  private final PartStore parts;
  private final PartDesk desk;
  private final CompositionStore compositions;
  private final AvatarStore avatars;
  private final Ledger ledger;
  private final Clock clock;

  @Inject
  LookDesk(
      PartStore parts,
      PartDesk desk,
      CompositionStore compositions,
      AvatarStore avatars,
      Ledger ledger,
      Clock clock) {
    this.parts = parts;
    this.desk = desk;
    this.compositions = compositions;
    this.avatars = avatars;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * What a change of a look did.
   *
   * @param now what the avatar is made of now
   * @param lost licences that no longer match
   * @param regained licences that match again
   */
  public record Defined(Composition now, List<String> lost, List<String> regained) {}

  /**
   * Makes a look wear those parts, in the caller's transaction.
   *
   * @param partIds approved parts of the avatar, one a kind at most; none takes the look away
   */
  public Uni<Defined> define(String avatarId, String name, List<String> partIds) {
    return avatars
        .locked(avatarId)
        .chain(() -> worn(avatarId, partIds))
        .chain(worn -> compositions.newest(avatarId).chain(before -> define(before, name, worn)));
  }

  /** In the order of their ids, so that two calls never wait for each other's rows. */
  private Uni<Map<PartKind, Composition.Placed>> worn(String avatarId, List<String> partIds) {
    return Multi.createFrom()
        .iterable(partIds.stream().sorted().toList())
        .onItem()
        .transformToUniAndConcatenate(parts::locked)
        .collect()
        .asList()
        .map(rows -> worn(avatarId, rows.stream()));
  }

  private static Map<PartKind, Composition.Placed> worn(String avatarId, Stream<PartEntity> rows) {
    Map<PartKind, Composition.Placed> out = new EnumMap<>(PartKind.class);
    rows.forEach(
        row -> {
          Part part = row.part();
          Part.Upload upload = part.upload();
          if (!upload.avatarId().equals(avatarId)) {
            throw Faults.partNotFound(upload.partId());
          }
          if (!(part instanceof Part.Approved)) {
            throw Faults.illegalTransition(row.state);
          }
          Composition.Placed placed = new Composition.Placed(upload.partId(), upload.sha256Hex());
          if (out.put(upload.kind(), placed) != null) {
            throw Faults.invalidField("part_ids", "a look wears one part of a kind");
          }
        });
    return out;
  }

  private Uni<Defined> define(
      Composition before, String name, Map<PartKind, Composition.Placed> worn) {
    Composition now = before.withLook(name, worn, StoredTime.now(clock));
    if (now.looks().equals(before.looks())) {
      return Uni.createFrom().item(new Defined(before, List.of(), List.of()));
    }
    if (now.looks().size() > Composition.MOST_LOOKS) {
      throw Faults.invalidField("name", "the avatar has as many looks as it may have");
    }
    return compositions
        .keep(now)
        .chain(() -> note(now, name))
        .chain(() -> desk.changed(before, now))
        .map(change -> new Defined(now, change.lost(), change.regained()));
  }

  private Uni<Void> note(Composition now, String look) {
    return ledger.note(
        Changes.of(
            Kind.AVATAR_COMPOSED,
            "composition:" + now.avatarId(),
            Set.of(),
            Map.of(
                "version", now.version(),
                "look", look,
                "likeness_sha256", now.likenessSha256Hex())));
  }
}
