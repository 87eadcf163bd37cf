package dev.afterglow.registry.wiring;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.registry.avatar.AssetFolder;
import dev.afterglow.registry.avatar.SealingKey;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.SimulatedVerifier;
import dev.afterglow.registry.policy.PolicyFile;
import dev.afterglow.registry.policy.PolicyTable;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.vault.KeyFiles;
import dev.afterglow.registry.vault.Vault;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Makes the parts of the domain from settings. */
public final class RegistryWiring {

  @Produces
  @Singleton
  KeyFiles keyFiles(RegistryConfig config) {
    Path assets = config.assetFolder().toAbsolutePath();
    return new KeyFiles(config.keyFolder().orElseGet(() -> assets.resolveSibling("keys")));
  }

  @Produces
  @Singleton
  Vault vault(KeyFiles files) {
    return Vault.on(files);
  }

  @Produces
  @Singleton
  SealingKey sealingKey(KeyFiles files) {
    return SealingKey.on(files);
  }

  @Produces
  @Singleton
  AssetFolder assetFolder(RegistryConfig config, Clock clock) {
    return new AssetFolder(config.assetFolder().toAbsolutePath(), clock);
  }

  @Produces
  @Singleton
  PolicyTable policies() {
    return PolicyFile.bundled();
  }

  @Produces
  @Singleton
  Verifiers verifiers(RegistryConfig config, Clock clock, Ids ids) {
    List<IdentityVerifier> adapters =
        config.allowSimulated() ? List.of(new SimulatedVerifier(clock, ids::next)) : List.of();
    return new Verifiers(adapters);
  }
}
