package dev.afterglow.registry.transparency.stamp;

import dev.afterglow.registry.transparency.StampJudge;
import dev.afterglow.registry.transparency.StampJudges;

/** For {@link java.util.ServiceLoader}. */
public final class CertificateJudges implements StampJudges {
  @Override
  public StampJudge of(byte[] certificates) {
    return CertificateJudge.of(certificates);
  }
}
