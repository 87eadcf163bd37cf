package dev.afterglow.registry.revenue;

import java.util.StringJoiner;

/** A statement as text: the same statement is the same bytes. ASCII, lines ended by a line feed. */
public final class StatementText {
  private StatementText() {}

  /** The text. */
  public static String of(Statement statement) {
    StringBuilder text = new StringBuilder("afterglow statement 1\n");
    line(text, "licence", statement.licenceId(), "avatar", statement.avatarId());
    line(text, "month", statement.month(), statement.timeZone(), over(statement));
    line(text, "currency", statement.currency());
    for (Statement.Part part : statement.parts()) {
      line(
          text,
          "part",
          "terms " + part.version(),
          part.termsSha256Hex(),
          part.start(),
          part.end(),
          "base " + part.baseMinor(),
          "on air ms " + part.onAirMs(),
          "units " + part.units());
    }
    for (Statement.RoomFigure room : statement.rooms()) {
      line(
          text,
          room.adjustment() ? "adjusted room" : "room",
          room.roomId(),
          "part " + room.part(),
          "net " + room.netMinor(),
          "units " + (room.units() == null ? "unknown" : room.units()),
          "facts " + room.facts());
    }
    line(text, "carried in", statement.carriedInMinor());
    line(text, "base", statement.baseMinor());
    for (Statement.Line line : statement.lines()) {
      line(
          text,
          "line",
          "part " + line.part(),
          line.party().word(),
          line.basis(),
          line.figure() + " x " + line.numerator() + " / " + line.denominator(),
          line.amountMinor());
    }
    for (Statement.Total total : statement.totals()) {
      line(text, "total", total.party().word(), total.amountMinor());
    }
    line(text, "carried out", statement.carriedOutMinor());
    for (Statement.Gap gap : statement.gaps()) {
      line(text, "gap", gap.kind(), gap.subject(), gap.amountMinor());
    }
    return text.toString();
  }

  private static String over(Statement statement) {
    return statement.monthOver() ? "over" : "not over";
  }

  private static void line(StringBuilder text, Object... words) {
    StringJoiner line = new StringJoiner(" | ");
    for (Object word : words) {
      line.add(word.toString());
    }
    text.append(line).append('\n');
  }
}
