package dev.afterglow.commerce.viewer;

import java.util.Optional;

/**
 * How viewers are called in facts.
 *
 * @param keyed by names of their own keys; empty: as they were told
 */
public record ViewerNames(Optional<Pseudonyms> keyed) {}
