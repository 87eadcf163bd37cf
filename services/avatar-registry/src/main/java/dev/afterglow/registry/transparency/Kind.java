package dev.afterglow.registry.transparency;

import java.util.Arrays;
import java.util.Optional;

/** What an entry tells of. The words stand in the log for good: none is ever changed. */
public enum Kind {
  /** A person's verification began. */
  PERSON_BEGUN("person.begun"),
  /** A reviewer decided on a person's verification. */
  PERSON_REVIEWED("person.reviewed"),
  /** A person was verified. */
  PERSON_VERIFIED("person.verified"),
  /** A verification failed. */
  PERSON_FAILED("person.failed"),
  /** A person was suspended. */
  PERSON_SUSPENDED("person.suspended"),
  /** A suspended person was stopped for good. */
  PERSON_REVOKED("person.revoked"),
  /** A reviewer asked that a suspended person be stopped for good. */
  PERSON_REVOCATION_ASKED("person.revocation_asked"),
  /** A provider was asked whether somebody is there. */
  PRESENCE_BEGUN("presence.begun"),
  /** A reviewer decided on a presence. */
  PRESENCE_REVIEWED("presence.reviewed"),
  /** It is them. */
  PRESENCE_PROVEN("presence.proven"),
  /** It is not, or could not be told. */
  PRESENCE_REFUSED("presence.refused"),
  /** A presence was set aside. */
  PRESENCE_VOIDED("presence.voided"),
  /** Somebody was asked to read a licence aloud. */
  INTENTION_ASKED("intention.asked"),
  /** They want what they read. */
  INTENTION_MEANT("intention.meant"),
  /** They do not, or it could not be told. */
  INTENTION_REFUSED("intention.refused"),
  /** A licence came of it. */
  INTENTION_SPENT("intention.spent"),
  /** A person was erased; the commitment is the receipt. */
  PERSON_ERASED("person.erased"),
  /** An avatar was registered. */
  AVATAR_REGISTERED("avatar.registered"),
  /** A licence was granted. */
  LICENCE_GRANTED("licence.granted"),
  /** A licence's revenue terms were amended. */
  LICENCE_AMENDED("licence.amended"),
  /** A licence was revoked. */
  LICENCE_REVOKED("licence.revoked"),
  /** A lease was granted. */
  LEASE_GRANTED("lease.granted"),
  /** A lease was given back. */
  LEASE_RELEASED("lease.released"),
  /** A lease was made void. */
  LEASE_REVOKED("lease.revoked"),
  /** A device's key was enrolled. */
  DEVICE_ENROLLED("device.enrolled"),
  /** A device was revoked. */
  DEVICE_REVOKED("device.revoked"),
  /** A window of evidence about a drive. */
  EVIDENCE_WINDOW("evidence.window"),
  /** A part of an avatar was uploaded. */
  PART_SUBMITTED("part.submitted"),
  /** A part was approved and signed. */
  PART_APPROVED("part.approved"),
  /** A part was refused. */
  PART_REJECTED("part.rejected"),
  /** A part is served no more. */
  PART_WITHDRAWN("part.withdrawn"),
  /** A part took its place in an avatar. */
  AVATAR_COMPOSED("avatar.composed"),
  /** A month's statement was closed. */
  STATEMENT_CLOSED("statement.closed"),
  /** A filing with an authority or a platform was opened. */
  FILING_OPENED("filing.opened"),
  /** A filing moved on. */
  FILING_MOVED("filing.moved"),
  /** A capture session was recorded. */
  CAPTURE_RECORDED("capture.recorded"),
  /** A training run was recorded. */
  TRAINING_RECORDED("training.recorded"),
  /** Notice was given of a licence's end. */
  LICENCE_NOTICED("licence.noticed"),
  /** The title to a work was transferred. */
  TITLE_TRANSFERRED("title.transferred"),
  /** An organisation was recorded. */
  ORGANISATION_CREATED("organisation.created"),
  /** Somebody became a member of an organisation. */
  MEMBER_ADDED("member.added"),
  /** A membership was ended. */
  MEMBERSHIP_ENDED("member.ended"),
  /** Something that was there before the log began; whatever may follow, follows. */
  CARRIED("carried");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /** The word in the log. */
  public String word() {
    return word;
  }

