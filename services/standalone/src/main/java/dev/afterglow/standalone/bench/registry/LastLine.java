package dev.afterglow.standalone.bench.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The last line of {@code bench registry}: JSON by which runs are compared; see the docs. */
final class LastLine {
  static final String DECIDE_P99_MS = "decide_p99_ms";
  static final String DECIDE_RATIO = "decide_ratio";
  static final String RENEWALS_PER_S = "renewals_per_s";
  static final String GOLIVE_P99_MS = "golive_p99_ms";
  static final String LOG_LAG_P99_MS = "log_lag_p99_ms";

  private static final List<String> NEEDED =
      List.of(DECIDE_P99_MS, DECIDE_RATIO, RENEWALS_PER_S, GOLIVE_P99_MS, LOG_LAG_P99_MS);

  private final ObjectNode json = new ObjectMapper().createObjectNode();

  void put(String name, double figure) {
    json.put(name, figure);
  }

  void put(String name, long figure) {
    json.put(name, figure);
  }

  /**
   * The line.
   *
   * @throws IllegalStateException where a figure is missing by which runs are compared
   */
  String whole() {
    List<String> missing = NEEDED.stream().filter(name -> !json.has(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException("not measured: " + missing);
    }
    return json.toString();
  }
}
