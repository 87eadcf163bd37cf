package dev.afterglow.render.film;

/**
 * The file is no film that is shown here; its message says why, with nothing of the file but
 * numbers.
 */
public final class FilmFault extends Exception {
  private static final long serialVersionUID = 1L;

  FilmFault(String detail) {
    super(detail);
  }
}
