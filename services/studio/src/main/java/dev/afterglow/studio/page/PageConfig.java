package dev.afterglow.studio.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Who may use the page and its API. */
@ConfigMapping(prefix = "afterglow.studio.page")
public interface PageConfig {

  /**
   * The host names, without port, under which the page and its API answer. A browser that was
   * tricked into resolving a stranger's name to this machine sends that name and is refused (DNS
   * rebinding). The default is this machine by its own names; a deployment adds its public one.
   */
  @WithDefault("127.0.0.1,localhost,[::1]")
  @Size(min = 1, max = 32)
  List<String> allowedHosts();
}
