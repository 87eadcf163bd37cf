package dev.afterglow.platform.auth;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Sends the service token with every call to another service. */
@ApplicationScoped
@GlobalInterceptor
public class AuthClientInterceptor implements ClientInterceptor {

  private final ServiceAccess access;

  /** An interceptor that sends what the installation's services ask for. */
  @Inject
  public AuthClientInterceptor(ServiceAccess access) {
    this.access = access;
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    return switch (access) {
      case ServiceAccess.Anonymous _ -> next.newCall(method, options);
      case ServiceAccess.Guarded guarded -> authorised(next.newCall(method, options), guarded);
    };
  }

  private static <Q, R> ClientCall<Q, R> authorised(
      ClientCall<Q, R> call, ServiceAccess.Guarded guarded) {
    return new SimpleForwardingClientCall<>(call) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        headers.discardAll(AuthServerInterceptor.AUTHORIZATION);
        headers.put(AuthServerInterceptor.AUTHORIZATION, guarded.token().header());
        super.start(listener, headers);
      }
    };
  }
}
