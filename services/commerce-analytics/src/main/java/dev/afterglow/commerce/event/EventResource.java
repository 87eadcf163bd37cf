package dev.afterglow.commerce.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.afterglow.commerce.intake.FactIntake;
import dev.afterglow.commerce.intake.Receipt;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts as CloudEvents over HTTP: structured, batched or binary. */
@Path("/api/v1/facts")
@RunOnVirtualThread
public class EventResource {
  private static final String ATTRIBUTE = "ce-";

  // RFC 9110: understood, and nothing of it could be taken.
  private static final int UNPROCESSABLE = 422;

  private final FactIntake intake;
  private final EventAccess access;

  /** Over the intake. */
  @Inject
  public EventResource(FactIntake intake, EventAccess access) {
    this.intake = intake;
    this.access = access;
  }

  /**
   * Records facts. Answers when Kafka holds those that were accepted: 200, or 422 where every one
   * was refused; 400 where the body cannot be read, 401 without the token, 415 where it is no
   * event, 429 and 503 where the same is to be sent again.
   */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public Response record(byte @Nullable [] body, @Context HttpHeaders headers) {
    if (!access.admits(header(headers, HttpHeaders.AUTHORIZATION))) {
      throw new AfterglowException(
          PlatformReason.TOKEN_REFUSED, Fault.UNAUTHENTICATED, "the token is missing or wrong");
    }
    List<JsonNode> events =
        EventBody.events(
                header(headers, HttpHeaders.CONTENT_TYPE),
                attributes(headers),
                body == null ? new byte[0] : body)
            .orElseThrow(NotSupportedException::new);
    Receipt receipt = intake.take(events.stream().map(ToldEvent::new).toList());
    return Response.status(receipt.refusedAll() ? UNPROCESSABLE : 200).entity(receipt).build();
  }

  private static Map<String, String> attributes(HttpHeaders headers) {
    Map<String, String> attributes = new HashMap<>();
    for (String name : headers.getRequestHeaders().keySet()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith(ATTRIBUTE)) {
        attributes.put(lower.substring(ATTRIBUTE.length()), header(headers, name));
      }
    }
    return attributes;
  }

  private static String header(HttpHeaders headers, String name) {
    String value = headers.getHeaderString(name);
    return value == null ? "" : value;
  }
}
