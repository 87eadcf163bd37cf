package dev.afterglow.platform.running;

import com.google.protobuf.StringValue;
import dev.afterglow.platform.echo.Echo;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/**
 * {@link Echo} as Quarkus' own stubs would run it: every message goes through a Mutiny pipeline,
 * which fails at "refuse" and "defect" and answers anything else.
 */
@GrpcService
public class MutinyEcho implements BindableService {

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(Echo.NAME)
        .addMethod(
            Echo.UNARY,
            ServerCalls.asyncUnaryCall(
                (request, answers) ->
                    io.quarkus.grpc.stubs.ServerCalls.oneToOne(
                        request, answers, null, MutinyEcho::one)))
        .addMethod(
            Echo.SERVER,
            ServerCalls.asyncServerStreamingCall(
                (request, answers) ->
                    io.quarkus.grpc.stubs.ServerCalls.oneToMany(
                        request, answers, null, it -> one(it).toMulti())))
        .addMethod(
            Echo.CLIENT,
            ServerCalls.asyncClientStreamingCall(
                answers ->
                    io.quarkus.grpc.stubs.ServerCalls.manyToOne(
                        answers, it -> many(it).collect().last())))
        .addMethod(
            Echo.BIDI,
            ServerCalls.asyncBidiStreamingCall(
                answers -> io.quarkus.grpc.stubs.ServerCalls.manyToMany(answers, MutinyEcho::many)))
        .build();
  }

  private static Multi<StringValue> many(Multi<StringValue> requests) {
    return requests.onItem().transformToUniAndConcatenate(MutinyEcho::one);
  }

  private static Uni<StringValue> one(StringValue request) {
    return Uni.createFrom().item(request).map(MutinyEcho::answer);
  }

  private static StringValue answer(StringValue request) {
    return switch (request.getValue()) {
      case "refuse" ->
          throw new AfterglowException(
              "LEASE_REVOKED", Fault.FAILED_PRECONDITION, "revoked", Map.of("lease_id", "l-1"));
      case "defect" -> throw new IllegalArgumentException("secret");
      default -> request;
    };
  }
}
