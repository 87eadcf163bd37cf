package dev.afterglow.platform.tenant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;

/** Which tenants a service works for. */
@ConfigMapping(prefix = "afterglow.tenant")
public interface TenantConfig {

  /**
   * The tenant whose service this is. It goes with every call to another service that is made for
   * no caller in particular, and a call that names no tenant is taken to be this one's. An
   * installation of one shop needs no other name than {@code default}.
   */
  @WithDefault("default")
  @Pattern(regexp = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
  String name();

  /**
   * Whether a call that names no tenant is refused. Off by default, for installations of one shop;
   * set it at an avatar-registry that several share, so that a caller who forgets the tenant does
   * not land at the default one.
   */
  @WithDefault("false")
  boolean required();
}
