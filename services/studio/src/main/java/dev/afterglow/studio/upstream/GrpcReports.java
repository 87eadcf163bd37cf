package dev.afterglow.studio.upstream;

import dev.afterglow.api.commerce.v1.GetReportRequest;
import dev.afterglow.api.commerce.v1.GetReportResponse;
import dev.afterglow.api.commerce.v1.ReportFormat;
import dev.afterglow.api.commerce.v1.ReportService;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.RemoteFault;
import dev.afterglow.studio.room.Reports;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reports of commerce-analytics. */
@ApplicationScoped
public class GrpcReports implements Reports {

  /** What the caller can mend, by waiting or by asking otherwise. */
  private static final Set<String> CALLERS = Set.of("ROOM_NOT_FOUND", "RESTORING", "INVALID_FIELD");

  private final ReportService reports;
  private final Upstream upstream;

  /** Over the client {@code commerce}. */
  @Inject
  public GrpcReports(@GrpcClient("commerce") ReportService reports, UpstreamConfig config) {
    this.reports = reports;
    this.upstream = new Upstream("commerce-analytics", config.renderDeadline());
  }

  @Override
  public Paper of(UUID roomId, boolean pdf, String locale, String timeZone) {
    GetReportRequest request =
        GetReportRequest.newBuilder()
            .setRoomId(roomId.toString())
            .setLocale(locale)
            .setTimeZone(timeZone)
            .setFormat(pdf ? ReportFormat.REPORT_FORMAT_PDF : ReportFormat.REPORT_FORMAT_HTML)
            .build();
    GetReportResponse report = upstream.answer(reports.getReport(request), GrpcReports::refusal);
    return new Paper(
        report.getContent().toByteArray(), report.getMediaType(), report.getFileName());
  }

  private static Optional<AfterglowException> refusal(RemoteFault fault) {
    return CALLERS.contains(fault.reason())
        ? Optional.of(
            new AfterglowException(fault.reason(), fault.kind(), fault.message(), fault.metadata()))
        : Optional.empty();
  }
}
