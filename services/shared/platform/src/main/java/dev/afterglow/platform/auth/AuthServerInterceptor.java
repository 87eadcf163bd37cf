package dev.afterglow.platform.auth;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.inject.Inject;

/** Lets in calls that carry the service token. Health checks need none: probes hold no secrets. */
@ApplicationScoped
@GlobalInterceptor
public class AuthServerInterceptor implements ServerInterceptor, Prioritized {

  /** Inside the error mapper, outside everything else. */
  public static final int PRIORITY = 900;

  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final String HEALTH = "grpc.health.v1.Health";

  private final ServiceAccess access;

  /** An interceptor that asks a decision. */
  @Inject
  public AuthServerInterceptor(ServiceAccess access) {
    this.access = access;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String presented = headers.get(AUTHORIZATION);
    boolean exempt = HEALTH.equals(call.getMethodDescriptor().getServiceName());
    if (!exempt && !access.admits(presented == null ? "" : presented)) {
      throw new AfterglowException(
          PlatformReason.TOKEN_REFUSED,
          Fault.UNAUTHENTICATED,
          "the service token is missing or wrong");
    }
    return next.startCall(call, headers);
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }
}
