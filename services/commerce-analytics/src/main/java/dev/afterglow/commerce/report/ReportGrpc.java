package dev.afterglow.commerce.report;

import com.google.protobuf.ByteString;
import dev.afterglow.api.commerce.v1.GetReportRequest;
import dev.afterglow.api.commerce.v1.GetReportResponse;
import dev.afterglow.api.commerce.v1.ReportFormat;
import dev.afterglow.api.commerce.v1.ReportService;
import dev.afterglow.commerce.economics.ComputePrice;
import dev.afterglow.commerce.economics.Economics;
import dev.afterglow.commerce.economics.Shares;
import dev.afterglow.commerce.engine.Engine;
import dev.afterglow.commerce.engine.Engine.NotServingException;
import dev.afterglow.commerce.engine.RoomView;
import dev.afterglow.commerce.factor.ShowFactors;
import dev.afterglow.commerce.ledger.KafkaTail;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.ledger.RoomLedgers;
import dev.afterglow.commerce.peak.Turns;
import dev.afterglow.commerce.playbook.Playbook;
import dev.afterglow.commerce.playbook.PlaybookConfig;
import dev.afterglow.commerce.playbook.PlaybookLog;
import dev.afterglow.commerce.playbook.Playbooks;
import dev.afterglow.commerce.playbook.TestedSlots;
import dev.afterglow.commerce.room.RoomHistory;
import dev.afterglow.commerce.show.Comparison;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** ReportService. */
@GrpcService
public class ReportGrpc implements ReportService {
  private static final int SLOT_MINUTES = 5;

  private final Engine engine;
  private final Playbooks playbooks;
  private final RoomLedgers ledgers;
  private final KafkaTail facts;
  private final PlaybookConfig config;
  private final Shares shares;
  private final ComputePrice price;
  private final Comparison comparison;
  private final Clock clock;

  ReportGrpc(
      Engine engine,
      Playbooks playbooks,
      RoomLedgers ledgers,
      KafkaTail facts,
      PlaybookConfig config,
      Shares shares,
      ComputePrice price,
      Comparison comparison,
      Clock clock) {
    this.engine = engine;
    this.playbooks = playbooks;
    this.ledgers = ledgers;
    this.facts = facts;
    this.config = config;
    this.shares = shares;
    this.price = price;
    this.comparison = comparison;
    this.clock = clock;
  }

  @Override
  public Uni<GetReportResponse> getReport(GetReportRequest request) {
    String roomId = request.getRoomId().toLowerCase(Locale.ROOT);
    ZoneId zone = AfterglowException.checking("time_zone", () -> zone(request.getTimeZone()));
    return Uni.createFrom()
        .item(() -> message(request, ShowReport.of(show(roomId), request.getLocale(), zone)))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name.isEmpty() ? "UTC" : name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no time zone", e);
    }
  }

  private Show show(String roomId) {
    try {
      facts.awaitEnd(config.patience());
      Instant now = clock.instant();
      RoomView view = engine.room(roomId, now).orElseThrow(() -> notFound(roomId));
      RoomHistory history = engine.history(roomId).orElseThrow(() -> notFound(roomId));
      List<Playbooks.Shown> known = playbooks.review(roomId);
      List<Playbook> tested = known.stream().map(Playbooks.Shown::playbook).toList();
      Turns turns = Turns.of(history, TestedSlots.of(tested, now));
      RoomLedger ledger = ledgers.room(roomId).orElseThrow(() -> notFound(roomId));
      return new Show(
          roomId,
          view.figures(),
          view.provisional(),
          history,
          turns,
          Economics.of(view.figures(), shares, price),
          shares,
          comparison.opening(roomId).flatMap(it -> comparison.now(it, view.figures())),
          known,
          ShowFactors.of(history, ledger, SLOT_MINUTES, tested));
    } catch (NotServingException | KafkaTail.BehindException | PlaybookLog.UnavailableException e) {
      throw new AfterglowException(
          "RESTORING",
          Fault.UNAVAILABLE,
          "the figures are being restored, ask again",
          Map.of("room_id", roomId),
          e);
    }
  }

  private static GetReportResponse message(GetReportRequest request, Report report) {
    String name = "report-" + request.getRoomId().substring(0, 8);
    GetReportResponse.Builder response = GetReportResponse.newBuilder();
    if (request.getFormat() == ReportFormat.REPORT_FORMAT_PDF) {
      try {
        return response
            .setContent(ByteString.copyFrom(PdfReport.of(report)))
            .setMediaType("application/pdf")
            .setFileName(name + ".pdf")
            .build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return response
        .setContent(ByteString.copyFrom(HtmlReport.of(report), StandardCharsets.UTF_8))
        .setMediaType("text/html;charset=utf-8")
        .setFileName(name + ".html")
        .build();
  }

  private static AfterglowException notFound(String roomId) {
    return new AfterglowException(
        "ROOM_NOT_FOUND",
        Fault.NOT_FOUND,
        "no fact of this room was seen",
        Map.of("room_id", roomId));
  }
}
