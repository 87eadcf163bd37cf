package dev.afterglow.commerce.show;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The totals of a shop's past shows. */
public final class PastShows {
  /** With fewer shows nothing is said: one show more or less would move it by over 10 %. */
  public static final int LEAST = 10;

  /** As many of the newest are compared with. */
  public static final int MOST = 400;

  /** No past show. */
  public static final PastShows NONE = new PastShows(0, Map.of());

  private final int shows;
  private final Map<TotalKey, double[]> sorted = new HashMap<>();

  /**
   * @param shows how many there are
   * @param totals each total of those that know it
   */
  public PastShows(int shows, Map<TotalKey, List<Double>> totals) {
    this.shows = shows;
    totals.forEach(
        (key, values) ->
            sorted.put(key, values.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
  }

  /** How many there are, whatever is known of them. */
  public int count() {
    return shows;
  }

  /** Where a total stands among them. */
  public Standing standing(ShowTotal total) {
    double[] known = sorted.getOrDefault(total.key(), new double[0]);
    int nothing = total.sum() ? shows - known.length : 0;
    int among = known.length + nothing;
    if (among < LEAST) {
      return new Standing(total.key(), total.value(), OptionalDouble.empty(), among);
    }
    double below = Arrays.stream(known).filter(value -> value < total.value()).count();
    double equal = Arrays.stream(known).filter(value -> value == total.value()).count();
    below += total.value() > 0 ? nothing : 0;
    equal += total.value() == 0 ? nothing : 0;
    double percentile = 100 * (below + equal / 2) / among;
    return new Standing(total.key(), total.value(), OptionalDouble.of(percentile), among);
  }
}
