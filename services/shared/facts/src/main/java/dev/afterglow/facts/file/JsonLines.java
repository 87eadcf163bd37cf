package dev.afterglow.facts.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.PlannedFact;
import dev.afterglow.facts.file.FileReport.Reason;
import dev.afterglow.facts.json.HappeningJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Facts as JSON, one a line, in the order of their times. Blank lines and lines that begin with
 * {@code #} are passed over; those that cannot be taken are left out and reported. Every line has
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
  private final FileReport report;
  private int line;
  private Duration last = Duration.ZERO;
  private @Nullable PlannedFact next;

  /**
   * Reads from a reader, which the caller closes.
   *
   * @param report takes the lines that are left out, as they are come to
   */
  public JsonLines(BufferedReader reader, FileReport report) {
    this.reader = reader;
    this.report = report;
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
      PlannedFact fact = text.isBlank() || text.startsWith("#") ? null : parse(text);
      if (fact != null) {
        return fact;
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

  private @Nullable PlannedFact parse(String text) {
    if (text.length() > MOST_LINE) {
      return leftOut(Reason.UNREADABLE);
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
        return leftOut(Reason.BACK_IN_TIME);
      }
      last = offset;
      return fact;
    } catch (JsonProcessingException e) {
      return leftOut(Reason.UNREADABLE);
    } catch (FactFault e) {
      return leftOut(Reason.BROKEN_RULE);
    }
  }

  private @Nullable PlannedFact leftOut(Reason reason) {
    report.leaveOut(line, reason);
    return null;
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
