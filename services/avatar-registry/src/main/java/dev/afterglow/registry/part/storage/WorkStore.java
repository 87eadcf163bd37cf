package dev.afterglow.registry.part.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.licence.Works;
import dev.afterglow.registry.part.Part;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.use.WorkKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Parts as works that belong to somebody, in a session. */
@ApplicationScoped
public class WorkStore {
  private final PartStore parts;

  @Inject
  WorkStore(PartStore parts) {
    this.parts = parts;
  }

  /**
   * Refuses a licence over a part that is no such work of the avatar, or whose title somebody else
   * holds. The part's row is held to the end, so that a transfer comes wholly before or after.
   */
  public Uni<Void> requireHolder(Works works, String avatarId, String licensorSubjectId) {
    return parts
        .locked(works.partId())
        .invoke(
            row -> {
              if (!row.avatarId.equals(avatarId)
                  || PartKind.valueOf(row.kind).work() != works.kind()) {
                throw Faults.invalidField("part_id", "the part is no such work of the avatar");
              }
              if (!row.holder().equals(licensorSubjectId)) {
                throw Faults.invalidField(
                    "licensor_subject_id", "only the holder of the title can license it");
              }
            })
        .replaceWithVoid();
  }

  /** Passes the title of a part's work on; its row is held to the end. */
  public Uni<Void> pass(String partId, String from, String to) {
    return parts
        .locked(partId)
        .invoke(
            row -> {
              if (PartKind.valueOf(row.kind).work() == WorkKind.LIKENESS) {
                throw Faults.titleNotTransferable(partId);
              }
              if (!row.holder().equals(from)) {
                throw Faults.invalidField("from_subject_id", "somebody else holds the title");
              }
              row.titleSubjectId = to;
            })
        .replaceWithVoid();
  }

  /** The part, or PART_NOT_FOUND. */
  public Uni<Part> part(String partId) {
    return parts.part(partId);
  }

  /** Refuses voices that are no voice models of the avatar. */
  public Uni<Void> requireVoices(Set<String> partIds, String avatarId) {
    if (partIds.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return parts
        .count(
            "tenant = ?1 and avatarId = ?2 and kind = ?3 and partId in ?4",
            CallersTenant.name(),
            avatarId,
            PartKind.VOICE_MODEL.name(),
            partIds)
        .invoke(
            count -> {
              if (count != partIds.size()) {
                throw Faults.invalidField("voice_part_ids", "a voice is one of the avatar's");
              }
            })
        .replaceWithVoid();
  }
}
