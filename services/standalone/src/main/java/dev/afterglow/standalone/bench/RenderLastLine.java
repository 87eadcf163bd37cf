package dev.afterglow.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * The last line of {@code bench render}: JSON by which runs are compared. Its keys are always all
 * there; what was not measured is null, and {@code not_measured} says why, by key.
 *
 * @param house the house presenter at 720x1280; empty where it was not measured
 * @param ict the head of 51 shapes at 720x1280; likewise
 * @param soak the run that keeps the clock
 * @param missing why an avatar was not measured, by its name
 */
record RenderLastLine(
    Optional<RenderCase> house,
    Optional<RenderCase> ict,
    JsonNode soak,
    Map<String, String> missing) {
  @Override
  public String toString() {
    ObjectNode out = new ObjectMapper().createObjectNode();
    ObjectNode why = new ObjectMapper().createObjectNode();
    String noHouse = missing.getOrDefault("house", "not measured");
    put(out, why, "fps_house_720", house.map(it -> hundredths(it.median("fps"))), noHouse);
    put(out, why, "bare_ratio_house_720", house.map(it -> hundredths(it.ratio())), noHouse);
    put(
        out,
        why,
        "fps_ict_720",
        ict.map(it -> hundredths(it.median("fps"))),
        missing.getOrDefault("ict", "not measured"));
    put(out, why, "alloc_bytes_frame", house.map(RenderCase::bytesAPicture), noHouse);
    put(out, why, "skew_p999_ms", ofSoak("skew_p999_ms"), "the soak gave none");
    put(out, why, "rss_mb", house.map(it -> it.median("rss_mb")), noHouse);
    put(out, why, "soak_fps", ofSoak("fps"), "the soak gave none");
    put(out, why, "soak_dropped", ofSoak("dropped"), "the soak gave none");
    if (!why.isEmpty()) {
      out.set("not_measured", why);
    }
    return out.toString();
  }

  private Optional<Double> ofSoak(String figure) {
    JsonNode value = soak.path(figure);
    return value.isNumber() ? Optional.of(value.asDouble()) : Optional.empty();
  }

  private static void put(
      ObjectNode out, ObjectNode why, String key, Optional<Double> value, String reason) {
    if (value.isPresent()) {
      out.put(key, value.get());
    } else {
      out.putNull(key);
      why.put(key, reason);
    }
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
