package dev.afterglow.registry.fault;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import java.util.Map;

/** Makes the refusals of the registry, each with the metadata that the contract documents. */
public final class Faults {
  private Faults() {}

  /** A field breaks its rule. */
  public static AfterglowException invalidField(String field, String message) {
    return AfterglowException.invalidField(field, message);
  }

  /** No such person. */
  public static AfterglowException personNotFound(String subjectId) {
    return new AfterglowException(
        "PERSON_NOT_FOUND", Fault.NOT_FOUND, "no such person", Map.of("subject_id", subjectId));
  }

  /** The person is not verified now. */
  public static AfterglowException personNotVerified(String subjectId, String state) {
    return new AfterglowException(
        "PERSON_NOT_VERIFIED",
        Fault.FAILED_PRECONDITION,
        "the person is not verified now",
        Map.of("subject_id", subjectId, "state", state));
  }

  /** No such presence. */
  public static AfterglowException presenceNotFound(String presenceId) {
    return new AfterglowException(
        "PRESENCE_NOT_FOUND",
        Fault.NOT_FOUND,
        "no such presence",
        Map.of("presence_id", presenceId));
  }

  /** No such reading. */
  public static AfterglowException intentionNotFound(String intentionId) {
    return new AfterglowException(
        "INTENTION_NOT_FOUND",
        Fault.NOT_FOUND,
        "no such reading",
        Map.of("intention_id", intentionId));
  }

  /** No such review of a person. */
  public static AfterglowException identityReviewNotFound(String reviewId) {
    return new AfterglowException(
        "IDENTITY_REVIEW_NOT_FOUND",
        Fault.NOT_FOUND,
        "no such review of a person",
        Map.of("review_id", reviewId));
  }

  /** No such sign-in, or its state is not one of ours. */
  public static AfterglowException signInNotFound() {
    return new AfterglowException("SIGN_IN_NOT_FOUND", Fault.NOT_FOUND, "no such sign-in");
  }

  /** The vault's key management did not answer. */
  public static AfterglowException vaultUnavailable() {
    return new AfterglowException(
        "VAULT_UNAVAILABLE", Fault.UNAVAILABLE, "the vault's key management did not answer");
  }

  /** The identity provider did not answer. */
  public static AfterglowException providerUnavailable(String provider) {
    return new AfterglowException(
        "IDENTITY_PROVIDER_UNAVAILABLE",
        Fault.UNAVAILABLE,
        "the identity provider did not answer",
        Map.of("provider", provider));
  }

  /** The avatar file broke a rule. */
  public static AfterglowException avatarRejected(String rule, String detail) {
    return new AfterglowException(
        "AVATAR_REJECTED",
        Fault.INVALID,
        "the avatar file broke a rule",
        Map.of("rule", rule, "detail", detail));
  }

  /** No such avatar. */
  public static AfterglowException avatarNotFound(String avatarId) {
    return new AfterglowException(
        "AVATAR_NOT_FOUND", Fault.NOT_FOUND, "no such avatar", Map.of("avatar_id", avatarId));
  }

  /** An upload is not as announced. */
  public static AfterglowException uploadBroken(String message, String expected, String got) {
    return new AfterglowException(
        "UPLOAD_BROKEN",
        Fault.FAILED_PRECONDITION,
        message,
        Map.of("expected", expected, "got", got));
  }

  /** Too many files come in at once. */
  public static AfterglowException tooManyUploads(int max) {
    return new AfterglowException(
        "UPLOAD_BROKEN",
        Fault.EXHAUSTED,
        "too many files come in at once, try again",
        Map.of("expected", Integer.toString(max), "got", Integer.toString(max + 1)));
  }

  /** No such licence. */
  public static AfterglowException licenceNotFound(String licenceId) {
    return new AfterglowException(
        "LICENCE_NOT_FOUND", Fault.NOT_FOUND, "no such licence", Map.of("licence_id", licenceId));
  }

  /** No such organisation, or no such membership. */
  public static AfterglowException organisationNotFound(String organisationId) {
    return new AfterglowException(
        "ORGANISATION_NOT_FOUND",
        Fault.NOT_FOUND,
        "no such organisation or membership",
        Map.of("organisation_id", organisationId));
  }

  /** A sublicence would allow what its parent does not. */
  public static AfterglowException licenceTooWide(String fields) {
    return new AfterglowException(
        "LICENCE_TOO_WIDE",
        Fault.FAILED_PRECONDITION,
        "the sublicence would allow what its parent does not",
        Map.of("fields", fields));
  }

