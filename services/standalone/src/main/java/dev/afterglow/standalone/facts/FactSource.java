package dev.afterglow.standalone.facts;

import dev.afterglow.api.commerce.v1.Fact;
import java.time.Instant;
import java.util.List;

/** Gives the facts of a room as time goes by. For one thread. */
public interface FactSource {
  /**
   * The facts that fell due since the last call, at most 500, in order; more follow at the next
   * call.
   *
   * @param now the wall clock, which never runs backwards between calls
   */
  List<Fact> due(Instant now);

  /** What the facts are, for the person: {@code "synthetic, seed 1"} or a file's name. */
  String label();
}
