package dev.afterglow.registry.wiring;

import dev.afterglow.platform.tenant.ManyTenants;
import dev.afterglow.registry.asset.Landing;
import dev.afterglow.registry.avatar.SealingKey;
import dev.afterglow.registry.call.JsonCall;
import dev.afterglow.registry.call.TrustFile;
import dev.afterglow.registry.identity.presence.PresenceConfig;
import dev.afterglow.registry.part.score.ScoreRules;
import dev.afterglow.registry.policy.PolicyFile;
import dev.afterglow.registry.policy.PolicyTable;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.transparency.LogFolder;
import dev.afterglow.registry.transparency.NoteSigner;
import dev.afterglow.registry.transparency.Publisher;
import dev.afterglow.registry.transparency.storage.LogConfig;
import dev.afterglow.registry.vault.KeyFiles;
import dev.afterglow.registry.vault.KmsConfig;
import dev.afterglow.registry.vault.TransitMasterKey;
import dev.afterglow.registry.vault.Vault;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;

/** Makes the parts of the domain from settings. */
public final class RegistryWiring {

  /** Every row of the registry has a tenant, and every query that answers a call names one. */
  @Produces
  @Singleton
  ManyTenants manyTenants() {
    return new ManyTenants();
  }

  @Produces
  @Singleton
  KeyFiles keyFiles(RegistryConfig config) {
    Path assets = config.assetFolder().toAbsolutePath();
    return new KeyFiles(config.keyFolder().orElseGet(() -> assets.resolveSibling("keys")));
  }

  @Produces
  @Singleton
  Vault vault(KeyFiles files, KmsConfig config) {
    KmsConfig.Transit transit = config.transit();
    if (transit.address().isEmpty()) {
      return Vault.on(files);
    }
    URI address = transit.address().get();
    if (!JsonCall.isSafe(address)) {
      throw new IllegalStateException(
          "afterglow.registry.kms.transit.address has to be an address of HTTPS");
    }
    Path token =
        transit
            .tokenFile()
            .orElseThrow(
                () -> new IllegalStateException("set afterglow.registry.kms.transit.token-file"));
    TransitMasterKey master =
        new TransitMasterKey(
            new TransitMasterKey.Place(
                address, transit.mount(), transit.key(), token, transit.namespace()),
            new JsonCall(config.patience(), transit.caFile().map(TrustFile::read)));
    master.check();
    return Vault.on(files, master);
  }

  @Produces
  @Singleton
  SealingKey sealingKey(KeyFiles files) {
    return SealingKey.on(files);
  }

  @Produces
  @Singleton
  Landing landing(RegistryConfig config) {
    return new Landing(config.assetFolder().toAbsolutePath().resolve("incoming"));
  }

  @Produces
  @Singleton
  ScoreRules scoreRules() {
    return ScoreRules.bundled();
  }

  @Produces
  @Singleton
  NoteSigner logSigner(KeyFiles files, LogConfig log) {
    return NoteSigner.of(log.origin(), files.readOrMake("log-signing.key", NoteSigner::make));
  }

  @Produces
  @Singleton
  LogFolder logFolder(RegistryConfig config, LogConfig log) {
    Path assets = config.assetFolder().toAbsolutePath();
    return new LogFolder(
        log.folder().map(Path::toAbsolutePath).orElseGet(() -> assets.resolveSibling("log")));
  }

  @Produces
  @Singleton
  Publisher publisher(LogFolder folder, NoteSigner signer) {
    return new Publisher(folder, signer);
  }

  @Produces
  @Singleton
  PolicyTable policies(PresenceConfig presence) {
    PolicyTable policies = PolicyFile.bundled();
    return presence.demanded() ? policies : policies.withoutPresence();
  }
}
