package dev.afterglow.studio.capture;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** The capture page's settings, and the tracker's model where there is one. */
@Startup
@Singleton
@Path("/")
public class CaptureResource {
  private static final Log LOG = Log.of(CaptureResource.class);
  private static final String MODEL_PATH = "/capture/models/" + FaceModel.NAME;

  private final String driveUrl;
  private final Optional<byte[]> model;

  /** Looks for the model once. */
  @Inject
  public CaptureResource(CaptureConfig config) {
    driveUrl = config.driveUrl();
    model =
        switch (FaceModel.in(config.models())) {
          case FaceModel.Found.Model found -> Optional.of(found.bytes());
          case FaceModel.Found.Nothing _ -> Optional.empty();
          case FaceModel.Found.Other _ -> {
            LOG.warn("not the pinned face model: not served", LogKey.FILE.is(FaceModel.NAME));
            yield Optional.empty();
          }
        };
  }

  /** Where to drive to, and where the model is. */
  @GET
  @Path("/api/v1/capture")
  @Produces(MediaType.APPLICATION_JSON)
  public Settings settings() {
    return new Settings(driveUrl, model.map(_ -> MODEL_PATH));
  }

  /** The model, or 404. */
  @GET
  @Path(MODEL_PATH)
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public RestResponse<byte[]> model() {
    return model.map(RestResponse::ok).orElseGet(RestResponse::notFound);
  }

  /**
   * What the page needs.
   *
   * @param driveUrl capture-ingest's WebSocket
   * @param faceModel where the model is; absent where there is none
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Settings(String driveUrl, Optional<String> faceModel) {}
}
