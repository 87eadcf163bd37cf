package dev.afterglow.studio.broadcast;

import dev.afterglow.studio.slot.SlotLease;
import java.util.UUID;

/**
 * Where a broadcast is drawn.
 *
 * @param renderId the render on the worker
 * @param slot the slot that is held for it
 */
public record RenderPlace(UUID renderId, SlotLease slot) {}
