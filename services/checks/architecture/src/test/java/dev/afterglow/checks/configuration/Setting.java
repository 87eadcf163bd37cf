package dev.afterglow.checks.configuration;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One setting as its {@code @ConfigMapping} method declares it.
 *
 * @param module the module's artifact folder, for example {@code render-worker}
 * @param property the whole property, for example {@code afterglow.render.lease.ttl}
 * @param type the Java type as written
 * @param defaultValue the default as written, or null where the setting has none
 * @param reason the method's Javadoc on one line
 */
record Setting(
    String module, String property, String type, @Nullable String defaultValue, String reason) {

  static final Comparator<Setting> ORDER =
      Comparator.comparing(Setting::module).thenComparing(Setting::property);

  /** The environment variable that sets the same property, by MicroProfile Config's rule. */
  String environmentName() {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
  }
}
