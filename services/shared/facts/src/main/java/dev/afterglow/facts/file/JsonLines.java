package dev.afterglow.facts.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.PlannedFact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Facts as JSON, one a line, in the order of their times. Blank lines and lines that begin with
 * {@code #} are passed over. Every line has
 *
 * <pre>
 *   at_ms   when it happens from the start of the show, milliseconds, never less than the line before
 *   source  who says so, 1 to 128 characters; default "file"
 *   id      the source's id, 1 to 64 characters; default the line's number
 *   viewer  pseudonym, 0 to 64 characters; default none
 *   kind    what happens, with the fields that {@link HappeningJson} lists
 * </pre>
 *
 * <p>Example: {@code {"at_ms": 1500, "viewer": "v7", "kind": "comment", "text": "包邮吗"}}
 */
public final class JsonLines implements Iterator<PlannedFact> {
  private static final int MOST_LINE = 1 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(8).maxStringLength(4_096).build())
              .build());

  private final BufferedReader reader;
  private int line;
  private Duration last = Duration.ZERO;
  private @Nullable PlannedFact next;

  /** Reads from a reader, which the caller closes. */
  public JsonLines(BufferedReader reader) {
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = read();
    }
    return next != null;
  }

  @Override
  public PlannedFact next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("the file is at its end");
    }
    PlannedFact fact = next;
    next = null;
    return fact;
  }

  private @Nullable PlannedFact read() {
    for (String text = readLine(); text != null; text = readLine()) {
      if (!text.isBlank() && !text.startsWith("#")) {
        return parse(text);
      }
    }
    return null;
  }

  private @Nullable String readLine() {
    line++;
    try {
      return reader.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PlannedFact parse(String text) {
    if (text.length() > MOST_LINE) {
      throw new FactFileException("Line " + line + " is longer than a million characters.");
    }
    try {
      JsonNode node = JSON.readTree(text);
      Duration offset = Duration.ofMillis(HappeningJson.whole(node, "at_ms"));
      PlannedFact fact =
          new PlannedFact(
              offset,
              HappeningJson.textOr(node, "source", "file"),
              HappeningJson.textOr(node, "id", Integer.toString(line)),
              HappeningJson.textOr(node, "viewer", ""),
              HappeningJson.read(node));
      if (offset.compareTo(last) < 0) {
        throw new FactFileException("Line " + line + " goes back in time.");
      }
      last = offset;
      return fact;
    } catch (JsonProcessingException e) {
      throw new FactFileException("Line " + line + " is no JSON.", e);
    } catch (FactFault e) {
      throw new FactFileException("Line " + line + ": " + e.field() + " breaks its rule.", e);
    }
  }

  /** A fact as a line, without its end. */
  public static String line(PlannedFact fact) {
    var node = JSON.createObjectNode();
    node.put("at_ms", fact.offset().toMillis());
    node.put("source", fact.source());
    node.put("id", fact.id());
    if (!fact.viewer().isEmpty()) {
      node.put("viewer", fact.viewer());
    }
    HappeningJson.write(fact.what(), node);
    return node.toString();
  }
}
