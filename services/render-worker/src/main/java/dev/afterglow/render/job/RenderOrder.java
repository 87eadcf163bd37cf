package dev.afterglow.render.job;

import dev.afterglow.render.encode.StreamFormat;

/**
 * What a render shall be.
 *
 * @param renderId a UUID
 * @param broadcastId a UUID
 * @param driveId a UUID
 */
public record RenderOrder(
    String renderId, String broadcastId, String driveId, StreamFormat format) {}
