package dev.afterglow.registry.simulation;

/**
 * Something on its way.
 *
 * @param atMs when it arrives
 * @param order of those that arrive together
 * @param arrives what it does then
 */
record Message(long atMs, long order, Runnable arrives) {}
