package dev.afterglow.studio.stage.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.afterglow.api.studio.v1.DirectRequest;
import dev.afterglow.api.studio.v1.GetStageRequest;
import dev.afterglow.api.studio.v1.PreflightRequest;
import dev.afterglow.api.studio.v1.PutProductsRequest;
import dev.afterglow.api.studio.v1.PutStageAssetRequest;
import dev.afterglow.platform.error.AfterglowException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The stage over REST: the messages of the contract as protobuf's JSON writes them, with the
 * contract's own field names.
 */
@Path("/api/v1/broadcasts/{broadcastId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StageResource {
  private static final JsonFormat.Parser READS = JsonFormat.parser();
  private static final JsonFormat.Printer WRITES =
      JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();

  private final StageCalls calls;

  /** Over the calls. */
  @Inject
  public StageResource(StageCalls calls) {
    this.calls = calls;
  }

  /** Changes the stage: {@code {"request_id": "…", "directive": {…}}}. */
  @POST
  @Path("/directives")
  public String direct(@RestPath String broadcastId, String body) {
    var request = read(body, DirectRequest.newBuilder()).setBroadcastId(broadcastId).build();
    return write(calls.direct(request));
  }

  /** Makes products known: {@code {"request_id": "…", "products": […]}}. */
  @POST
  @Path("/products")
  public String products(@RestPath String broadcastId, String body) {
    var request = read(body, PutProductsRequest.newBuilder()).setBroadcastId(broadcastId).build();
    return write(calls.put(request));
  }

  /** Gives the stage a picture: {@code {"request_id": "…", "content": "base64…"}}. */
  @POST
  @Path("/stage-assets")
  public String asset(@RestPath String broadcastId, String body) {
    var request = read(body, PutStageAssetRequest.newBuilder()).setBroadcastId(broadcastId).build();
    return write(calls.put(request));
  }

  /** What directives may name, and what shows. */
  @GET
  @Path("/stage")
  public String stage(@RestPath String broadcastId) {
    var request = GetStageRequest.newBuilder().setBroadcastId(broadcastId).build();
    return write(calls.stage(request).getStage());
  }

  /** Judges some seconds of the render: {@code {"watch_s": 4}}. */
  @POST
  @Path("/preflight")
  public String preflight(@RestPath String broadcastId, String body) {
    var request = read(body, PreflightRequest.newBuilder()).setBroadcastId(broadcastId).build();
    return write(calls.preflight(request).getJudgement());
  }

  private static <B extends Message.Builder> B read(String json, B builder) {
    try {
      READS.merge(json, builder);
      return builder;
    } catch (InvalidProtocolBufferException e) {
      throw AfterglowException.invalidField("request", "the body is not such a request");
    }
  }

  private static String write(Message message) {
    try {
      return WRITES.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an answer of ours cannot be written", e);
    }
  }
}
