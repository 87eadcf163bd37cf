package dev.afterglow.render.figure;

/**
 * A joint of the scene tree at rest.
 *
 * @param parent index of the parent node, or -1 for a root
 * @param translation 3 values, metres
 * @param rotation 4 values: unit quaternion x, y, z, w
 * @param scale 3 values
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the renderer, never written
public record FigureNode(
    String name, int parent, float[] translation, float[] rotation, float[] scale) {}
