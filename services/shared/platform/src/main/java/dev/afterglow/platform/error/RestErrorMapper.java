package dev.afterglow.platform.error;

import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The same refusals over REST, as RFC 9457 problem details. */
public final class RestErrorMapper {

  private static final Log LOG = Log.of(RestErrorMapper.class);

  /** A refusal of a use case, or a defect. */
  @ServerExceptionMapper
  public Response map(Throwable thrown) {
    AfterglowException fault = Faults.of(thrown);
    if (fault.kind().blame() == Fault.Blame.OURS) {
      LOG.error("request failed", fault.cause(), LogKey.REASON.is(fault.reason()));
    }
    return respond(Problem.of(fault));
  }

  /** A refusal of the HTTP layer: unknown path, wrong method, unreadable body. */
  @ServerExceptionMapper
  public Response map(WebApplicationException refusal) {
    Response response = refusal.getResponse();
    return response.hasEntity()
        ? response
        : respond(
            Problem.ofStatus(response.getStatus(), response.getStatusInfo().getReasonPhrase()));
  }

  /** A bean-validation rule on a parameter or body; the first one broken, without its value. */
  @ServerExceptionMapper
  public Response map(ConstraintViolationException violations) {
    return violations.getConstraintViolations().stream()
        .findFirst()
        .map(RestErrorMapper::invalid)
        .map(fault -> respond(Problem.of(fault)))
        .orElseGet(() -> map((Throwable) violations));
  }

  private static AfterglowException invalid(ConstraintViolation<?> violation) {
    return AfterglowException.invalidField(
        violation.getPropertyPath().toString(), violation.getMessage());
  }

  private static Response respond(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
