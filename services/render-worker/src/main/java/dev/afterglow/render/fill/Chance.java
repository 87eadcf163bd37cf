package dev.afterglow.render.fill;

import java.nio.charset.StandardCharsets;

/**
 * Numbers that look like chance and are none: the same seed and the same place always give the same
 * one, in any order of asking (the finaliser of SplitMix64; Steele, Lea and Flood, OOPSLA 2014).
 */
final class Chance {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Chance() {}

  /** A seed out of a name. */
  static long seed(String name) {
    long seed = GOLDEN;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      seed = mix(seed ^ b);
    }
    return seed;
  }

  /** A number from 0 up to, but not, 1. */
  static double uniform(long seed, long place) {
    return (mix(seed + place * GOLDEN) >>> 11) * 0x1.0p-53;
  }

  /** A number of the standard normal distribution (Box and Muller, 1958). */
  static double normal(long seed, long place) {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform(seed, 2 * place)));
    return radius * Math.cos(2 * Math.PI * uniform(seed, 2 * place + 1));
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
