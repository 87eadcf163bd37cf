package dev.afterglow.render.preflight;

import java.nio.ByteBuffer;

/**
 * A picture as it was drawn.
 *
 * @param rgba 4 bytes a pixel, lowest row first, as OpenGL gives it
 */
public record Pixels(int width, int height, ByteBuffer rgba) {
  /** 0xRRGGBB of a pixel; y counts from the upper edge. */
  int rgb(int x, int y) {
    int at = ((height - 1 - y) * width + x) * 4;
    return (rgba.get(at) & 0xFF) << 16 | (rgba.get(at + 1) & 0xFF) << 8 | (rgba.get(at + 2) & 0xFF);
  }

  /** Relative luminance as WCAG 2 counts it, 0 to 1. */
  double luminance(int x, int y) {
    int rgb = rgb(x, y);
    return 0.2126 * linear(rgb >> 16)
        + 0.7152 * linear(rgb >> 8 & 0xFF)
        + 0.0722 * linear(rgb & 0xFF);
  }

  /** Brightness as it is encoded, 0 to 255. */
  double luma(int x, int y) {
    int rgb = rgb(x, y);
    return 0.2126 * (rgb >> 16) + 0.7152 * (rgb >> 8 & 0xFF) + 0.0722 * (rgb & 0xFF);
  }

  private static double linear(int value) {
    double c = value / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
