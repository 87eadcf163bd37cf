package dev.afterglow.registry.lease;

import dev.afterglow.registry.decision.DenialReason;

/**
 * A revocation as it goes to a holder.
 *
 * @param sequence its place; later events have larger ones, in the order of their commits
 * @param tenant whose it is
 * @param holder whom it concerns
 * @param leaseId the void lease
 * @param reason why
 * @param epoch the licence's epoch since
 */
public record LeaseEvent(
    long sequence, String tenant, String holder, String leaseId, DenialReason reason, long epoch) {}
