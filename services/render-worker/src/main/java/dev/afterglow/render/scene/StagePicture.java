package dev.afterglow.render.scene;

import java.nio.ByteBuffer;

/**
 * A decoded picture. Two with the same digest are the same.
 *
 * @param sha256 of the file, hexadecimal
 * @param rgba 4 bytes a pixel, straight alpha, first row first; nobody writes to it
 */
public record StagePicture(String sha256, int width, int height, ByteBuffer rgba) {
  public StagePicture {
    if (width < 1 || height < 1 || rgba.capacity() != width * height * 4) {
      throw new IllegalArgumentException("a picture has 4 bytes a pixel");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StagePicture it && it.sha256.equals(sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return "StagePicture[" + sha256 + ", " + width + "x" + height + "]";
  }
}
