package dev.afterglow.registry.transparency;

import java.util.Base64;

/**
 * A tree's head as C2SP tlog-checkpoint writes it: origin, size and root, a line each.
 *
 * @param origin which log; also the name of the key that signs
 * @param size how many entries
 * @param root the root over them
 */
public record Checkpoint(String origin, long size, Hash root) {

  /** Checks the range. */
  public Checkpoint {
    if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
      throw new IllegalArgumentException("a checkpoint has an origin and a size");
    }
  }

  /** The text that is signed; its last line ends, too. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /**
   * Reads a text. Only what {@link #text} would write is accepted.
   *
   * @throws IllegalArgumentException where it is no checkpoint
   */
  public static Checkpoint parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw new IllegalArgumentException("a checkpoint has three lines");
    }
    Checkpoint read =
        new Checkpoint(
            lines[0], Long.parseLong(lines[1]), Hash.of(Base64.getDecoder().decode(lines[2])));
    if (!read.text().equals(text)) {
      throw new IllegalArgumentException("a checkpoint is written in one way only");
    }
    return read;
  }
}
