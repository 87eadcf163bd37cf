package dev.afterglow.studio.customer.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.api.commerce.v1.Audience;
import dev.afterglow.api.commerce.v1.Cohort;
import dev.afterglow.api.commerce.v1.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customers of the shops that sold in a room.
 *
 * @param shops those shops
 */
public record RoomCustomers(List<Shop> shops) {
  /** Copies the list. */
  public RoomCustomers {
    shops = List.copyOf(shops);
  }

  /**
   * A shop's customers in slices.
   *
   * @param shopId the shop, as the source of the facts of its orders
   * @param segments by recency, frequency and money, the best first
   * @param firstMonths by the month of the first order
   * @param firstPresenters by who was seen presenting then
   * @param firstLooks by the look that showed then
   * @param preferredPresenters by whom they buy most of
   * @param preferredLooks by the look in which they buy most
   * @param audiences saved rules
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Shop(
      String shopId,
      List<SegmentRow> segments,
      List<CohortRow> firstMonths,
      List<CohortRow> firstPresenters,
      List<CohortRow> firstLooks,
      List<CohortRow> preferredPresenters,
      List<CohortRow> preferredLooks,
      List<AudienceRow> audiences) {}

  /**
   * Customers alike.
   *
   * @param recency fifth, 1 to 5
   * @param frequency fifth, 1 to 5
   * @param monetary fifth, 1 to 5
   * @param customerCount 10 or more
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record SegmentRow(int recency, int frequency, int monetary, long customerCount) {
    static SegmentRow of(Segment segment) {
      return new SegmentRow(
          segment.getRecencyQuintile(),
          segment.getFrequencyQuintile(),
          segment.getMonetaryQuintile(),
          segment.getCustomerCount());
    }
  }

  /**
   * Customers with something in common.
   *
   * @param key what; empty where it was not told
   * @param customerCount 10 or more
   * @param repeatRate how many bought again, 0 to 1; absent where that tells of a few
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  public record CohortRow(String key, long customerCount, @Nullable Double repeatRate) {
    static CohortRow of(Cohort cohort) {
      return new CohortRow(
          cohort.getKey(),
          cohort.getCustomerCount(),
          cohort.hasRepeatRate() ? cohort.getRepeatRate() : null);
    }
  }

  /**
   * A saved rule.
   *
   * @param name what the shop calls it
   * @param customerCount in whole tens; absent where it is not told
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(SnakeCaseStrategy.class)
  public record AudienceRow(String name, @Nullable Long customerCount) {
    static AudienceRow of(Audience audience) {
      return new AudienceRow(
          audience.getName(), audience.hasCustomerCount() ? audience.getCustomerCount() : null);
    }
  }
}
