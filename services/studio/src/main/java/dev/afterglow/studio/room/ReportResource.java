package dev.afterglow.studio.room;

import dev.afterglow.platform.error.AfterglowException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The report after a show, to be read or printed from the console. */
@Path("/api/v1/rooms")
@RunOnVirtualThread
public class ReportResource {

  private final Reports reports;

  /** Over the reports. */
  @Inject
  public ReportResource(Reports reports) {
    this.reports = reports;
  }

  /**
   * The report of a room as it stands.
   *
   * @param format "html" or "pdf"
   * @param locale BCP 47
   * @param timeZone by which clock times are told, a name of the IANA time zones
   */
  @GET
  @Path("/{roomId}/report")
  public RestResponse<byte[]> report(
      @RestPath String roomId,
      @QueryParam("format") @DefaultValue("html") String format,
      @QueryParam("locale") @DefaultValue("en") String locale,
      @QueryParam("time_zone") @DefaultValue("UTC") String timeZone) {
    UUID room = AfterglowException.checking("room_id", () -> UUID.fromString(roomId));
    boolean pdf = AfterglowException.checking("format", () -> isPdf(format));
    Reports.Paper paper = reports.of(room, pdf, locale, timeZone);
    return RestResponse.ResponseBuilder.ok(paper.content(), MediaType.valueOf(paper.mediaType()))
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + paper.fileName() + "\"")
        .build();
  }

  private static boolean isPdf(String format) {
    return switch (format) {
      case "html" -> false;
      case "pdf" -> true;
      default -> throw new IllegalArgumentException("html or pdf");
    };
  }
}
