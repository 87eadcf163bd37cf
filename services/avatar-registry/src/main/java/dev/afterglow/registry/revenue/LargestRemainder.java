package dev.afterglow.registry.revenue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds fractions of one denominator to whole numbers that add up to what the fractions add up to
 * (Hamilton's method): each is rounded down, and what is left goes, one each, to those with the
 * largest remainders; among equals to the first.
 */
final class LargestRemainder {
  private LargestRemainder() {}

  /**
   * Rounds.
   *
   * @param numerators of any sign; their sum is a multiple of the denominator
   * @param denominator above 0
   */
  static List<Long> round(List<BigInteger> numerators, BigInteger denominator) {
    List<Long> rounded = new ArrayList<>();
    List<BigInteger> remainders = new ArrayList<>();
    BigInteger left = BigInteger.ZERO;
    for (BigInteger numerator : numerators) {
      BigInteger remainder = numerator.mod(denominator);
      rounded.add(numerator.subtract(remainder).divide(denominator).longValueExact());
      remainders.add(remainder);
      left = left.add(remainder);
    }
    if (left.mod(denominator).signum() != 0) {
      throw new IllegalArgumentException("the fractions add up to no whole number");
    }
    IntStream.range(0, rounded.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
        .limit(left.divide(denominator).longValueExact())
        .forEach(i -> rounded.set(i, rounded.get(i) + 1));
    return rounded;
  }

  /** Divides an amount by weights, of which one at least is above 0. */
  static List<Long> divide(long amount, List<Long> weights) {
    BigInteger whole = BigInteger.valueOf(weights.stream().mapToLong(Long::longValue).sum());
    BigInteger total = BigInteger.valueOf(amount);
    return round(
        weights.stream().map(weight -> total.multiply(BigInteger.valueOf(weight))).toList(), whole);
  }
}
