package dev.afterglow.registry.wiring;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.platform.tenant.ManyTenants;
import dev.afterglow.registry.avatar.AssetFolder;
import dev.afterglow.registry.avatar.SealingKey;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.SimulatedVerifier;
import dev.afterglow.registry.identity.provider.AliyunVerifier;
import dev.afterglow.registry.identity.provider.ProviderConfig;
import dev.afterglow.registry.identity.provider.TencentVerifier;
import dev.afterglow.registry.identity.review.ManualVerifier;
import dev.afterglow.registry.identity.review.storage.PostgresReviewFile;
import dev.afterglow.registry.part.PartFolder;
import dev.afterglow.registry.policy.PolicyFile;
import dev.afterglow.registry.policy.PolicyTable;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.transparency.LogFolder;
import dev.afterglow.registry.transparency.NoteSigner;
import dev.afterglow.registry.transparency.Publisher;
import dev.afterglow.registry.transparency.storage.LogConfig;
import dev.afterglow.registry.vault.KeyFiles;
import dev.afterglow.registry.vault.Vault;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  PartFolder partFolder(RegistryConfig config, Clock clock) {
    return new PartFolder(config.assetFolder().toAbsolutePath(), clock);
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
  PolicyTable policies() {
    return PolicyFile.bundled();
  }

  @Produces
  @Singleton
  Verifiers verifiers(
      RegistryConfig config,
      ProviderConfig providers,
      Vault vault,
      Pool pool,
      Clock clock,
      Ids ids) {
    List<IdentityVerifier> adapters = new ArrayList<>();
    if (config.allowSimulated()) {
      adapters.add(new SimulatedVerifier(clock, ids::next));
    }
    Duration patience = providers.patience();
    aliyun(providers.aliyun())
        .ifPresent(it -> adapters.add(new AliyunVerifier(it, patience, clock, ids::next)));
    tencent(providers.tencent())
        .ifPresent(it -> adapters.add(new TencentVerifier(it, patience, clock, ids::next)));
    if (providers.manual().enabled()) {
      adapters.add(
          new ManualVerifier(
              new PostgresReviewFile(pool, CallersTenant::name, patience),
              vault::documentFingerprint,
              providers.manual().openFor(),
              clock,
              ids::next));
    }
    return new Verifiers(adapters);
  }

  private static Optional<AliyunVerifier.Account> aliyun(ProviderConfig.Aliyun account) {
    return account
        .keyId()
        .map(
            keyId ->
                new AliyunVerifier.Account(
                    account.endpoint(),
                    keyId,
                    secret(account.secretFile(), "afterglow.registry.identity.aliyun.secret-file"),
                    given(account.sceneId(), "afterglow.registry.identity.aliyun.scene-id")));
  }

  private static Optional<TencentVerifier.Account> tencent(ProviderConfig.Tencent account) {
    return account
        .secretId()
        .map(
            secretId ->
                new TencentVerifier.Account(
                    account.endpoint(),
                    secretId,
                    secret(account.secretFile(), "afterglow.registry.identity.tencent.secret-file"),
                    given(account.ruleId(), "afterglow.registry.identity.tencent.rule-id")));
  }

  private static String secret(Optional<Path> file, String property) {
    try {
      return Files.readString(given(file, property)).strip();
    } catch (IOException e) {
      throw new IllegalStateException("the file named by " + property + " cannot be read", e);
    }
  }

  private static <T> T given(Optional<T> value, String property) {
    return value.orElseThrow(
        () -> new IllegalStateException("the provider is half set up: set " + property));
  }
}