  /** The kind of a word. */
  public static Optional<Kind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /** Whether the first entry about a thing may be of this kind. */
  public boolean opens() {
    return switch (this) {
      case PERSON_BEGUN,
          PRESENCE_BEGUN,
          INTENTION_ASKED,
          AVATAR_REGISTERED,
          LICENCE_GRANTED,
          LEASE_GRANTED,
          DEVICE_ENROLLED,
          EVIDENCE_WINDOW,
          STATEMENT_CLOSED,
          PART_SUBMITTED,
          AVATAR_COMPOSED,
          FILING_OPENED,
          CAPTURE_RECORDED,
          TRAINING_RECORDED,
          TITLE_TRANSFERRED,
          ORGANISATION_CREATED,
          MEMBER_ADDED,
          CARRIED ->
          true;
      case PERSON_REVIEWED,
          PERSON_VERIFIED,
          PERSON_FAILED,
          PERSON_SUSPENDED,
          PERSON_REVOCATION_ASKED,
          PERSON_REVOKED,
          PERSON_ERASED,
          INTENTION_MEANT,
          INTENTION_REFUSED,
          INTENTION_SPENT,
          PRESENCE_REVIEWED,
          PRESENCE_PROVEN,
          PRESENCE_REFUSED,
          PRESENCE_VOIDED,
          PART_APPROVED,
          PART_REJECTED,
          PART_WITHDRAWN,
          LICENCE_AMENDED,
          LICENCE_NOTICED,
          LICENCE_REVOKED,
          MEMBERSHIP_ENDED,
          LEASE_RELEASED,
          LEASE_REVOKED,
          FILING_MOVED,
          DEVICE_REVOKED ->
          false;
    };
  }

  /** Whether an entry of this kind may be followed, about the same thing, by one of the next. */
  public boolean leadsTo(Kind next) {
    return switch (this) {
      case PERSON_BEGUN, PERSON_REVIEWED ->
          next == PERSON_REVIEWED
              || next == PERSON_VERIFIED
              || next == PERSON_FAILED
              || followsStanding(next)
              || followsSuspension(next);
      case PERSON_FAILED -> followsStanding(next) || followsSuspension(next);
      case PERSON_VERIFIED -> followsStanding(next);
      case PERSON_SUSPENDED -> followsSuspension(next);
      // One reviewer's asking stops no verification that was under way.
      case PERSON_REVOCATION_ASKED ->
          next == PERSON_REVIEWED
              || next == PERSON_VERIFIED
              || next == PERSON_FAILED
              || followsSuspension(next);
      case PERSON_REVOKED -> next == PERSON_ERASED;
      case PRESENCE_BEGUN, PRESENCE_REVIEWED ->
          next == PRESENCE_REVIEWED
              || next == PRESENCE_PROVEN
              || next == PRESENCE_REFUSED
              || next == PRESENCE_VOIDED;
      case PRESENCE_PROVEN -> next == PRESENCE_VOIDED;
      case INTENTION_ASKED -> next == INTENTION_MEANT || next == INTENTION_REFUSED;
      case INTENTION_MEANT -> next == INTENTION_SPENT;
      case LICENCE_GRANTED, LICENCE_AMENDED ->
          next == LICENCE_AMENDED || next == LICENCE_NOTICED || next == LICENCE_REVOKED;
      case LICENCE_NOTICED -> next == LICENCE_AMENDED || next == LICENCE_REVOKED;
      case MEMBER_ADDED -> next == MEMBERSHIP_ENDED;
      case TITLE_TRANSFERRED -> next == TITLE_TRANSFERRED;
      case LEASE_GRANTED -> next == LEASE_RELEASED || next == LEASE_REVOKED;
      case DEVICE_ENROLLED -> next == DEVICE_REVOKED;
      case PART_SUBMITTED -> next == PART_APPROVED || next == PART_REJECTED;
      case PART_APPROVED -> next == PART_WITHDRAWN;
      case AVATAR_COMPOSED -> next == AVATAR_COMPOSED;
      case FILING_OPENED, FILING_MOVED -> next == FILING_MOVED;
      case EVIDENCE_WINDOW -> next == EVIDENCE_WINDOW;
      case CARRIED -> next != CARRIED;
      case PERSON_ERASED,
          INTENTION_REFUSED,
          INTENTION_SPENT,
          PRESENCE_REFUSED,
          PRESENCE_VOIDED,
          AVATAR_REGISTERED,
          LICENCE_REVOKED,
          LEASE_RELEASED,
          LEASE_REVOKED,
          DEVICE_REVOKED,
          PART_REJECTED,
          PART_WITHDRAWN,
          CAPTURE_RECORDED,
          TRAINING_RECORDED,
          ORGANISATION_CREATED,
          MEMBERSHIP_ENDED,
          STATEMENT_CLOSED ->
          false;
    };
  }

  private static boolean followsStanding(Kind next) {
    return next == PERSON_BEGUN || next == PERSON_SUSPENDED || next == PERSON_ERASED;
  }

  private static boolean followsSuspension(Kind next) {
    return next == PERSON_BEGUN
        || next == PERSON_REVOCATION_ASKED
        || next == PERSON_REVOKED
        || next == PERSON_ERASED;
  }
}
