package dev.afterglow.standalone.facts;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.facts.PlannedFact;
import dev.afterglow.facts.file.FactFileException;
import dev.afterglow.facts.file.FileReport;
import dev.afterglow.facts.wire.FactMessages;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A facts file, played in the order of its times from the run's start on. Two kinds:
 *
 * <ul>
 *   <li>one {@code afterglow.commerce.v1.Fact} a line in protobuf's JSON, {@code roomId} left out,
 *       of which every line has to be right;
 *   <li>what {@link dev.afterglow.facts.file.FactFile} reads: JSON Lines with {@code at_ms},
 *       danmaku XML and retail CSV, of which what cannot be taken is left out and reported.
 * </ul>
 */
public final class FactFile {
  private static final int MAX_FACTS = 1_000_000;
  private static final int MAX_LINE_CHARS = 64 << 10;

  // A fact of a plan is given its room when it is played.
  private static final String NO_ROOM = "00000000-0000-0000-0000-000000000000";

  private final String name;
  private final List<Fact> facts;
  private final FileReport report;

  private FactFile(String name, List<Fact> facts, FileReport report) {
    this.name = name;
    this.facts = facts;
    this.report = report;
  }

  /** Reads and checks the whole file, or says in one sentence what is wrong with it. */
  public static FactFile read(Path path) {
    List<Fact> facts = new ArrayList<>();
    FileReport report = new FileReport();
    if (isPlan(path)) {
      report = readPlan(path, facts);
    } else {
      readMessages(path, facts);
    }
    if (facts.isEmpty()) {
      throw new RunFailure(
          ExitCode.INPUT_BROKEN, "The facts file %s holds no fact.".formatted(path));
    }
    facts.sort(Comparator.comparing(Fact::getOccurTime, Timestamps.comparator()));
    return new FactFile(String.valueOf(path.getFileName()), List.copyOf(facts), report);
  }

  private static boolean isPlan(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".xml") || name.endsWith(".ndjson")) {
      return true;
    }
    if (!name.endsWith(".jsonl")) {
      return false;
    }
    try (Stream<String> lines = Files.lines(path)) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .findFirst()
          .filter(line -> line.contains("\"at_ms\""))
          .isPresent();
    } catch (IOException | UncheckedIOException e) {
      // Whoever reads it as messages says what is wrong.
      return false;
    }
  }

  private static FileReport readPlan(Path path, List<Fact> facts) {
    try (var file = dev.afterglow.facts.file.FactFile.open(path)) {
      for (Iterator<PlannedFact> plan = file.facts(); plan.hasNext(); ) {
        if (facts.size() >= MAX_FACTS) {
          throw new RunFailure(
              ExitCode.INPUT_BROKEN,
              "The facts file %s holds more than %d facts.".formatted(path, MAX_FACTS));
        }
        PlannedFact planned = plan.next();
        Instant occurred = Instant.EPOCH.plus(planned.offset());
        facts.add(FactMessages.message(planned.happening(NO_ROOM, "file", occurred, occurred)));
      }
      return file.report();
    } catch (FactFileException e) {
      throw new RunFailure(
          ExitCode.INPUT_BROKEN,
          "The facts file %s cannot be used: %s".formatted(path, e.getMessage()),
          e);
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(path, e);
    }
  }

  private static void readMessages(Path path, List<Fact> facts) {
    int line = 0;
    try (BufferedReader reader = Files.newBufferedReader(path)) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        if (text.isBlank()) {
          continue;
        }
        if (text.length() > MAX_LINE_CHARS || facts.size() >= MAX_FACTS) {
          throw broken(path, line, "the line or the file is too long");
        }
        facts.add(parse(path, line, text));
      }
    } catch (CharacterCodingException e) {
      throw broken(path, line + 1, "it is not UTF-8");
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static RunFailure unreadable(Path path, Exception e) {
    return new RunFailure(
        ExitCode.INPUT_BROKEN, "The facts file %s cannot be read.".formatted(path), e);
  }

  private static Fact parse(Path path, int line, String text) {
    Fact.Builder fact = Fact.newBuilder();
    try {
      JsonFormat.parser().merge(text, fact);
    } catch (InvalidProtocolBufferException e) {
      throw broken(path, line, "it is no fact in protobuf's JSON");
    }
    if (!fact.hasOccurTime()) {
      throw broken(path, line, "occurTime is missing");
    }
    if (fact.getKindCase() == Fact.KindCase.KIND_NOT_SET) {
      throw broken(path, line, "it says nothing that happened");
    }
    return fact.build();
  }

  private static RunFailure broken(Path path, int line, String why) {
    return new RunFailure(
        ExitCode.INPUT_BROKEN,
        "The facts file %s cannot be used, line %d: %s.".formatted(path, line, why));
  }

  /** How many facts the file holds. */
  public int size() {
    return facts.size();
  }

  /** What was left out of it, a sentence for each reason. */
  public List<String> leftOut() {
    return report.sentences();
  }

  /**
   * Plays the facts into a room from a start on.
   *
   * @param speed how much faster than they happened, above 0
   */
  public FactSource playInto(String roomId, Instant start, double speed) {
    return new Played(roomId, start, speed);
  }

  private final class Played implements FactSource {
    private static final int MAX_DUE = 500;

    private final String roomId;
    private final Instant start;
    private final double speed;
    private final long firstMs;
    private int next;

    private Played(String roomId, Instant start, double speed) {
      this.roomId = roomId;
      this.start = start;
      this.speed = speed;
      this.firstMs = Timestamps.toMillis(facts.getFirst().getOccurTime());
    }

    @Override
    public String label() {
      return name;
    }

    @Override
    public List<Fact> due(Instant now) {
      List<Fact> due = new ArrayList<>();
      while (next < facts.size()
          && due.size() < MAX_DUE
          && !playedAt(facts.get(next)).isAfter(now)) {
        due.add(moved(facts.get(next++)));
      }
      return due;
    }

    private Instant playedAt(Fact fact) {
      long gapMs = Timestamps.toMillis(fact.getOccurTime()) - firstMs;
      return start.plusMillis(Math.round(gapMs / speed));
    }

    private Fact moved(Fact fact) {
      return fact.toBuilder()
          .setRoomId(roomId)
          .setOccurTime(Timestamps.fromMillis(playedAt(fact).toEpochMilli()))
          .clearSendTime()
          .build();
    }
  }
}
