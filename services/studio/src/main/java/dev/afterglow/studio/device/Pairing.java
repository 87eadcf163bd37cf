package dev.afterglow.studio.device;

import java.time.Instant;

/**
 * A code that enrols one device.
 *
 * @param code 8 capitals and digits; secret
 * @param expireTime when it stops working
 */
public record Pairing(String code, Instant expireTime) {

  /** Without the code. */
  @Override
  public String toString() {
    return "Pairing[until " + expireTime + "]";
  }
}
