package dev.afterglow.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.commerce.v1.GetReportRequest;
import dev.afterglow.api.commerce.v1.ReportFormat;
import dev.afterglow.studio.testing.FakeServices;
import dev.afterglow.studio.testing.Samples;
import dev.afterglow.studio.testing.StudioBackends;
import dev.afterglow.studio.testing.StudioCase;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class ReportRestTest extends StudioCase {

  private final UUID room = Samples.id();

  private Response report(String query) {
    return given().get("/api/v1/rooms/" + room + "/report" + query);
  }

  @Test
  void shouldShowThePageInTheReadersLanguageAndLetItRunNothing() {
    // When
    Response answer = report("?locale=zh-CN&time_zone=Asia/Shanghai");

    // Then
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualToIgnoringCase("text/html;charset=utf-8");
    assertThat(answer.asString()).isEqualTo("<!DOCTYPE html>");
    assertThat(answer.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'unsafe-inline'")
        .doesNotContain("script");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(SERVICES.reportsAsked)
        .containsExactly(
            GetReportRequest.newBuilder()
                .setRoomId(room.toString())
                .setLocale("zh-CN")
                .setTimeZone("Asia/Shanghai")
                .setFormat(ReportFormat.REPORT_FORMAT_HTML)
                .build());
  }

  @Test
  void shouldHandOnThePdfWithItsName() {
    // When
    Response answer = report("?format=pdf");

    // Then
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/pdf");
    assertThat(answer.header("Content-Disposition")).isEqualTo("inline; filename=\"report.pdf\"");
    assertThat(answer.asString()).isEqualTo("%PDF-");
  }

  private static void assertProblem(Response answer, int status, String reason) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("reason")).isEqualTo(reason);
  }

  @Test
  void shouldSayWhatIsWrong() {
    // Given
    Response format = report("?format=docx");
    Response noRoom = given().get("/api/v1/rooms/no-uuid/report");
    SERVICES.reportFault =
        Optional.of(FakeServices.refusal(Status.Code.NOT_FOUND, "ROOM_NOT_FOUND", Map.of()));

    // When
    Response unknown = report("");
    SERVICES.reportFault = Optional.of(Status.UNAVAILABLE.asRuntimeException());
    Response away = report("");

    // Then
    assertProblem(format, 400, "INVALID_FIELD");
    assertProblem(noRoom, 400, "INVALID_FIELD");
    assertProblem(unknown, 404, "ROOM_NOT_FOUND");
    assertProblem(away, 503, "SERVICE_UNAVAILABLE");
    assertThat(away.jsonPath().getString("metadata.service")).isEqualTo("commerce-analytics");
  }
}
