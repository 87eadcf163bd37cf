package dev.afterglow.commerce.room;

/**
 * How long viewers saw a look in a layout.
 *
 * @param lookId empty where the avatar names no looks
 * @param spans how often it began
 * @param seconds in all
 */
public record LookSum(String lookId, String layout, long spans, double seconds) {}
