package dev.afterglow.commerce.show;

import java.util.OptionalDouble;

/**
 * Where a total stands among the same total of the shop's past shows.
 *
 * @param key which total
 * @param value the room's own
 * @param percentile per cent of past shows with less, those with just as much counted half; empty
 *     where there are fewer than {@link PastShows#LEAST} of them
 * @param shows past shows in which it is known
 */
public record Standing(TotalKey key, double value, OptionalDouble percentile, int shows) {}
