package dev.afterglow.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import org.junit.jupiter.api.Test;

class MessageRulesTest {

  private final MessageRules rules = new MessageRules();

  @Test
  void shouldNameFieldAndRuleWhenMessageBreaksOne() {
    // Given
    AcquireLeaseRequest request = AcquireLeaseRequest.newBuilder().setRequestId("secret").build();

    // When
    assertThatThrownBy(() -> rules.check(request))

        // Then
        .isInstanceOfSatisfying(
            AfterglowException.class,
            fault -> {
              assertThat(fault.kind()).isEqualTo(Fault.INVALID);
              assertThat(fault.reason()).isEqualTo("INVALID_FIELD");
              assertThat(fault.metadata())
                  .containsEntry("field", "request_id")
                  .containsEntry("rule", "string.uuid");
              assertThat(fault.getMessage()).doesNotContain("secret");
            });
  }

  @Test
  void shouldPassWhenMessageKeepsEveryRule() {
    // Given
    RenewLeaseRequest request =
        RenewLeaseRequest.newBuilder().setLeaseId("0197b1de-0000-7000-8000-000000000000").build();

    // When, Then
    assertThatCode(() -> rules.check(request)).doesNotThrowAnyException();
  }
}
