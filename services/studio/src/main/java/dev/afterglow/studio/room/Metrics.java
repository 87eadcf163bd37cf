package dev.afterglow.studio.room;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/** What figures mean, from commerce-analytics' dictionary. */
public interface Metrics {

  /**
   * What one figure means; see the contract's {@code MetricDefinition}.
   *
   * @param metricId its id, such as "gmv_net"
   * @param numerator what is above the line; empty where the figure is no ratio
   * @param denominator what is below the line; empty where the figure is no ratio
   * @param attribution which events count where that could be told otherwise; may be empty
   * @param version counts up when the formula changes
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Meaning(
      String metricId,
      String displayName,
      String formula,
      String unit,
      String numerator,
      String denominator,
      String attribution,
      int version) {}

  /**
   * Every figure's meaning.
   *
   * @param locale BCP 47, at most 35 characters; empty = English
   */
  List<Meaning> all(String locale);
}
