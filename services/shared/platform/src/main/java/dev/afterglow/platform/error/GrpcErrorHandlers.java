package dev.afterglow.platform.error;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.quarkus.grpc.ExceptionHandler;
import io.quarkus.grpc.ExceptionHandlerProvider;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Gives Quarkus our mapper in place of its own, which would send class names and messages of
 * unforeseen exceptions to callers.
 */
@ApplicationScoped
public class GrpcErrorHandlers implements ExceptionHandlerProvider {

  private final GrpcErrorMapper mapper = new GrpcErrorMapper();

  @Override
  public <Q, R> ExceptionHandler<Q, R> createHandler(
      ServerCall.Listener<Q> listener, ServerCall<Q, R> call, Metadata metadata) {
    return new ExceptionHandler<>(listener, call, metadata) {
      @Override
      protected void handleException(Throwable thrown, ServerCall<Q, R> call, Metadata metadata) {
        GrpcErrorMapper.Mapped failure = mapper.map(thrown);
        call.close(failure.status(), failure.trailers());
      }
    };
  }

  @Override
  public Throwable transform(Throwable thrown) {
    return mapper.map(thrown).asException();
  }
}
