package dev.afterglow.studio.broadcast;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A render whose worker is gone, or which is not where its broadcast is.
 *
 * @param broadcastId whose
 * @param place where it was
 * @param last what was heard last of its broadcast on air, on this worker or on the one before; of
 *     one that was not on air, what was heard of it last; empty when nothing was
 * @param sinceLast how long ago that was, asked at the moment that counts
 */
public record LostRender(
    UUID broadcastId,
    RenderPlace place,
    Optional<RenderReport> last,
    Supplier<Duration> sinceLast) {}
