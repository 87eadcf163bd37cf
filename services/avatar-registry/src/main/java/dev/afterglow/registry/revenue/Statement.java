package dev.afterglow.registry.revenue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is owed what under one licence for one calendar month. The amounts of the lines add up to the
 * base, to the last minor unit.
 *
 * @param licenceId which licence
 * @param avatarId its avatar
 * @param month as {@code 2026-11}
 * @param currency ISO 4217
 * @param timeZone the zone that the month is of
 * @param monthOver whether the month was over when the figures were read
 * @param parts the parts of the month under one version of the terms each
 * @param rooms the figure of each room, in the order of their ids
 * @param carriedInMinor what earlier months left to be made up for, 0 or below
 * @param carriedOutMinor what this month leaves, 0 or below
 * @param baseMinor net GMV that is shared, 0 or above
 * @param lines every amount with what it came from
 * @param totals amounts by party; 0 or above but for the keeper
 * @param gaps what is missing or left out
 */
public record Statement(
    String licenceId,
    String avatarId,
    String month,
    String currency,
    String timeZone,
    boolean monthOver,
    List<Part> parts,
    List<RoomFigure> rooms,
    long carriedInMinor,
    long carriedOutMinor,
    long baseMinor,
    List<Line> lines,
    List<Total> totals,
    List<Gap> gaps) {

  /** Copies the lists. */
  public Statement {
    parts = List.copyOf(parts);
    rooms = List.copyOf(rooms);
    lines = List.copyOf(lines);
    totals = List.copyOf(totals);
    gaps = List.copyOf(gaps);
  }

  /**
   * A part of the month under one version of the terms.
   *
   * @param version the version
   * @param termsSha256Hex SHA-256 of its text
   * @param start from when, inclusive
   * @param end until when, exclusive
   * @param baseMinor net GMV that is shared, 0 or above
   * @param onAirMs on air, all rooms together
   * @param units units paid
   */
  public record Part(
      int version,
      String termsSha256Hex,
      Instant start,
      Instant end,
      long baseMinor,
      long onAirMs,
      long units) {}

  /**
   * What a room brought in under the licence.
   *
   * @param roomId which
   * @param part in which part it counts, from 0
   * @param adjustment whether it counted in an earlier month, and this is what changed since
   * @param netMinor net GMV
   * @param units units paid; null where they are not known
   * @param facts how many facts the figures stand on
   */
  public record RoomFigure(
      String roomId,
      int part,
      boolean adjustment,
      long netMinor,
      @Nullable Long units,
      long facts) {}

  /** What a line is for. */
  public enum Basis {
    /** A share of what lies in a tier; its figure is minor units. */
    SHARE,
    /** A fee an hour; its figure is milliseconds on air. */
    HOURS,
    /** A fee a unit; its figure is units. */
    UNITS,
    /** What is missing to the minimum; its figure is the minimum for the part. */
    GUARANTEE,
    /** What is above the cap, below 0; its figure is the cap for the part. */
    CAP,
    /** What the keeper is left with; its figure is the base of the part. */
    KEPT
  }

  /**
   * One amount.
   *
   * @param part which part, from 0
   * @param party whose
   * @param basis what for
   * @param figure what it came from
   * @param numerator upper number of the rate
   * @param denominator lower number of the rate
   * @param amountMinor figure × rate, rounded to one of its neighbours
   */
  public record Line(
      int part,
      Party party,
      Basis basis,
      long figure,
      long numerator,
      long denominator,
      long amountMinor) {}

  /**
   * What a party gets.
   *
   * @param party who
   * @param amountMinor how much
   */
  public record Total(Party party, long amountMinor) {}

  /**
   * Something that is missing or left out.
   *
   * @param kind what
   * @param subject the room, month or currency
   * @param amountMinor an amount that is not counted; 0 where there is none
   */
  public record Gap(GapKind kind, String subject, long amountMinor) {}

  /** Whether it can be closed. */
  public boolean closable() {
    return monthOver && gaps.stream().noneMatch(gap -> gap.kind().blocking());
  }

  /** SHA-256 of its text, 64 lower-case hex digits. */
  public String sha256Hex() {
    return RevenueText.digest(StatementText.of(this));
  }
}
