package dev.afterglow.commerce.room;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Splits an amount in proportion to weights so that the shares add up to it exactly: each share is
 * rounded down, and the units left over go to the largest remainders, earlier lines first
 * (Hamilton's method).
 */
final class Shares {
  private Shares() {}

  /**
   * @param amount 0 or more
   * @param weights 0 or more each, at least one above 0
   */
  static long[] of(long amount, BigInteger[] weights) {
    BigInteger total = Arrays.stream(weights).reduce(BigInteger.ZERO, BigInteger::add);
    long[] shares = new long[weights.length];
    BigInteger[] remainders = new BigInteger[weights.length];
    long left = amount;
    for (int i = 0; i < weights.length; i++) {
      BigInteger[] parts =
          BigInteger.valueOf(amount).multiply(weights[i]).divideAndRemainder(total);
      shares[i] = parts[0].longValueExact();
      remainders[i] = parts[1];
      left -= shares[i];
    }
    IntStream.range(0, weights.length)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
        .limit(left)
        .forEach(i -> shares[i]++);
    return shares;
  }
}
