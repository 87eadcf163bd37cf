package dev.afterglow.standalone.room;

import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.Document;
import dev.afterglow.api.registry.v1.DocumentType;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.ResumeVerificationRequest;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The presenter of a standalone room: verified by the simulator provider, which verifies nobody. A
 * platform that asks for a real person refuses them, as it should.
 */
public final class SimulatedPerson {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";
  private static final int MAX_ASKS = 40;

  private SimulatedPerson() {}

  /** The subject of an earlier run if they are still verified, else a new one. */
  public static String verified(
      IdentityServiceBlockingStub identities, String known, RandomGenerator random) {
    if (!known.isEmpty() && isVerified(identities, known)) {
      return known;
    }
    BeginVerificationRequest request =
        BeginVerificationRequest.newBuilder()
            .setRequestId(UUID.randomUUID().toString())
            .setProvider("simulator")
            .setDocument(
                Document.newBuilder()
                    .setType(DocumentType.DOCUMENT_TYPE_CN_RESIDENT_ID)
                    .setNumber(number(random))
                    .setName("Simulated Presenter"))
            .build();
    String subject =
        Refusal.orSentence(
            "verify the simulated presenter",
            () -> identities.beginVerification(request).getPerson().getSubjectId());
    return resume(identities, subject);
  }

  private static String resume(IdentityServiceBlockingStub identities, String subject) {
    ResumeVerificationRequest request =
        ResumeVerificationRequest.newBuilder().setSubjectId(subject).build();
    for (int ask = 0; ask < MAX_ASKS; ask++) {
      PersonState state =
          Refusal.orSentence(
              "verify the simulated presenter",
              () -> identities.resumeVerification(request).getPerson().getState());
      if (state == PersonState.PERSON_STATE_VERIFIED) {
        return subject;
      }
      if (state != PersonState.PERSON_STATE_PENDING) {
        break;
      }
      pause();
    }
    throw new RunFailure(ExitCode.REFUSED, "The simulator did not verify the simulated presenter.");
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailure(ExitCode.UNEXPECTED, "The start was interrupted.", e);
    }
  }

  private static boolean isVerified(IdentityServiceBlockingStub identities, String subject) {
    try {
      return identities
              .getPerson(GetPersonRequest.newBuilder().setSubjectId(subject).build())
              .getPerson()
              .getState()
          == PersonState.PERSON_STATE_VERIFIED;
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return false;
      }
      throw Refusal.failure("look the simulated presenter up", e);
    }
  }

  /**
   * A well-formed number that nobody holds: region 990000 is not assigned. The last character is
   * the MOD 11-2 check of GB 11643.
   */
  static String number(RandomGenerator random) {
    String body =
        "990000%04d%02d%02d%03d"
            .formatted(
                random.nextInt(1970, 2000),
                random.nextInt(1, 13),
                random.nextInt(1, 29),
                random.nextInt(1, 1000));
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (body.charAt(i) - '0') * WEIGHTS[i];
    }
    return body + CHECKS.charAt(sum % 11);
  }
}