  /** A licence cannot be sublicensed, not now or not by them. */
  public static AfterglowException sublicenceRefused(String licenceId) {
    return new AfterglowException(
        "SUBLICENCE_REFUSED",
        Fault.FAILED_PRECONDITION,
        "the licence allows no sublicence, not now or not by them",
        Map.of("licence_id", licenceId));
  }

  /** A licence is from before there were signatures. */
  public static AfterglowException licenceNotSigned(String licenceId) {
    return new AfterglowException(
        "LICENCE_NOT_SIGNED",
        Fault.FAILED_PRECONDITION,
        "the licence is from before there were signatures",
        Map.of("licence_id", licenceId));
  }

  /** Likeness and voice are a person's for good. */
  public static AfterglowException titleNotTransferable(String partId) {
    return new AfterglowException(
        "TITLE_NOT_TRANSFERABLE",
        Fault.FAILED_PRECONDITION,
        "a person's likeness and voice cannot be transferred",
        Map.of("part_id", partId));
  }

  /** A decision said no. */
  public static AfterglowException denied(String reasons) {
    return new AfterglowException(
        "DECISION_DENIED", Fault.DENIED, "the use is not allowed", Map.of("reasons", reasons));
  }

  /** No such filing. */
  public static AfterglowException filingNotFound(String filingId) {
    return new AfterglowException(
        "FILING_NOT_FOUND", Fault.NOT_FOUND, "no such filing", Map.of("filing_id", filingId));
  }

  /** No such capture session of that avatar. */
  public static AfterglowException captureSessionNotFound(String sessionId) {
    return new AfterglowException(
        "CAPTURE_SESSION_NOT_FOUND",
        Fault.NOT_FOUND,
        "no such capture session of that avatar",
        Map.of("capture_session_id", sessionId));
  }

  /** No such part. */
  public static AfterglowException partNotFound(String partId) {
    return new AfterglowException(
        "PART_NOT_FOUND", Fault.NOT_FOUND, "no such part", Map.of("part_id", partId));
  }

  /** A part broke a rule of its kind. */
  public static AfterglowException partRejected(String rule, String detail) {
    return new AfterglowException(
        "PART_REJECTED",
        Fault.INVALID,
        "the part broke a rule",
        Map.of("rule", rule, "detail", detail));
  }

  /** A part is not approved, so it has no signature. */
  public static AfterglowException partNotSigned(String partId) {
    return new AfterglowException(
        "PART_NOT_SIGNED",
        Fault.FAILED_PRECONDITION,
        "only approved parts are served",
        Map.of("part_id", partId));
  }

  /** How a record was at a time is not kept. */
  public static AfterglowException historyNotKept(String record, String since) {
    return new AfterglowException(
        "HISTORY_NOT_KEPT",
        Fault.OUT_OF_RANGE,
        "how a record was then is not kept",
        Map.of("record", record, "since", since));
  }

  /** A licence has no revenue terms in a month. */
  public static AfterglowException revenueTermsMissing(String licenceId) {
    return new AfterglowException(
        "REVENUE_TERMS_MISSING",
        Fault.NOT_FOUND,
        "the licence has no revenue terms in that month",
        Map.of("licence_id", licenceId));
  }

  /** A month has more than one statement takes. */
  public static AfterglowException statementTooLarge(int limit) {
    return new AfterglowException(
        "STATEMENT_TOO_LARGE",
        Fault.EXHAUSTED,
        "the month has more than one statement takes",
        Map.of("limit", Integer.toString(limit)));
  }

  /** A statement cannot be closed yet. */
  public static AfterglowException statementNotClosable(String gaps) {
    return new AfterglowException(
        "STATEMENT_NOT_CLOSABLE",
        Fault.FAILED_PRECONDITION,
        "the month is not over, or something is missing",
        Map.of("gaps", gaps));
  }

  /** A statement is another one than was seen. */
  public static AfterglowException statementChanged(String sha256Hex) {
    return new AfterglowException(
        "STATEMENT_CHANGED",
        Fault.FAILED_PRECONDITION,
        "the statement is no longer the one that was seen",
        Map.of("sha256", sha256Hex));
  }

  /** No such lease, or it has expired. */
  public static AfterglowException leaseNotFound(String leaseId) {
    return new AfterglowException(
        "LEASE_NOT_FOUND", Fault.NOT_FOUND, "no such live lease", Map.of("lease_id", leaseId));
  }

  /** The lease is void. */
  public static AfterglowException leaseRevoked(String leaseId, long epoch) {
    return new AfterglowException(
        "LEASE_REVOKED",
        Fault.FAILED_PRECONDITION,
        "the lease was revoked",
        Map.of("lease_id", leaseId, "epoch", Long.toString(epoch)));
  }

