package dev.afterglow.registry.running;

import dev.afterglow.registry.transparency.stamp.LocalAuthority;
import dev.afterglow.registry.transparency.stamp.LocalAuthority.Behaviour;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A time-stamping authority for a running registry, which behaves as a property says. */
public final class RunningAuthority implements QuarkusTestResourceLifecycleManager {
  static final String BEHAVIOUR = "test.tsa.behaviour";
  static final String ASKED = "test.tsa.asked";
  static final String CERTIFICATE = "test.tsa.certificate";

  private @Nullable LocalAuthority local;
  private @Nullable Path certificate;

  @Override
  public Map<String, String> start() {
    local = new LocalAuthority(() -> new MovableClock().instant(), this::behaviour);
    try {
      certificate = Files.createTempFile("afterglow-tsa", ".pem");
      Files.write(certificate, local.pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.setProperty(CERTIFICATE, certificate.toString());
    return Map.of(
        "afterglow.registry.log.stamp.address",
        local.address().toString(),
        "afterglow.registry.log.stamp.certificate-file",
        certificate.toString(),
        "afterglow.registry.log.stamp.every",
        "50ms",
        "afterglow.registry.log.stamp.patience",
        "500ms");
  }

  private Behaviour behaviour() {
    System.setProperty(ASKED, Integer.toString(local == null ? 0 : local.asked()));
    return Behaviour.valueOf(System.getProperty(BEHAVIOUR, Behaviour.HONEST.name()));
  }

  @Override
  public void stop() {
    System.clearProperty(ASKED);
    System.clearProperty(CERTIFICATE);
    try {
      if (local != null) {
        local.close();
      }
      if (certificate != null) {
        Files.deleteIfExists(certificate);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
