package dev.afterglow.platform.tenant;

import io.grpc.Metadata;

/** How a call says whose it is. */
public final class TenantHeader {

  /** The header's name. */
  public static final String NAME = "afterglow-tenant";

  /** The header: a tenant's name, at most once. */
  public static final Metadata.Key<String> KEY =
      Metadata.Key.of(NAME, Metadata.ASCII_STRING_MARSHALLER);

  private TenantHeader() {}

  /** Headers that say it. */
  public static Metadata of(String tenant) {
    Metadata headers = new Metadata();
    headers.put(KEY, new Tenant(tenant).name());
    return headers;
  }
}
