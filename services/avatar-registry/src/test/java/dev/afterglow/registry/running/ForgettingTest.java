package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.registry.v1.ErasePersonRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Collections;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An erased person is forgotten by capture-ingest, however long it takes. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@QuarkusTestResource(FakeCapture.class)
@Timeout(60)
class ForgettingTest extends RegistryScene {
  @AfterEach
  void mendCapture() {
    System.clearProperty(FakeCapture.BROKEN);
  }

  @Test
  void shouldHaveThePersonForgottenOnceWhenCaptureAnswers() throws Exception {
    // Given
    String subject = registry.verified();

    // When
    erase(subject);
    await(() -> owed(subject) == 0);
    erase(subject);

    // Then
    assertThat(owed(subject)).as("erasing twice owes nothing anew").isZero();
    assertThat(asked(subject)).isEqualTo(1);
  }

  @Test
  void shouldAskAgainAndAgainWhenCaptureDoesNotAnswer() throws Exception {
    // Given
    System.setProperty(FakeCapture.BROKEN, "true");
    String subject = registry.verified();
    erase(subject);
    await(() -> asked(subject) == 1);

    // When
    await(
        () -> {
          MovableClock.forward(Duration.ofMinutes(10));
          return asked(subject) >= 4;
        });
    long owedMeanwhile = owed(subject);
    System.clearProperty(FakeCapture.BROKEN);
    await(
        () -> {
          MovableClock.forward(Duration.ofMinutes(10));
          return owed(subject) == 0;
        });

    // Then
    assertThat(owedMeanwhile).isEqualTo(1);
    assertThat(asked(subject)).isGreaterThanOrEqualTo(5);
  }

  private void erase(String subject) {
    registry.identities.erasePerson(
        ErasePersonRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setSubjectId(subject)
            .build());
  }

  private static int asked(String subject) {
    return Collections.frequency(FakeCapture.asked(), subject);
  }

  private long owed(String subject) {
    return rows("forgetting", subject);
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    while (!wanted.getAsBoolean()) {
      Thread.sleep(100);
    }
  }
}
