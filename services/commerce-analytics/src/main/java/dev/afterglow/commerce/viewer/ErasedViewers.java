package dev.afterglow.commerce.viewer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whose facts are nobody's any more, by a digest of what they are called there. Any thread. */
public final class ErasedViewers {
  private final Set<String> marks = ConcurrentHashMap.newKeySet();

  /** The digest under which a viewer is noted: hex SHA-256. */
  static String mark(String called) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(called.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      // Every Java has it.
      throw new IllegalStateException(e);
    }
  }

  void add(String mark) {
    marks.add(mark);
  }

  /** How many there are; it never shrinks. */
  public long count() {
    return marks.size();
  }

  /** Whether the viewer who is called so in facts was erased. */
  public boolean contains(String called) {
    return !marks.isEmpty() && marks.contains(mark(called));
  }
}
