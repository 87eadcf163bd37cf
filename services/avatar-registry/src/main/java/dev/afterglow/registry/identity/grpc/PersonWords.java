package dev.afterglow.registry.identity.grpc;

import dev.afterglow.api.registry.v1.AssuranceLevel;
import dev.afterglow.api.registry.v1.CheckPurpose;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.ProviderRemainder;
import dev.afterglow.api.registry.v1.RemainderState;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.identity.Attempt;
import dev.afterglow.registry.identity.DocumentWarning;
import dev.afterglow.registry.identity.Person;
import dev.afterglow.registry.identity.Standings;
import dev.afterglow.registry.identity.Verification;
import dev.afterglow.registry.identity.storage.AttemptStore;
import java.time.Instant;

/** A person in the contract's words. */
final class PersonWords {
  private PersonWords() {}

  static dev.afterglow.api.registry.v1.Person person(Person person, Instant now) {
    var message =
        dev.afterglow.api.registry.v1.Person.newBuilder()
            .setSubjectId(person.subjectId())
            .setState(PersonState.valueOf("PERSON_STATE_" + Standings.word(person, now)))
            .setCreateTime(Words.timestamp(person.createTime()));
    switch (person) {
      case Person.Pending pending -> attempt(message, pending.attempt());
      case Person.Verified verified -> verification(message, verified.verification());
      case Person.ReverifyDue due -> verification(message, due.verification());
      case Person.Unverified unverified ->
          unverified
              .lastFailure()
              .ifPresent(
                  failure -> {
                    attempt(message, failure.attempt());
                    message.setRefusal(failure.refusal().name());
                  });
      case Person.Suspended suspended -> suspended.awaited().ifPresent(it -> attempt(message, it));
      case Person.Revoked _, Person.Erased _ -> {
        // Nothing more is told.
      }
    }
    return message.build();
  }

  private static void attempt(
      dev.afterglow.api.registry.v1.Person.Builder message, Attempt attempt) {
    message.setProvider(attempt.provider()).setProviderTransaction(attempt.transaction());
  }

  private static void verification(
      dev.afterglow.api.registry.v1.Person.Builder message, Verification verification) {
    attempt(message, verification.attempt());
    message
        .setAssuranceLevel(
            Words.contract(verification.assurance(), "ASSURANCE_LEVEL_", AssuranceLevel.class))
        .setVerifyTime(Words.timestamp(verification.verifyTime()))
        .setReverifyTime(Words.timestamp(verification.reverifyTime()));
  }

  static dev.afterglow.api.registry.v1.DocumentWarning warning(DocumentWarning warning) {
    return dev.afterglow.api.registry.v1.DocumentWarning.valueOf(
        "DOCUMENT_WARNING_" + warning.name());
  }

  static ProviderRemainder remainder(AttemptStore.Remainder remainder) {
    ProviderRemainder.Builder message =
        ProviderRemainder.newBuilder()
            .setProvider(remainder.provider())
            .setPurpose(Words.contract(remainder.purpose(), "CHECK_PURPOSE_", CheckPurpose.class))
            .setState(
                remainder.kept()
                    ? RemainderState.REMAINDER_STATE_KEPT
                    : RemainderState.REMAINDER_STATE_OWED);
    remainder.until().ifPresent(it -> message.setKeptUntilTime(Words.timestamp(it)));
    return message.build();
  }
}
