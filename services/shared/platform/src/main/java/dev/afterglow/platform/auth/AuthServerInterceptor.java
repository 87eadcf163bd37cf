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
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.inject.Inject;

/**
 * Lets in calls that carry the service token. Health checks need none: probes hold no secrets. Nor
 * do the calls that a service names in its {@link OpenMethods}.
 */
@ApplicationScoped
@GlobalInterceptor
public class AuthServerInterceptor implements ServerInterceptor, Prioritized {

  /** Inside the error mapper, outside everything else. */
  public static final int PRIORITY = 900;

  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final String HEALTH = "grpc.health.v1.Health";

  private final ServiceAccess access;
  private final OpenMethods open;

  /**
   * An interceptor that asks a decision.
   *
   * @param open the calls without a token; none where a service does not say exactly once
   */
  @Inject
  public AuthServerInterceptor(ServiceAccess access, Instance<OpenMethods> open) {
    this(access, open.isResolvable() ? open.get() : OpenMethods.NONE);
  }

  AuthServerInterceptor(ServiceAccess access, OpenMethods open) {
    this.access = access;
    this.open = open;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String presented = headers.get(AUTHORIZATION);
    boolean exempt =
        HEALTH.equals(call.getMethodDescriptor().getServiceName())
            || open.covers(call.getMethodDescriptor().getFullMethodName());
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
