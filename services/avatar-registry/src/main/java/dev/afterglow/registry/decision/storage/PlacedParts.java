package dev.afterglow.registry.decision.storage;

import dev.afterglow.registry.part.PartKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts in an avatar's places as a decision's statement tells them. */
public final class PlacedParts {
  private PlacedParts() {}

  /**
   * A part in its place.
   *
   * @param partId which
   * @param kind what it is
   * @param holderSubjectId who holds its title; empty where its row is gone, which is nobody's
   */
  public record Placed(String partId, PartKind kind, String holderSubjectId) {}

  /**
   * The parts.
   *
   * @param column {@code id kind holder} of each, by commas; null where there are none
   */
  public static List<Placed> of(@Nullable String column) {
    List<Placed> parts = new ArrayList<>();
    if (column != null) {
      for (String each : column.split(",", -1)) {
        String[] words = each.split(" ", -1);
        boolean known = Arrays.stream(PartKind.values()).anyMatch(it -> it.name().equals(words[1]));
        // What is not known to be anything is taken for somebody's work, and so needs a licence.
        parts.add(
            new Placed(words[0], known ? PartKind.valueOf(words[1]) : PartKind.LOOKS, words[2]));
      }
    }
    return parts;
  }
}
