package dev.afterglow.registry.revenue.grpc;

import dev.afterglow.api.registry.v1.CalendarMonth;
import dev.afterglow.api.registry.v1.GapKind;
import dev.afterglow.api.registry.v1.LineBasis;
import dev.afterglow.api.registry.v1.PartyTotal;
import dev.afterglow.api.registry.v1.RoomFigure;
import dev.afterglow.api.registry.v1.StatementGap;
import dev.afterglow.api.registry.v1.StatementLine;
import dev.afterglow.api.registry.v1.StatementPart;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.revenue.Statement;
import dev.afterglow.registry.revenue.StatementText;
import java.time.YearMonth;

/** Statements in the contract's words. */
final class StatementWords {
  private StatementWords() {}

  static YearMonth month(CalendarMonth month) {
    return YearMonth.of(month.getYear(), month.getMonth());
  }

  private static CalendarMonth month(YearMonth month) {
    return CalendarMonth.newBuilder()
        .setYear(month.getYear())
        .setMonth(month.getMonthValue())
        .build();
  }

  static dev.afterglow.api.registry.v1.Statement statement(Statement statement, boolean closed) {
    return dev.afterglow.api.registry.v1.Statement.newBuilder()
        .setLicenceId(statement.licenceId())
        .setAvatarId(statement.avatarId())
        .setMonth(month(YearMonth.parse(statement.month())))
        .setCurrencyCode(statement.currency())
        .setTimeZone(statement.timeZone())
        .setClosed(closed)
        .setMonthOver(statement.monthOver())
        .addAllParts(statement.parts().stream().map(StatementWords::part).toList())
        .addAllRooms(statement.rooms().stream().map(StatementWords::room).toList())
        .setCarriedInMinor(statement.carriedInMinor())
        .setCarriedOutMinor(statement.carriedOutMinor())
        .setBaseMinor(statement.baseMinor())
        .addAllLines(statement.lines().stream().map(StatementWords::line).toList())
        .addAllTotals(statement.totals().stream().map(StatementWords::total).toList())
        .addAllGaps(statement.gaps().stream().map(StatementWords::gap).toList())
        .setClosable(statement.closable())
        .setText(StatementText.of(statement))
        .setSha256(Words.bytes(statement.sha256Hex()))
        .build();
  }

  private static StatementPart part(Statement.Part part) {
    return StatementPart.newBuilder()
        .setTermsVersion(part.version())
        .setTermsSha256(Words.bytes(part.termsSha256Hex()))
        .setStartTime(Words.timestamp(part.start()))
        .setEndTime(Words.timestamp(part.end()))
        .setBaseMinor(part.baseMinor())
        .setOnAirMs(part.onAirMs())
        .setUnitCount(part.units())
        .build();
  }

  private static RoomFigure room(Statement.RoomFigure room) {
    RoomFigure.Builder message =
        RoomFigure.newBuilder()
            .setRoomId(room.roomId())
            .setPart(room.part())
            .setAdjustment(room.adjustment())
            .setNetMinor(room.netMinor())
            .setFactCount(room.facts());
    Long units = room.units();
    if (units != null) {
      message.setUnitCount(units);
    }
    return message.build();
  }

  private static StatementLine line(Statement.Line line) {
    return StatementLine.newBuilder()
        .setPart(line.part())
        .setParty(RevenueWords.party(line.party()))
        .setBasis(Words.contract(line.basis(), "LINE_BASIS_", LineBasis.class))
        .setFigure(line.figure())
        .setRateNumerator(line.numerator())
        .setRateDenominator(line.denominator())
        .setAmountMinor(line.amountMinor())
        .build();
  }

  static PartyTotal total(Statement.Total total) {
    return PartyTotal.newBuilder()
        .setParty(RevenueWords.party(total.party()))
        .setAmountMinor(total.amountMinor())
        .build();
  }

  private static StatementGap gap(Statement.Gap gap) {
    return StatementGap.newBuilder()
        .setKind(Words.contract(gap.kind(), "GAP_KIND_", GapKind.class))
        .setSubject(gap.subject())
        .setAmountMinor(gap.amountMinor())
        .setBlocking(gap.kind().blocking())
        .build();
  }
}