  /** Too many wait for a decision. */
  public static AfterglowException busy() {
    return new AfterglowException(
        "DECISIONS_BUSY", Fault.UNAVAILABLE, "too many wait for a decision; repeat the request");
  }

  /** The state does not allow the change. */
  public static AfterglowException illegalTransition(String state) {
    return new AfterglowException(
        "ILLEGAL_TRANSITION",
        Fault.FAILED_PRECONDITION,
        "the state does not allow the change",
        Map.of("state", state));
  }

  /** The request id was used for a different request. */
  public static AfterglowException requestIdReused(String requestId) {
    return new AfterglowException(
        "REQUEST_ID_REUSED",
        Fault.ALREADY_EXISTS,
        "the request id was used for a different request",
        Map.of("request_id", requestId));
  }

  /** There is no such pairing code, or it is used up or too old. */
  public static AfterglowException pairingCodeRefused() {
    return new AfterglowException(
        "PAIRING_CODE_REFUSED", Fault.DENIED, "the pairing code is wrong, used up or too old");
  }

  /** The proof is not a signature by the key, or the key is no key. */
  public static AfterglowException pairingProofRefused() {
    return new AfterglowException(
        "PAIRING_PROOF_REFUSED", Fault.DENIED, "the proof does not fit the key and the code");
  }

  /** No device of the licensor's signed that. */
  public static AfterglowException withdrawalRefused() {
    return new AfterglowException(
        "WITHDRAWAL_REFUSED",
        Fault.DENIED,
        "no device of the licence's licensor that may sign has signed this");
  }

  /** Too many pairings were refused of late. */
  public static AfterglowException tooManyPairingAttempts(long retryAfterSeconds) {
    return new AfterglowException(
        "TOO_MANY_PAIRING_ATTEMPTS",
        Fault.EXHAUSTED,
        "too many pairings were refused of late",
        Map.of("retry_after_s", Long.toString(retryAfterSeconds)));
  }

  /** The key is, or was, that of a device. */
  public static AfterglowException deviceKeyTaken() {
    return new AfterglowException(
        "DEVICE_KEY_TAKEN", Fault.ALREADY_EXISTS, "the key is, or was, that of a device");
  }

  /** The person has as many devices as may be. */
  public static AfterglowException tooManyDevices(int limit) {
    return new AfterglowException(
        "TOO_MANY_DEVICES",
        Fault.EXHAUSTED,
        "the person has as many devices as may be",
        Map.of("limit", Integer.toString(limit)));
  }

  /** No such device. */
  public static AfterglowException deviceNotFound(String deviceId) {
    return new AfterglowException(
        "DEVICE_NOT_FOUND", Fault.NOT_FOUND, "no such device", Map.of("device_id", deviceId));
  }

  /** The cursor or page token is not one of ours, or too old. */
  public static AfterglowException cursorExpired() {
    return new AfterglowException(
        "CURSOR_EXPIRED", Fault.OUT_OF_RANGE, "the cursor is unknown or too old");
  }

  /** The log has no such entry, or was never that large. */
  public static AfterglowException logRange(long treeSize) {
    return new AfterglowException(
        "LOG_RANGE",
        Fault.OUT_OF_RANGE,
        "the log has no such entry, or was never that large",
        Map.of("tree_size", Long.toString(treeSize)));
  }

  /** No such entry, or whom it concerns was erased. */
  public static AfterglowException openingNotFound(long index) {
    return new AfterglowException(
        "LOG_OPENING_NOT_FOUND",
        Fault.NOT_FOUND,
        "nothing is kept of such an entry",
        Map.of("index", Long.toString(index)));
  }

  /** The log is not published now, or too many wait for it. */
  public static AfterglowException logBusy() {
    return new AfterglowException(
        "LOG_BUSY", Fault.UNAVAILABLE, "the log is not published now; repeat the request");
  }

  /** The storage of files did not answer. */
  public static AfterglowException assetStoreUnavailable(Throwable cause) {
    return new AfterglowException(
        "ASSET_STORE_UNAVAILABLE",
        Fault.UNAVAILABLE,
        "the storage of files did not answer; repeat the request",
        Map.of(),
        cause);
  }

  /** A stored file is gone. */
  public static AfterglowException fileLost(Throwable cause) {
    return new AfterglowException(
        PlatformReason.INTERNAL,
        Fault.DATA_LOSS,
        "a stored file cannot be read back",
        Map.of(),
        cause);
  }
}
