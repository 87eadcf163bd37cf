package dev.afterglow.commerce.room;

/**
 * How often a word was used.
 *
 * @param word the word
 * @param comments in how many comments
 */
public record WordUse(String word, long comments) {}
