package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.experiment.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is proposed, and what it rests on.
 *
 * @param id its id: the same for the same action in the same room and stretch of time
 * @param roomId the room
 * @param action what to do
 * @param condition when it applies, in words
 * @param effect what it is expected to add a slot
 * @param orderMinor what an order leaves, in minor units: the unit in which slots are compared
 * @param baseline what slots brought before, in orders
 * @param slots measured slots that would settle it with 80 % probability
 * @param slotLength how long a slot is measured
 * @param washout how long after a change nothing is measured
 * @param payOffs what it is expected to add for each party a slot; null in one of before they were
 *     worked out
 * @param made when it was made
 * @param expires when it lapses
 */
public record Proposal(
    UUID id,
    String roomId,
    Action action,
    String condition,
    Effect effect,
    double orderMinor,
    Baseline baseline,
    int slots,
    Duration slotLength,
    Duration washout,
    @Nullable PayOffs payOffs,
    Instant made,
    Instant expires) {}
