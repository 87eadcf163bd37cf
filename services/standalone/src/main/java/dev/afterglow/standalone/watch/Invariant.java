package dev.afterglow.standalone.watch;

/**
 * One thing that must hold for a run to count as good.
 *
 * @param name a few words
 * @param held whether it held
 * @param detail what was seen
 */
public record Invariant(String name, boolean held, String detail) {}
