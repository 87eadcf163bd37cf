package dev.afterglow.registry.transparency.rest;

import dev.afterglow.registry.transparency.LogFiles;
import dev.afterglow.registry.transparency.Stamp;
import dev.afterglow.registry.transparency.storage.LogReader;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The log as the static files of C2SP tlog-tiles, below {@code /log/}. Open to everybody who
 * reaches the port: the files name nobody, and a log that only its keeper may read proves nothing.
 */
@Path("/log")
public class LogResource {
  private static final Pattern TILE =
      Pattern.compile(
          "tile/(entries|\\d|[1-5]\\d|6[0-3])/(x\\d{3}/){0,5}\\d{3}(\\.p/[1-9]\\d{0,2})?");
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String BRIEFLY = "public, max-age=1";

  private final LogReader reader;

  @Inject
  LogResource(LogReader reader) {
    this.reader = reader;
  }

  /** The newest signed head. */
  @GET
  @Path("checkpoint")
  public Uni<Response> checkpoint() {
    return file(LogFiles.CHECKPOINT, "text/plain; charset=utf-8", BRIEFLY);
  }

  /** A tile of hashes or of entries. */
  @GET
  @Path("{path: tile/.+}")
  public Uni<Response> tile(@PathParam("path") String path) {
    if (!TILE.matcher(path).matches()) {
      return Uni.createFrom().item(Response.status(Response.Status.NOT_FOUND).build());
    }
    return file(path, "application/octet-stream", FOR_EVER);
  }

  /** A head that was stamped, or its timestamp token (RFC 3161). */
  @GET
  @Path("{path: stamp/.+}")
  public Uni<Response> stamp(@PathParam("path") String path) {
    if (Stamp.of(path).isEmpty()) {
      return Uni.createFrom().item(Response.status(Response.Status.NOT_FOUND).build());
    }
    return path.endsWith(".tst")
        ? file(path, "application/timestamp-token", FOR_EVER)
        : file(path, "text/plain; charset=utf-8", FOR_EVER);
  }

  /** The sizes of the heads that have a timestamp, a line each, smallest first. */
  @GET
  @Path("stamps")
  public Uni<Response> stamps() {
    return reader
        .stamps()
        .map(
            sizes ->
                Response.ok(sizes.stream().map(size -> size + "\n").collect(Collectors.joining()))
                    .header(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .header(HttpHeaders.CACHE_CONTROL, BRIEFLY)
                    .build());
  }

  private Uni<Response> file(String path, String type, String caching) {
    return reader
        .file(path)
        .map(
            found ->
                found
                    .map(
                        bytes ->
                            Response.ok(bytes)
                                .header(HttpHeaders.CONTENT_TYPE, type)
                                .header(HttpHeaders.CACHE_CONTROL, caching)
                                .build())
                    .orElseGet(() -> Response.status(Response.Status.NOT_FOUND).build()));
  }
}
