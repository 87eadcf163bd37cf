package dev.afterglow.registry.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;

/** A row of a tenant's. Every query names the tenant beside whatever else it looks for. */
@MappedSuperclass
public abstract class TenantRow {
  /** Whose it is; that of the call which makes the row. */
  @Column(updatable = false)
  public String tenant = "";

  @PrePersist
  void belong() {
    if (tenant.isEmpty()) {
      tenant = CallersTenant.name();
    }
  }
}
