package dev.afterglow.render.presence;

import dev.afterglow.render.scene.Lights;

/**
 * How a figure is seen.
 *
 * @param viewProjection world to clip space, 16 values
 * @param eye 3 values: where the camera is
 * @param lights how strong they are
 */
@SuppressWarnings("ArrayRecordComponent") // made where the layout changes, never written
public record View(float[] viewProjection, float[] eye, Lights lights) {}
