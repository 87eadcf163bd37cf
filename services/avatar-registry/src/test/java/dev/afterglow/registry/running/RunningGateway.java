package dev.afterglow.registry.running;

import dev.afterglow.registry.identity.oidc.OidcServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An OpenID provider for the registry that the tests run. */
public final class RunningGateway implements QuarkusTestResourceLifecycleManager {
  private OidcServer server;
  private Path secret;

  @Override
  public Map<String, String> start() {
    server = new OidcServer();
    try {
      secret = Files.createTempFile("afterglow-registry", ".secret");
      Files.writeString(secret, OidcServer.SECRET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String prefix = "afterglow.registry.identity.oidc.";
    return Map.of(
        prefix + "issuer",
        server.address().toString(),
        prefix + "client-id",
        OidcServer.CLIENT,
        prefix + "secret-file",
        secret.toString(),
        prefix + "redirect-uri",
        OidcServer.REDIRECT.toString(),
        prefix + "number-claim",
        "id_number",
        prefix + "refusals.face_failed",
        "FACE_DIFFERS");
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
    try {
      if (secret != null) {
        Files.deleteIfExists(secret);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
