package dev.afterglow.platform.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.GetPlatformPolicyRequest;
import dev.afterglow.api.registry.v1.GrantLicenceRequest;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.RenewLeaseRequest;
import dev.afterglow.api.registry.v1.RevokeLicenceRequest;
import dev.afterglow.api.registry.v1.TimeWindow;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -62_135_596_801L, 253_402_300_800L, Long.MAX_VALUE})
  void shouldNameTheTimeWhenNoTimeIsThatFarAway(long seconds) {
    // Given
    Timestamp nowhere = Timestamp.newBuilder().setSeconds(seconds).build();
    TimeWindow blackout = TimeWindow.newBuilder().setEndTime(nowhere).build();

    // When
    Optional<String> alone =
        FieldWalk.first(
            GetPlatformPolicyRequest.newBuilder().setAtTime(nowhere).build(), FieldWalk.NO_TIME);
    Optional<String> inside =
        FieldWalk.first(
            GrantLicenceRequest.newBuilder()
                .setTerms(
                    LicenceTerms.newBuilder()
                        .addBlackouts(TimeWindow.getDefaultInstance())
                        .addBlackouts(blackout))
                .build(),
            FieldWalk.NO_TIME);

    // Then
    assertThat(alone).contains("at_time");
    assertThat(inside).contains("terms.blackouts[1].end_time");
  }

  @Test
  void shouldRefuseInsteadOfFailingWhenATimeIsNone() {
    // Given
    GetPlatformPolicyRequest request =
        GetPlatformPolicyRequest.newBuilder()
            .setPlatform("showroom")
            .setAtTime(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
            .build();

    // When
    assertThatThrownBy(() -> rules.check(request))

        // Then
        .isInstanceOfSatisfying(
            AfterglowException.class,
            fault -> {
              assertThat(fault.kind()).isEqualTo(Fault.INVALID);
              assertThat(fault.reason()).isEqualTo("INVALID_FIELD");
              assertThat(fault.metadata()).containsEntry("field", "at_time");
            });
  }

  @Test
  void shouldRefuseWhenATextHoldsANul() {
    // Given
    RevokeLicenceRequest request =
        RevokeLicenceRequest.newBuilder()
            .setRequestId("0197b1de-0000-7000-8000-000000000000")
            .setLicenceId("0197b1de-0000-7000-8000-000000000000")
            .setGrounds("a\0b")
            .build();

    // When
    assertThatThrownBy(() -> rules.check(request))

        // Then
        .isInstanceOfSatisfying(
            AfterglowException.class,
            fault ->
                assertThat(fault.metadata())
                    .containsEntry("field", "grounds")
                    .containsEntry("rule", "string.nul"));
  }
}
