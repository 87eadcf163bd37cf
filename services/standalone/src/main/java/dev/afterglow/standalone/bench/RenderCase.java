package dev.afterglow.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured of one avatar at one size, a round each.
 *
 * @param loops of the worker's own loops
 * @param bare of the floor, in the same rounds
 */
record RenderCase(List<JsonNode> loops, List<JsonNode> bare) {
  /** The median of a figure of the loops. */
  double median(String figure) {
    return median(loops.stream().map(it -> it.path(figure).asDouble()).toList());
  }

  /** The median of a figure of the floor. */
  double bareMedian(String figure) {
    return median(bare.stream().map(it -> it.path(figure).asDouble()).toList());
  }

  /** How often longer a picture of the loops takes than one of the floor: the median round. */
  double ratio() {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < loops.size(); i++) {
      ratios.add(bare.get(i).path("fps").asDouble() / loops.get(i).path("fps").asDouble());
    }
    return median(ratios);
  }

  /** What the drawing and the encoding thread leave behind for one picture: the median round. */
  double bytesAPicture() {
    return median(
        loops.stream()
            .map(
                it ->
                    it.path("alloc_bytes_frame").asDouble()
                        + it.path("encode_alloc_bytes_frame").asDouble())
            .toList());
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
