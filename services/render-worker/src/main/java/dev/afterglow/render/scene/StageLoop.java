package dev.afterglow.render.scene;

import dev.afterglow.render.film.Film;

/**
 * A film that runs in a loop behind the figure. Two with the same digest are the same.
 *
 * @param sha256 of the file, hexadecimal
 * @param poster its first picture: what shows until one is decoded
 */
public record StageLoop(String sha256, Film film, StagePicture poster) {
  /** About what it takes in memory; what is decoded ahead is not of the catalogue. */
  public long bytes() {
    return film.file().length + (long) poster.rgba().capacity();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StageLoop it && it.sha256.equals(sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }

  @Override
  public String toString() {
    return "StageLoop[" + sha256 + ", " + film.durationUs() + " us]";
  }
}
