package dev.afterglow.checks.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPageTest {

  @Test
  void shouldEqualTheDeclaredSettingsWhenReadFromDocs() throws IOException {
    // Given
    Path root = root();
    Path page = root.resolve("docs/configuration.md");

    // When
    String expected = ConfigurationPage.of(new SettingSources(root.resolve("services")).read());
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(page, expected);
    }

    // Then
    assertEquals(expected, Files.readString(page), "write it anew with -Ddocs.write=true");
  }

  @Test
  void shouldGiveAReasonForEverySettingWhenDeclared() throws IOException {
    // When
    List<Setting> settings = new SettingSources(root().resolve("services")).read();

    // Then
    assertFalse(settings.isEmpty());
    settings.forEach(
        s -> assertTrue(s.reason().length() > 20, "no reason given for " + s.property()));
    settings.forEach(
        s -> assertTrue(s.property().startsWith("afterglow."), "foreign name " + s.property()));
  }

  @Test
  void shouldReadNameTypeDefaultAndReasonWhenGroupsNest(@TempDir Path services) throws IOException {
    // Given
    Path file = services.resolve("lamp/src/main/java/LampConfig.java");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        @ConfigMapping(prefix = "afterglow.lamp")
        interface LampConfig {
          /** How {@code bright}: dim saves the bulb. */
          @WithDefault("3")
          int maxBrightness();

          Bulb bulb();

          interface Bulb {
            /** Who made it. */
            java.util.Optional<String> maker();
          }
        }
        """);

    // When
    List<Setting> settings = new SettingSources(services).read();

    // Then
    assertEquals(
        List.of(
            new Setting(
                "lamp",
                "afterglow.lamp.bulb.maker",
                "java.util.Optional<String>",
                null,
                "Who made it."),
            new Setting(
                "lamp",
                "afterglow.lamp.max-brightness",
                "int",
                "3",
                "How `bright`: dim saves the bulb.")),
        settings);
    assertEquals("AFTERGLOW_LAMP_MAX_BRIGHTNESS", settings.get(1).environmentName());
  }

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("gradle-free-scripts"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not inside the repository");
      }
    }
    return folder;
  }
}
