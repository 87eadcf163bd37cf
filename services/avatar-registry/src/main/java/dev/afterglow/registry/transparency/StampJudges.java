package dev.afterglow.registry.transparency;

/** Makes judges of timestamps; found as a service, since only some programs have one. */
public interface StampJudges {

  /**
   * A judge by the certificates of an authority.
   *
   * @param certificates one or more, PEM or DER
   * @throws IllegalArgumentException where there is none
   */
  StampJudge of(byte[] certificates);
}
