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
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Says with every call to another service whose it is: as the headers say already, else the tenant
 * of the call that is being answered, else this service's own. A service of many tenants has none
 * of its own: a call that is nobody's is not made.
 */
@ApplicationScoped
@GlobalInterceptor
public class TenantClientInterceptor implements ClientInterceptor {

  private final Optional<Tenant> own;

  /**
   * An interceptor for a service.
   *
   * @param many there where the service keeps tenants apart
   */
  @Inject
  public TenantClientInterceptor(TenantConfig config, Instance<ManyTenants> many) {
    this(config, many.isResolvable());
  }

  TenantClientInterceptor(TenantConfig config, boolean many) {
    this.own = many ? Optional.empty() : Optional.of(new Tenant(config.name()));
  }

  @Override
  public <Q, R> ClientCall<Q, R> interceptCall(
      MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
    Optional<Tenant> tenant = CallersTenant.find().or(() -> own);
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<R> listener, Metadata headers) {
        if (!headers.containsKey(TenantHeader.KEY)) {
          headers.put(
              TenantHeader.KEY,
              tenant
                  .orElseThrow(() -> new IllegalStateException("a call that is no tenant's"))
                  .name());
        }
        super.start(listener, headers);
      }
    };
  }
}
