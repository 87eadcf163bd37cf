package dev.afterglow.render.figure;

import java.nio.ByteBuffer;

/**
 * A decoded texture.
 *
 * @param rgba direct buffer, 4 bytes a pixel, first row first
 * @param repeatU whether the picture repeats to the sides
 * @param repeatV whether the picture repeats up and down
 */
public record Picture(int width, int height, ByteBuffer rgba, boolean repeatU, boolean repeatV) {}
