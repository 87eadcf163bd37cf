package dev.afterglow.registry.identity.callback.rest;

import dev.afterglow.registry.identity.callback.storage.CallbackDesk;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;

/**
 * Where providers of verification call back, below {@code /identity/callbacks/}. Open to everybody
 * who reaches the port, and the same to everybody: whether there is such an attempt, and what came
 * of it, is not told here. Of what comes only the attempt's name is read.
 */
@Path("/identity/callbacks/{provider}")
public class CallbackResource {
  private final CallbackDesk desk;

  @Inject
  CallbackResource(CallbackDesk desk) {
    this.desk = desk;
  }

  /** Alibaba Cloud's way, and that of browsers that are sent back. */
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String back(
      @PathParam("provider") String provider,
      @QueryParam("certifyId") @DefaultValue("") String certifyId,
      @QueryParam("BizToken") @DefaultValue("") String bizToken,
      @QueryParam("transaction") @DefaultValue("") String transaction) {
    Stream.of(certifyId, bizToken, transaction)
        .filter(name -> !name.isBlank())
        .findFirst()
        .ifPresent(name -> desk.heard(provider, name));
    return "OK";
  }

  /** The same where a provider posts; a body is not read. */
  @POST
  @Produces(MediaType.TEXT_PLAIN)
  public String posted(
      @PathParam("provider") String provider,
      @QueryParam("certifyId") @DefaultValue("") String certifyId,
      @QueryParam("BizToken") @DefaultValue("") String bizToken,
      @QueryParam("transaction") @DefaultValue("") String transaction) {
    return back(provider, certifyId, bizToken, transaction);
  }
}
