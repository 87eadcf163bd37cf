package dev.afterglow.platform.tenant;

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
import java.util.Iterator;

/**
 * Reads whose call it is. The callers are services that hold the installation's token, and are
 * believed; nothing that a tenant's own people send reaches this header.
 */
@ApplicationScoped
@GlobalInterceptor
public class TenantServerInterceptor implements ServerInterceptor, Prioritized {

  /** Inside authentication: strangers say nothing. */
  public static final int PRIORITY = 880;

  private static final String HEALTH = "grpc.health.v1.Health";

  private final Tenant own;
  private final boolean many;
  private final boolean required;

  /**
   * An interceptor for a service.
   *
   * @param many there where the service keeps tenants apart
   */
  @Inject
  public TenantServerInterceptor(TenantConfig config, Instance<ManyTenants> many) {
    this(config, many.isResolvable());
  }

  TenantServerInterceptor(TenantConfig config, boolean many) {
    this.own = new Tenant(config.name());
    this.many = many;
    this.required = config.required();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!HEALTH.equals(call.getMethodDescriptor().getServiceName())) {
      Tenant tenant = tenant(headers);
      if (!many && !tenant.equals(own)) {
        throw refused("this service is another tenant's");
      }
      if (!CallersTenant.set(tenant) && many) {
        throw new IllegalStateException("the call has no context that could keep its tenant");
      }
    }
    return next.startCall(call, headers);
  }

  private Tenant tenant(Metadata headers) {
    Iterable<String> all = headers.getAll(TenantHeader.KEY);
    if (all == null) {
      if (required) {
        throw refused("the call names no tenant");
      }
      return own;
    }
    Iterator<String> named = all.iterator();
    String name = named.next();
    if (named.hasNext()) {
      throw refused("the call names several tenants");
    }
    try {
      return new Tenant(name);
    } catch (IllegalArgumentException e) {
      throw refused("the tenant's name is none");
    }
  }

  private static AfterglowException refused(String message) {
    return new AfterglowException(PlatformReason.TENANT_REFUSED, Fault.DENIED, message);
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }
}
