package dev.afterglow.registry.storage;

import dev.afterglow.registry.fault.Faults;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Pages over rows with time-ordered ids, newest first: the token names the last id sent. */
public final class PageToken {
  /** Beyond every id. */
  public static final String START = "~";

  private static final int DEFAULT_SIZE = 50;

  private PageToken() {}

  /** The page size that a request means; 0 means 50. */
  public static int size(int asked) {
    return asked == 0 ? DEFAULT_SIZE : asked;
  }

  /** Only ids below this one are still to be sent. */
  public static String before(String token) {
    if (token.isEmpty()) {
      return START;
    }
    try {
      byte[] id = Base64.getUrlDecoder().decode(token);
      return UUID.fromString(new String(id, StandardCharsets.US_ASCII)).toString();
    } catch (IllegalArgumentException e) {
      throw Faults.cursorExpired();
    }
  }

  /** The token after a page; empty where the page was not full. */
  public static <T> String after(List<T> page, int size, Function<T, String> id) {
    if (page.size() < size) {
      return "";
    }
    byte[] last = id.apply(page.getLast()).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last);
  }
}
