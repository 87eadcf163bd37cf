package dev.afterglow.studio.device.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.device.DeviceConfig;
import dev.afterglow.studio.device.Devices;
import dev.afterglow.studio.device.Pairing;
import dev.afterglow.studio.meter.StudioMeters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The devices of presenters over REST. Refusals are RFC 9457 problems with the reasons of the
 * registry's {@code DeviceService}, which a program that pairs for itself may call as well.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeviceResource {

  private final Devices devices;
  private final DeviceConfig config;
  private final StudioMeters meters;
  private final Clock clock;

  /** Over the registry's devices. */
  @Inject
  public DeviceResource(Devices devices, DeviceConfig config, StudioMeters meters, Clock clock) {
    this.devices = devices;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * A code that enrols one device of a person, once; the code before it stops working. Nothing is
   * lost when the answer is: ask again.
   */
  @POST
  @Path("/api/v1/persons/{subjectId}/pairings")
  public RestResponse<PairingAnswer> pair(@RestPath String subjectId) {
    Pairing pairing = counted(() -> devices.pair(id("subject_id", subjectId)));
    long left = Duration.between(clock.instant(), pairing.expireTime()).toSeconds();
    return RestResponse.status(
        RestResponse.Status.CREATED,
        new PairingAnswer(
            pairing.code(), pairing.expireTime(), Math.max(0, left), config.captureAddress()));
  }

  /** A person's devices, newest first. */
  @GET
  @Path("/api/v1/persons/{subjectId}/devices")
  public ListAnswer list(
      @RestPath String subjectId,
      @QueryParam("page_size") @DefaultValue("0") int pageSize,
      @QueryParam("page_token") @DefaultValue("") String pageToken) {
    Devices.Page page = counted(() -> devices.of(id("subject_id", subjectId), pageSize, pageToken));
    return new ListAnswer(
        page.devices().stream().map(DeviceJson::of).toList(),
        page.nextPageToken(),
        config.captureAddress());
  }

  /** Revokes a device for good. */
  @POST
  @Path("/api/v1/devices/{deviceId}/revoke")
  public DeviceJson revoke(@RestPath String deviceId, @NotNull @Valid Command command) {
    return DeviceJson.of(
        counted(() -> devices.revoke(command.requestId(), id("device_id", deviceId))));
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

  /** A command on a device. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Command(@NotNull UUID requestId) {}

  /**
   * What pairs a device.
   *
   * @param code for the person to type into the device; secret
   * @param expireTime when it stops working
   * @param validForS how many seconds that are from now, by this service's clock
   * @param captureAddress where the device shows it, as HOST:PORT
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record PairingAnswer(String code, Instant expireTime, long validForS, String captureAddress) {

    /** Without the code. */
    @Override
    public String toString() {
      return "PairingAnswer[until " + expireTime + ", code redacted]";
    }
  }

  /**
   * A page of devices.
   *
   * @param captureAddress where they bring their drives, as HOST:PORT
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record ListAnswer(List<DeviceJson> devices, String nextPageToken, String captureAddress) {}
}
