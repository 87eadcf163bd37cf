package dev.afterglow.commerce.customer;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.afterglow.platform.error.AfterglowException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Audiences as the contract's messages. */
final class AudienceMessages {
  private AudienceMessages() {}

  /**
   * A rule as it was told.
   *
   * @throws AfterglowException of a caller's fault where its parts contradict each other
   */
  static AudienceRule rule(dev.afterglow.api.commerce.v1.AudienceRule told) {
    return AfterglowException.checking("rule", () -> read(told));
  }

  private static AudienceRule read(dev.afterglow.api.commerce.v1.AudienceRule told) {
    boolean stated =
        told.getCohortBy() != dev.afterglow.api.commerce.v1.CohortBy.COHORT_BY_UNSPECIFIED;
    if (!stated && told.getCohortKeysCount() > 0) {
      throw new IllegalArgumentException("keys of cohorts need what they are by");
    }
    return new AudienceRule(
        range(told.getRecency()),
        range(told.getFrequency()),
        range(told.getMonetary()),
        stated
            ? Optional.of(
                new AudienceRule.Cohorts(
                    by(told.getCohortBy()), Set.copyOf(told.getCohortKeysList())))
            : Optional.empty(),
        Set.copyOf(told.getBoughtProductIdsList()),
        Set.copyOf(told.getNotBoughtProductIdsList()));
  }

  private static FifthRange range(dev.afterglow.api.commerce.v1.FifthRange told) {
    boolean isAll = told.getLowest() == 0 && told.getHighest() == 0;
    return isAll ? FifthRange.ALL : new FifthRange(told.getLowest(), told.getHighest());
  }

  static CohortBy by(dev.afterglow.api.commerce.v1.CohortBy told) {
    return switch (told) {
      case COHORT_BY_FIRST_MONTH -> CohortBy.FIRST_MONTH;
      case COHORT_BY_FIRST_PRESENTER -> CohortBy.FIRST_PRESENTER;
      case COHORT_BY_FIRST_LOOK -> CohortBy.FIRST_LOOK;
      case COHORT_BY_PREFERRED_PRESENTER -> CohortBy.PREFERRED_PRESENTER;
      case COHORT_BY_PREFERRED_LOOK -> CohortBy.PREFERRED_LOOK;
      case COHORT_BY_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("not stated what cohorts are by");
    };
  }

  private static dev.afterglow.api.commerce.v1.CohortBy message(CohortBy by) {
    return dev.afterglow.api.commerce.v1.CohortBy.valueOf("COHORT_BY_" + by.name());
  }

  static dev.afterglow.api.commerce.v1.Audience message(Audience audience, OptionalLong count) {
    dev.afterglow.api.commerce.v1.Audience.Builder message =
        dev.afterglow.api.commerce.v1.Audience.newBuilder()
            .setAudienceId(audience.id().toString())
            .setName(audience.name())
            .setRule(message(audience.rule()))
            .setCreateTime(time(audience.created()));
    count.ifPresent(message::setCustomerCount);
    return message.build();
  }

  private static dev.afterglow.api.commerce.v1.AudienceRule message(AudienceRule rule) {
    dev.afterglow.api.commerce.v1.AudienceRule.Builder message =
        dev.afterglow.api.commerce.v1.AudienceRule.newBuilder()
            .setRecency(message(rule.recency()))
            .setFrequency(message(rule.frequency()))
            .setMonetary(message(rule.monetary()))
            .addAllBoughtProductIds(rule.bought().stream().sorted().toList())
            .addAllNotBoughtProductIds(rule.notBought().stream().sorted().toList());
    rule.cohort()
        .ifPresent(
            cohort ->
                message
                    .setCohortBy(message(cohort.by()))
                    .addAllCohortKeys(cohort.keys().stream().sorted().toList()));
    return message.build();
  }

  private static dev.afterglow.api.commerce.v1.FifthRange message(FifthRange range) {
    return dev.afterglow.api.commerce.v1.FifthRange.newBuilder()
        .setLowest(range.lowest())
        .setHighest(range.highest())
        .build();
  }

  static Timestamp time(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /** As it is kept: without a count. */
  static byte[] bytes(Audience audience) {
    return message(audience, OptionalLong.empty()).toByteArray();
  }

  /**
   * As it was kept.
   *
   * @throws IllegalArgumentException if it is no audience
   */
  static Audience audience(String shopId, byte[] bytes) {
    try {
      dev.afterglow.api.commerce.v1.Audience kept =
          dev.afterglow.api.commerce.v1.Audience.parseFrom(bytes);
      return new Audience(
          UUID.fromString(kept.getAudienceId()),
          shopId,
          kept.getName(),
          read(kept.getRule()),
          Instant.ofEpochSecond(
              kept.getCreateTime().getSeconds(), kept.getCreateTime().getNanos()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("no audience", e);
    }
  }
}
