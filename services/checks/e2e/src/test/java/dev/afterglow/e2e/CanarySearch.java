package dev.afterglow.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for canaries, in every form, in any bytes. For one thread. */
final class CanarySearch {
  private static final int PIECE_BYTES = 1 << 20;
  private static final int PREFIXES = 1 << 16;

  /**
   * Something that was found.
   *
   * @param place where, for a person
   */
  record Hit(String place, Canary canary, String form) implements Comparable<Hit> {
    @Override
    public int compareTo(Hit other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return place + ": " + canary + ", " + form;
    }
  }

  private record Wanted(Canary canary, String form, byte[] bytes) {}

  /** By their first two bytes; most pairs are nobody's. */
  private final Map<Integer, List<Wanted>> wanted = new HashMap<>();

  private final boolean[] begins = new boolean[PREFIXES];
  private final Set<Hit> hits = new TreeSet<>();
  private int longest;
  private long bytesSeen;

  CanarySearch(List<Canary> canaries) {
    for (Canary canary : canaries) {
      CanaryForms.of(canary).forEach((form, bytes) -> add(new Wanted(canary, form, bytes)));
    }
  }

  private void add(Wanted one) {
    int prefix = prefix(one.bytes(), 0);
    begins[prefix] = true;
    wanted.computeIfAbsent(prefix, _ -> new ArrayList<>()).add(one);
    longest = Math.max(longest, one.bytes().length);
  }

  private static int prefix(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  void text(String place, String text) {
    bytes(place, text.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(String place, byte[] bytes) {
    look(place, bytes, bytes.length);
    bytesSeen += bytes.length;
  }

  /** A whole file, in pieces that overlap by the longest form. */
  void file(String place, Path file) {
    byte[] piece = new byte[PIECE_BYTES + longest];
    int kept = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.readNBytes(piece, kept, PIECE_BYTES);
          read > 0;
          read = in.readNBytes(piece, kept, PIECE_BYTES)) {
        int length = kept + read;
        look(place, piece, length);
        bytesSeen += read;
        kept = Math.min(longest, length);
        System.arraycopy(piece, length - kept, piece, 0, kept);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look(String place, byte[] bytes, int length) {
    for (int at = 0; at < length - 1; at++) {
      int prefix = prefix(bytes, at);
      if (begins[prefix]) {
        compare(place, bytes, at, length, wanted.getOrDefault(prefix, List.of()));
      }
    }
  }

  private void compare(String place, byte[] bytes, int at, int length, List<Wanted> candidates) {
    for (Wanted one : candidates) {
      int end = at + one.bytes().length;
      if (end <= length && Arrays.equals(bytes, at, end, one.bytes(), 0, one.bytes().length)) {
        hits.add(new Hit(place, one.canary(), one.form()));
      }
    }
  }

  /** What was found so far. */
  Set<Hit> hits() {
    return Set.copyOf(hits);
  }

  /** How much was looked through, bytes. */
  long bytesSeen() {
    return bytesSeen;
  }
}
