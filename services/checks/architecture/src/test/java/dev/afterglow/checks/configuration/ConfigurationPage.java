package dev.afterglow.checks.configuration;

import java.util.List;

/** Writes docs/configuration.md. */
final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      Every setting that Afterglow declares, with its default and the reason for it. This page is
      generated from the `@ConfigMapping` interfaces; a test keeps the two equal. Write it anew with

          ./mvnw -pl services/checks/architecture -am -Dtest=ConfigurationPageTest \\
            -Dsurefire.failIfNoSpecifiedTests=false -Dquick -Ddocs.write=true test

      A property can be set in `application.properties`, as a system property (`-Dname=value`) or by
      its environment variable. Settings of Quarkus itself (ports, database, Redis) keep Quarkus' own
      names; each service's `application.properties` shows those that it sets.
      """;

  private ConfigurationPage() {}

  static String of(List<Setting> settings) {
    StringBuilder page = new StringBuilder(HEAD);
    String module = "";
    for (Setting setting : settings) {
      if (!setting.module().equals(module)) {
        module = setting.module();
        page.append("\n## ").append(module).append("\n\n");
        page.append("| property and variable | type | default | why |\n|---|---|---|---|\n");
      }
      page.append(row(setting));
    }
    return page.toString();
  }

  private static String row(Setting setting) {
    String fallback =
        setting.defaultValue() == null ? "none" : "`" + cell(setting.defaultValue()) + "`";
    return "| `%s`<br>`%s` | `%s` | %s | %s |%n"
        .formatted(
            setting.property(),
            setting.environmentName(),
            cell(setting.type()),
            fallback,
            cell(setting.reason()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
