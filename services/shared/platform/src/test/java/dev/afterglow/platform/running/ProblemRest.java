package dev.afterglow.platform.running;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;

/** Fails as asked. */
@Path("/fail")
public class ProblemRest {

  /** Refuses or breaks. */
  @GET
  @Path("/{how}")
  public String fail(@PathParam("how") String how) {
    if (how.equals("refuse")) {
      throw new AfterglowException(
          "AVATAR_NOT_FOUND", Fault.NOT_FOUND, "no such avatar", Map.of("avatar_id", "a-1"));
    }
    throw new IllegalStateException("secret");
  }
}
