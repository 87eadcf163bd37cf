package dev.afterglow.render.worker;

import dev.afterglow.render.job.RenderSlots;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.nio.file.Files;
import java.util.regex.Pattern;

/** Serves the HLS files of a render. Only names that the HLS writer makes are looked up. */
@Path("/outputs/{renderId}/hls")
public class HlsResource {
  private static final Pattern RENDER = Pattern.compile("[0-9a-f-]{36}");
  private static final Pattern FILE =
      Pattern.compile("index\\.m3u8|init\\.mp4|segment-[0-9]{6}\\.m4s");

  private final RenderSlots slots;

  HlsResource(RenderSlots slots) {
    this.slots = slots;
  }

  /** One file: the playlist, the initialisation segment or a segment. */
  @GET
  @Path("/{file}")
  @Blocking
  public Response file(@PathParam("renderId") String renderId, @PathParam("file") String file) {
    if (!RENDER.matcher(renderId).matches() || !FILE.matcher(file).matches()) {
      return Response.status(Response.Status.NOT_FOUND).build();
    }
    java.nio.file.Path path =
        slots.settings().recordingFolder().resolve(renderId).resolve("hls").resolve(file);
    if (!Files.isRegularFile(path)) {
      return Response.status(Response.Status.NOT_FOUND).build();
    }
    boolean playlist = file.endsWith(".m3u8");
    return Response.ok(path.toFile(), playlist ? "application/vnd.apple.mpegurl" : "video/mp4")
        .header("Cache-Control", playlist ? "no-cache" : "max-age=60")
        .build();
  }
}
