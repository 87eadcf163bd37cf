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
 *
 * <p>Lines that cannot be taken are left out, and {@link #report()} says which and why.
 */
public final class FactFile implements AutoCloseable {
  private static final long MOST_XML_BYTES = 16L << 20;
  private static final long MOST_CSV_BYTES = 64L << 20;

  private final BufferedReader reader;
  private final Iterator<PlannedFact> facts;
  private final FileReport report;

  private FactFile(BufferedReader reader, Iterator<PlannedFact> facts, FileReport report) {
    this.reader = reader;
    this.facts = facts;
    this.report = report;
  }

  /**
   * Opens a file.
   *
   * @throws FactFileException when it is too large, of no known kind, or broken as a whole
   * @throws IOException when it cannot be opened
   */
  public static FactFile open(Path file) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    BufferedReader reader = Files.newBufferedReader(file);
    try {
      FileReport report = new FileReport();
      return new FactFile(reader, facts(name, Files.size(file), reader, report), report);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static Iterator<PlannedFact> facts(
      String name, long bytes, BufferedReader reader, FileReport report) throws IOException {
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return new JsonLines(reader, report);
    }
    if (name.endsWith(".xml")) {
      requireSize(name, bytes, MOST_XML_BYTES);
      return Danmaku.read(reader, report).iterator();
    }
    if (name.endsWith(".csv")) {
      requireSize(name, bytes, MOST_CSV_BYTES);
      return OnlineRetail.read(reader, report).iterator();
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

  /** What was left out so far; of JSON Lines, as far as they were read. */
  public FileReport report() {
    return report;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
