package dev.afterglow.registry.identity.oidc;

import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.Refusal;
import java.time.Instant;

/**
 * A sign-in under way: no name, no number.
 *
 * <pre>
 *   WAITING ──code──▶ REDEEMING ──token──▶ decided: Passed or Failed
 *      ▲                  │
 *      └── no answer ─────┘                 any but decided ── time ──▶ Failed, EXPIRED
 * </pre>
 *
 * <p>One code is redeemed at a time, and none once the sign-in is decided. A registry that ends
 * while it redeems leaves the sign-in there until it runs out.
 *
 * @param transaction its UUID
 * @param purpose what it is for
 * @param documentType the kind of the document that is to be shown
 * @param fingerprint what equal documents share and only this registry can compute
 * @param outcome what it says of the person; Open while it is not decided
 * @param fileTime when it began
 * @param expireTime when it runs out
 */
@SuppressWarnings("ArrayRecordComponent")
public record SignIn(
    String transaction,
    Purpose purpose,
    DocumentType documentType,
    byte[] fingerprint,
    Outcome outcome,
    Instant fileTime,
    Instant expireTime) {

  /** What it says at a time. */
  public Outcome outcome(Instant now) {
    boolean over = !now.isBefore(expireTime) && !(outcome instanceof Outcome.Failed);
    return over ? new Outcome.Failed(Refusal.EXPIRED) : outcome;
  }
}
