package dev.afterglow.registry.transparency;

import java.time.Instant;

/** Judges timestamps of an authority that is trusted from somewhere else than the log. */
public interface StampJudge {

  /**
   * When a head was there at the latest.
   *
   * @param note the signed head's bytes
   * @param token the timestamp token of RFC 3161, DER
   * @throws IllegalArgumentException where it is none of the authority's, or of something else
   */
  Instant time(byte[] note, byte[] token);
}
