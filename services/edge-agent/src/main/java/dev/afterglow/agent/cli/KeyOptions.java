package dev.afterglow.agent.cli;

import dev.afterglow.agent.identity.KeyFile;
import dev.afterglow.agent.upstream.IngestPlace;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where capture-ingest is, and which key this device has. */
final class KeyOptions {
  @Option(
      names = "--to",
      paramLabel = "HOST:PORT",
      description =
          "capture-ingest. TLS, unless it is on this machine and no --ca is given. Default: nothing"
              + " is brought anywhere.")
  @Nullable String to;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Who signed the service's certificate (PEM). Default: the JDK's authorities.")
  @Nullable Path authority;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "This device's key, from agent pair. Default: ~/.afterglow/agent/device.key.")
  Path key = Path.of(System.getProperty("user.home", "."), ".afterglow", "agent", "device.key");

  KeyFile keyFile() {
    return new KeyFile(key);
  }

  /** Where the chains of a device are remembered. */
  Path chains(String deviceId) {
    return key.toAbsolutePath().resolveSibling("chains").resolve(deviceId);
  }

  /** Where capture-ingest is; empty when nothing is to be brought there. */
  Optional<IngestPlace> place() {
    if (to == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(IngestPlace.parse(to, Optional.ofNullable(authority)));
    } catch (IllegalArgumentException e) {
      throw new AgentFailure(ExitCode.USAGE, "--to: " + e.getMessage() + ".");
    }
  }
}
