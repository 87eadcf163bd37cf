package dev.afterglow.registry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.identity.IdentityVerifier.Begun;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatedVerifierTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final IdentityVerifier simulator =
      new SimulatedVerifier(InstantSource.fixed(NOW), () -> "id");

  private static Document named(String name) {
    return new Document(DocumentType.PASSPORT, "E12345678", name);
  }

  private String begin(String name) {
    return ((Begun.Started) simulator.begin(Inquiry.enrolment(named(name)))).transaction();
  }

  @Test
  void shouldPassAsSimulatedWhenNameAsksForNothing() {
    // When
    Outcome outcome = simulator.result(Purpose.ENROL, begin("Wei Canary"));

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Passed(AssuranceLevel.SIMULATED));
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void shouldFailAsAskedWhenNameNamesARefusal(Refusal refusal) {
    // When
    Outcome outcome =
        simulator.result(Purpose.ENROL, begin("Wei #" + refusal.name().toLowerCase()));

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Failed(refusal));
  }

  @Test
  void shouldStayOpenForTwoSecondsWhenSlow() {
    // Given
    String transaction = begin("Wei #SLOW");

    // When
    Outcome early = simulator.result(Purpose.ENROL, transaction);
    Outcome late =
        new SimulatedVerifier(InstantSource.fixed(NOW.plusSeconds(2)), () -> "id")
            .result(Purpose.ENROL, transaction);

    // Then
    assertThat(early).isEqualTo(new Outcome.Open());
    assertThat(late).isInstanceOf(Outcome.Passed.class);
  }

  @Test
  void shouldNotAnswerWhenSilentOrLost() {
    // When
    Begun silent = simulator.begin(Inquiry.enrolment(named("Wei #SILENT")));
    Outcome lost = simulator.result(Purpose.ENROL, begin("Wei #LOST"));
    Outcome foreign = simulator.result(Purpose.ENROL, "of another provider");

    // Then
    assertThat(silent).isInstanceOf(Begun.Unanswered.class);
    assertThat(lost).isInstanceOf(Outcome.Unanswered.class);
    assertThat(foreign).isEqualTo(new Outcome.Failed(Refusal.EXPIRED));
  }

  @Test
  void shouldHoldNoPersonalDataWhenTransactionIsMade() {
    // When
    String transaction = begin("Wei Canary");

    // Then
    assertThat(transaction).doesNotContain("E12345678", "Wei", "Canary");
  }
}
