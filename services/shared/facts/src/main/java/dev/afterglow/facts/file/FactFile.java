package dev.afterglow.facts.file;

import dev.afterglow.facts.PlannedFact;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;

/**
 * A show on file. The ending of the name tells the kind:
 *
 * <ul>
 *   <li>{@code .jsonl}, {@code .ndjson}: {@link JsonLines}, read as it is played;
 *   <li>{@code .xml}: danmaku, read whole (at most 16 MiB);
 *   <li>{@code .csv}: the columns of UCI Online Retail, read whole (at most 64 MiB).
 * </ul>
 */
public final class FactFile implements AutoCloseable {
  private static final long MOST_XML_BYTES = 16L << 20;
  private static final long MOST_CSV_BYTES = 64L << 20;

  private final BufferedReader reader;
  private final Iterator<PlannedFact> facts;

  private FactFile(BufferedReader reader, Iterator<PlannedFact> facts) {
    this.reader = reader;
    this.facts = facts;
  }

  /**
   * Opens a file.
   *
   * @throws FactFileException when it is too large, of no known kind, or broken; JSON Lines throw
   *     it when the broken line is reached
   * @throws IOException when it cannot be opened
   */
  public static FactFile open(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    BufferedReader reader = Files.newBufferedReader(file);
    try {
      return new FactFile(reader, facts(name, Files.size(file), reader));
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static Iterator<PlannedFact> facts(String name, long bytes, BufferedReader reader)
      throws IOException {
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return new JsonLines(reader);
    }
    if (name.endsWith(".xml")) {
      requireSize(name, bytes, MOST_XML_BYTES);
      return Danmaku.read(reader).iterator();
    }
    if (name.endsWith(".csv")) {
      requireSize(name, bytes, MOST_CSV_BYTES);
      return OnlineRetail.read(reader).iterator();
    }
    throw new FactFileException(name + " is of no known kind: .jsonl, .ndjson, .xml or .csv.");
  }

  private static void requireSize(String name, long bytes, long most) {
    if (bytes > most) {
      throw new FactFileException(
          "%s has %d bytes, at most %d are read.".formatted(name, bytes, most));
    }
  }

  /** The facts, in the order of their offsets; to be read once. */
  public Iterator<PlannedFact> facts() {
    return facts;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
