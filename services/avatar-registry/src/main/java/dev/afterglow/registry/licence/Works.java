package dev.afterglow.registry.licence;

import dev.afterglow.registry.use.WorkKind;
import java.util.Objects;
import java.util.Set;

/**
 * What a licence is over.
 *
 * @param kind likeness, design or script
 * @param partId the one part that it is over; empty = the likeness of the whole avatar
 * @param voicePartIds whose voices may be laid over the driver's; at most 8
 */
public record Works(WorkKind kind, String partId, Set<String> voicePartIds) {
  /** The likeness of an avatar, with nobody's voice but the driver's own. */
  public static final Works LIKENESS = new Works(WorkKind.LIKENESS, "", Set.of());

  private static final int MOST_VOICES = 8;

  /** Checks that a design or a script is that of a part. */
  public Works {
    kind = Objects.requireNonNullElse(kind, WorkKind.LIKENESS);
    partId = Objects.requireNonNullElse(partId, "");
    voicePartIds = Set.copyOf(Objects.requireNonNullElse(voicePartIds, Set.of()));
    if (kind != WorkKind.LIKENESS && partId.isEmpty()) {
      throw new IllegalArgumentException("a design or script licence names its part");
    }
    if (voicePartIds.size() > MOST_VOICES) {
      throw new IllegalArgumentException("at most 8 voices");
    }
  }

  /** Whether it is over the likeness of a whole avatar. */
  public boolean wholeLikeness() {
    return kind == WorkKind.LIKENESS && partId.isEmpty();
  }
}
