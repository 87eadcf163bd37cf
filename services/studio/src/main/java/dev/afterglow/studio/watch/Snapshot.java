package dev.afterglow.studio.watch;

import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.RenderFigures;
import java.util.Optional;

/**
 * A broadcast as it is now.
 *
 * @param broadcast the broadcast
 * @param figures the newest of its render; empty when none runs or none were heard lately
 */
public record Snapshot(Broadcast broadcast, Optional<RenderFigures> figures) {}
