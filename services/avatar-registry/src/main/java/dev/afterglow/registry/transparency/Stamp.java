package dev.afterglow.registry.transparency;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the timestamp of a head lies: the head itself, and the token over its bytes. The head is
 * written first, so a token is never there without it.
 *
 * @param size how many entries the head covers
 */
public record Stamp(long size) {
  /** The folder of all timestamps. */
  public static final String FOLDER = "stamp/";

  private static final Pattern PATH =
      Pattern.compile("stamp/([1-9]\\d{0,17})/(?:checkpoint|token\\.tst)");

  /** The path of the head. */
  public String note() {
    return FOLDER + size + "/checkpoint";
  }

  /** The path of the token. */
  public String token() {
    return FOLDER + size + "/token.tst";
  }

  /** The timestamp of which a path is a file. */
  public static Optional<Stamp> of(String path) {
    Matcher matcher = PATH.matcher(path);
    return matcher.matches()
        ? Optional.of(new Stamp(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }
}
