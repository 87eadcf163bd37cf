package dev.afterglow.standalone.facts;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A facts file: one {@code afterglow.commerce.v1.Fact} a line in protobuf's JSON, {@code roomId}
 * left out. The facts are played in the order of their {@code occurTime}, with the same gaps, from
 * the run's start on.
 */
public final class FactFile {
  private static final int MAX_FACTS = 1_000_000;
  private static final int MAX_LINE_CHARS = 64 << 10;

  private final String name;
  private final List<Fact> facts;

  private FactFile(String name, List<Fact> facts) {
    this.name = name;
    this.facts = facts;
  }

  /** Reads and checks the whole file, or says in one sentence what is wrong with it. */
  public static FactFile read(Path path) {
    List<Fact> facts = new ArrayList<>();
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
      throw new RunFailure(
          ExitCode.INPUT_BROKEN, "The facts file %s cannot be read.".formatted(path), e);
    }
    if (facts.isEmpty()) {
      throw new RunFailure(
          ExitCode.INPUT_BROKEN, "The facts file %s holds no fact.".formatted(path));
    }
    facts.sort(Comparator.comparing(Fact::getOccurTime, Timestamps.comparator()));
    return new FactFile(String.valueOf(path.getFileName()), List.copyOf(facts));
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

  /** Plays the facts into a room from a start on. */
  public FactSource playInto(String roomId, Instant start) {
    return new Played(roomId, start);
  }

  private final class Played implements FactSource {
    private static final int MAX_DUE = 500;

    private final String roomId;
    private final Instant start;
    private final long firstMs;
    private int next;

    private Played(String roomId, Instant start) {
      this.roomId = roomId;
      this.start = start;
      this.firstMs = Timestamps.toMillis(facts.getFirst().getOccurTime());
    }

    @Override
    public String label() {
      return name;
    }

    @Override
    public List<Fact> due(Instant now) {
      long reachedMs = firstMs + Duration.between(start, now).toMillis();
      List<Fact> due = new ArrayList<>();
      while (next < facts.size()
          && due.size() < MAX_DUE
          && Timestamps.toMillis(facts.get(next).getOccurTime()) <= reachedMs) {
        due.add(moved(facts.get(next++)));
      }
      return due;
    }

    private Fact moved(Fact fact) {
      long atMs = start.toEpochMilli() + Timestamps.toMillis(fact.getOccurTime()) - firstMs;
      return fact.toBuilder()
          .setRoomId(roomId)
          .setOccurTime(Timestamps.fromMillis(atMs))
          .clearSendTime()
          .build();
    }
  }
}
