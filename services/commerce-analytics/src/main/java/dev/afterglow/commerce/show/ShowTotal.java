package dev.afterglow.commerce.show;

/**
 * A total of a show.
 *
 * @param key which
 * @param value how much
 * @param sum whether it adds up, so that a show that tells nothing of it has none of it; else it is
 *     then unknown
 */
public record ShowTotal(TotalKey key, double value, boolean sum) {}
