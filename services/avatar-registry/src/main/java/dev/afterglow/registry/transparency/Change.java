package dev.afterglow.registry.transparency;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A change on its way into the log.
 *
 * @param kind what happened
 * @param thing what it happened to, with its type, for example {@code licence:0197…}
 * @param subjects the people whom it concerns, two at most: when one of them is erased, what the
 *     entry commits to is deleted
 * @param record what happened in full; kept beside the log, never in it
 * @param told what of it others may be told besides kind and thing: ids, digests and fixed words
 */
public record Change(
    Kind kind, String thing, Set<String> subjects, byte[] record, Map<String, String> told) {
  private static final int MAX_SUBJECTS = 2;

  /** Checks and copies. */
  public Change {
    subjects = new TreeSet<>(subjects);
    subjects.remove("");
    if (thing.isEmpty() || subjects.size() > MAX_SUBJECTS) {
      throw new IllegalArgumentException("a change is of one thing and two people at most");
    }
    record = record.clone();
    told = Map.copyOf(told);
  }

  /** A change of which others are told kind and thing alone, if anything. */
  public Change(Kind kind, String thing, Set<String> subjects, byte[] record) {
    this(kind, thing, subjects, record, Map.of());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Change that
        && kind == that.kind
        && thing.equals(that.thing)
        && subjects.equals(that.subjects)
        && Arrays.equals(record, that.record)
        && told.equals(that.told);
  }

  @Override
  public int hashCode() {
    return thing.hashCode();
  }

  @Override
  public String toString() {
    return "Change[" + kind.word() + "]";
  }
}
