package dev.afterglow.registry.decision;

/**
 * One reason with the record that gave it.
 *
 * @param reason the reason
 * @param record which record said so: {@code licence:0197…}, {@code policy:douyin_live@2026-02-01}
 */
public record Denial(DenialReason reason, String record) {}
