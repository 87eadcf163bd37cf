package dev.afterglow.render.figure;

/**
 * Joints that bend a mesh.
 *
 * @param joints node index of each joint
 * @param inverseBind 16 values a joint, column-major
 */
@SuppressWarnings("ArrayRecordComponent") // shared with the renderer, never written
public record Skin(int[] joints, float[] inverseBind) {}
