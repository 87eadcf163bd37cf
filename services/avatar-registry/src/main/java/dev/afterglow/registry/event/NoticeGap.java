package dev.afterglow.registry.event;

/**
 * Notices of a tenant's that were thrown away, since the broker was away for longer than they are
 * kept.
 *
 * @param tenant whose they were
 * @param first the first one's sequence
 * @param last the last one's
 * @param lost how many
 */
public record NoticeGap(String tenant, long first, long last, long lost) {}
