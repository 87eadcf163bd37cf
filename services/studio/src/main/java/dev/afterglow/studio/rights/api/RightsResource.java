package dev.afterglow.studio.rights.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.meter.StudioMeters;
import dev.afterglow.studio.rights.Rights;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Presenters' standing, licences and parts over REST, read from the registry at each call. Refusals
 * are RFC 9457 problems with the registry's reasons.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RightsResource {
  private final Rights rights;
  private final StudioMeters meters;

  /** Over the registry's people, licences and parts. */
  @Inject
  public RightsResource(Rights rights, StudioMeters meters) {
    this.rights = rights;
    this.meters = meters;
  }

  /** Whether somebody is verified, and until when; nothing of who they are. */
  @GET
  @Path("/api/v1/persons/{subjectId}")
  public RightsJson.Person person(@RestPath String subjectId) {
    return RightsJson.of(counted(() -> rights.person(id("subject_id", subjectId))));
  }

  /** Has a presenter looked at before a broadcast, by whoever verified them. */
  @POST
  @Path("/api/v1/persons/{subjectId}/presences")
  public RestResponse<RightsJson.Look> look(
      @RestPath String subjectId, @NotNull @Valid Command command) {
    return RestResponse.status(
        RestResponse.Status.CREATED,
        RightsJson.of(
            counted(() -> rights.look(command.requestId(), id("subject_id", subjectId)))));
  }

  /** Asks what was seen; safe to repeat. */
  @POST
  @Path("/api/v1/presences/{presenceId}/resume")
  public RightsJson.Look seen(@RestPath String presenceId) {
    return RightsJson.of(counted(() -> rights.seen(id("presence_id", presenceId))));
  }

  /** Licences over a figure, newest first, a hundred at most. */
  @GET
  @Path("/api/v1/avatars/{avatarId}/licences")
  public LicenceList licences(@RestPath String avatarId) {
    return new LicenceList(
        counted(() -> rights.licences(id("avatar_id", avatarId))).stream()
            .map(RightsJson::of)
            .toList());
  }

  /** Where a licence's right comes from. */
  @GET
  @Path("/api/v1/licences/{licenceId}/title")
  public RightsJson.Chain title(@RestPath String licenceId) {
    return RightsJson.of(counted(() -> rights.title(id("licence_id", licenceId))));
  }

  /** The parts of a figure in all their versions, newest first, a hundred at most. */
  @GET
  @Path("/api/v1/avatars/{avatarId}/parts")
  public PartList parts(@RestPath String avatarId) {
    return new PartList(
        counted(() -> rights.parts(id("avatar_id", avatarId))).stream()
            .map(RightsJson::of)
            .toList());
  }

  private <T> T counted(Supplier<T> command) {
    try {
      return command.get();
    } catch (AfterglowException e) {
      meters.refused(e.reason());
      throw e;
    }
  }

  private static UUID id(String field, String text) {
    return AfterglowException.checking(field, () -> UUID.fromString(text));
  }

  /** Asks for a look. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Command(@NotNull UUID requestId) {}

  /** Licences. */
  record LicenceList(List<RightsJson.Licence> licences) {}

  /** Parts. */
  record PartList(List<RightsJson.Part> parts) {}
}
