package dev.afterglow.commerce.room;

/**
 * How watch times spread over viewers.
 *
 * @param viewers how many there are
 * @param medianS seconds that half of them watched at most; within 1 %, exact up to 100 s
 * @param p90S seconds that nine in ten watched at most; the same
 * @param longerThan10S how many watched longer than 10 s
 */
public record WatchSpread(long viewers, long medianS, long p90S, long longerThan10S) {}
