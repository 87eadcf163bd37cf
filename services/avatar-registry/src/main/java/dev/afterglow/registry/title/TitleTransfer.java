package dev.afterglow.registry.title;

import dev.afterglow.registry.licence.Consent;
import java.time.Instant;

/**
 * That the title to a work passed on.
 *
 * @param transferId which
 * @param partId the part whose design or text it is
 * @param fromSubjectId who held it
 * @param toSubjectId who holds it since
 * @param consent the consent of whoever held it
 * @param transferTime when
 */
public record TitleTransfer(
    String transferId,
    String partId,
    String fromSubjectId,
    String toSubjectId,
    Consent consent,
    Instant transferTime) {

  /** Checks that it passes to somebody else. */
  public TitleTransfer {
    if (fromSubjectId.equals(toSubjectId)) {
      throw new IllegalArgumentException("a title passes to somebody else");
    }
  }
}
