package dev.afterglow.render.worker;

import dev.afterglow.render.job.RenderRefused;
import dev.afterglow.render.job.RenderSlots;
import dev.afterglow.render.output.LowLatencyHls;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves a render's low-latency HLS. A request for what is not there yet is answered when it is, as
 * the playlist promises; nobody's thread waits.
 */
@Path("/outputs/{renderId}/hls")
public class LowLatencyResource {
  private static final String PLAYLIST = "application/vnd.apple.mpegurl";
  private static final String MEDIA = "video/mp4";

  /** Read by hand: the framework would answer 404 to a number that is none. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final RenderSlots slots;

  LowLatencyResource(RenderSlots slots) {
    this.slots = slots;
  }

  /**
   * The playlist.
   *
   * @param segment answer once the playlist holds this media sequence number
   * @param part and this part of it
   */
  @GET
  @Path("/low-latency.m3u8")
  public CompletionStage<Response> playlist(
      @PathParam("renderId") String renderId,
      @QueryParam("_HLS_msn") @Nullable String segment,
      @QueryParam("_HLS_part") @Nullable String part) {
    Optional<LowLatencyHls> stream = stream(renderId);
    if (stream.isEmpty()) {
      return now(Status.NOT_FOUND);
    }
    if (segment == null && part == null) {
      return now(text(stream.get().playlist()));
    }
    if (segment == null || !isNumber(segment) || (part != null && !isNumber(part))) {
      return now(Status.BAD_REQUEST);
    }
    try {
      return stream
          .get()
          .playlist(Long.parseLong(segment), part == null ? -1 : Integer.parseInt(part))
          .handle((text, late) -> late == null ? text(text) : status(Status.SERVICE_UNAVAILABLE));
    } catch (LowLatencyHls.Refused e) {
      return now(Status.BAD_REQUEST);
    }
  }

  /** The initialisation segment. */
  @GET
  @Path("/low-latency-init.mp4")
  public Response init(@PathParam("renderId") String renderId) {
    return stream(renderId)
        .map(it -> media(it.initSegment()))
        .orElseGet(() -> status(Status.NOT_FOUND));
  }

  /** A part, also the one that the playlist hints at. */
  @GET
  @Path("/part-{segment: [0-9]{1,9}}-{part: [0-9]{1,3}}.m4s")
  public CompletionStage<Response> part(
      @PathParam("renderId") String renderId,
      @PathParam("segment") long segment,
      @PathParam("part") int part) {
    Optional<LowLatencyHls> stream = stream(renderId);
    if (stream.isEmpty()) {
      return now(Status.NOT_FOUND);
    }
    try {
      return stream
          .get()
          .part(segment, part)
          .handle(
              (found, late) ->
                  late == null && found.isPresent()
                      ? media(found.get())
                      : status(Status.NOT_FOUND));
    } catch (LowLatencyHls.Refused e) {
      return now(Status.NOT_FOUND);
    }
  }

  /** A whole segment. */
  @GET
  @Path("/part-segment-{segment: [0-9]{1,9}}.m4s")
  public Response segment(
      @PathParam("renderId") String renderId, @PathParam("segment") long segment) {
    return stream(renderId)
        .flatMap(it -> it.segment(segment))
        .map(LowLatencyResource::media)
        .orElseGet(() -> status(Status.NOT_FOUND));
  }

  private static boolean isNumber(String value) {
    return NUMBER.matcher(value).matches();
  }

  private Optional<LowLatencyHls> stream(String renderId) {
    try {
      return slots.get(renderId).lowLatency();
    } catch (RenderRefused unknown) {
      return Optional.empty();
    }
  }

  private static Response text(String playlist) {
    return Response.ok(playlist, PLAYLIST).header("Cache-Control", "no-cache").build();
  }

  private static Response media(byte[] bytes) {
    return Response.ok(bytes, MEDIA).header("Cache-Control", "max-age=60").build();
  }

  private static Response status(Status status) {
    return Response.status(status).build();
  }

  private static CompletionStage<Response> now(Status status) {
    return now(status(status));
  }

  private static CompletionStage<Response> now(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
