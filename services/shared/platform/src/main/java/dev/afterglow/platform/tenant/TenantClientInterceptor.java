package dev.afterglow.platform.tenant;

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

/**
 * Says with every call to another service whose it is: as the headers say already, else the tenant
 * of the call that is being answered, else this service's own.
 */
@ApplicationScoped
@GlobalInterceptor
public class TenantClientInterceptor implements ClientInterceptor {

  private final Tenant own;

  /** An interceptor for a service. */
  @Inject
  public TenantClientInterceptor(TenantConfig config) {
    this.own = new Tenant(config.name());
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    Tenant tenant = CallersTenant.find().orElse(own);
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        if (!headers.containsKey(TenantHeader.KEY)) {
          headers.put(TenantHeader.KEY, tenant.name());
        }
        super.start(listener, headers);
      }
    };
  }
}
