package dev.afterglow.registry.wiring;

import dev.afterglow.platform.id.Ids;
import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.call.JsonCall;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.SimulatedVerifier;
import dev.afterglow.registry.identity.callback.storage.CallbackDesk;
import dev.afterglow.registry.identity.oidc.Gateway;
import dev.afterglow.registry.identity.oidc.OidcVerifier;
import dev.afterglow.registry.identity.oidc.SignInSecrets;
import dev.afterglow.registry.identity.oidc.storage.PostgresSignInFile;
import dev.afterglow.registry.identity.provider.AliyunVerifier;
import dev.afterglow.registry.identity.provider.ProviderConfig;
import dev.afterglow.registry.identity.provider.TencentVerifier;
import dev.afterglow.registry.identity.review.ManualVerifier;
import dev.afterglow.registry.identity.review.storage.PostgresReviewFile;
import dev.afterglow.registry.settings.RegistryConfig;
import dev.afterglow.registry.vault.KeyFiles;
import dev.afterglow.registry.vault.Vault;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the providers of real-name verification that are set up. */
public final class ProviderWiring {
  private static final String PREFIX = "afterglow.registry.identity.";

  @Produces
  @Singleton
  Verifiers verifiers(
      RegistryConfig config,
      ProviderConfig providers,
      KeyFiles keys,
      Vault vault,
      Pool pool,
      CallbackDesk callbacks,
      Clock clock,
      Ids ids) {
    List<IdentityVerifier> adapters = new ArrayList<>();
    if (config.allowSimulated()) {
      adapters.add(new SimulatedVerifier(clock, ids::next, providers.patience(), callbacks::heard));
    }
    Duration patience = providers.patience();
    aliyun(providers)
        .ifPresent(it -> adapters.add(new AliyunVerifier(it, patience, clock, ids::next)));
    tencent(providers)
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
    gateway(providers.oidc())
        .ifPresent(
            it ->
                adapters.add(
                    new OidcVerifier(
                        it,
                        new SignInSecrets(
                            keys.readOrMake("sign-in.key", ProviderWiring::random),
                            CallersTenant::name),
                        new PostgresSignInFile(pool, CallersTenant::name, patience),
                        vault::documentFingerprint,
                        patience.dividedBy(OidcVerifier.CALLS),
                        clock,
                        ids::next)));
    return new Verifiers(adapters);
  }

  private static byte[] random() {
    byte[] key = new byte[SignInSecrets.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  private static Optional<Gateway> gateway(ProviderConfig.Oidc account) {
    return account
        .issuer()
        .map(
            issuer ->
                new Gateway(
                    safe(issuer, PREFIX + "oidc.issuer"),
                    given(account.clientId(), PREFIX + "oidc.client-id"),
                    secret(account.secretFile(), PREFIX + "oidc.secret-file"),
                    safe(
                        given(account.redirectUri(), PREFIX + "oidc.redirect-uri"),
                        PREFIX + "oidc.redirect-uri"),
                    account.scope(),
                    account.nameClaim(),
                    given(account.numberClaim(), PREFIX + "oidc.number-claim"),
                    account.refusals(),
                    account.openFor()));
  }

  private static URI safe(URI address, String property) {
    if (!JsonCall.isSafe(address)) {
      throw new IllegalStateException(property + " has to be an address of HTTPS");
    }
    return address;
  }

  private static Optional<URI> callback(ProviderConfig providers, String provider) {
    return providers
        .callbackUrl()
        .map(base -> safe(base, PREFIX + "callback-url"))
        .map(base -> URI.create(base.toString().replaceAll("/+$", "") + "/" + provider));
  }

  private static Optional<AliyunVerifier.Account> aliyun(ProviderConfig providers) {
    ProviderConfig.Aliyun account = providers.aliyun();
    return account
        .keyId()
        .map(
            keyId ->
                new AliyunVerifier.Account(
                    account.endpoint(),
                    keyId,
                    secret(account.secretFile(), PREFIX + "aliyun.secret-file"),
                    scenes(account),
                    callback(providers, AliyunVerifier.NAME)));
  }

  private static Map<Purpose, AliyunVerifier.Scene> scenes(ProviderConfig.Aliyun account) {
    Map<Purpose, AliyunVerifier.Scene> scenes = new EnumMap<>(Purpose.class);
    scenes.put(
        Purpose.ENROL,
        new AliyunVerifier.Scene(given(account.sceneId(), PREFIX + "aliyun.scene-id"), "ID_PRO"));
    account
        .presenceSceneId()
        .ifPresent(
            it ->
                scenes.put(
                    Purpose.PRESENCE, new AliyunVerifier.Scene(it, account.presenceProductCode())));
    account
        .intentionSceneId()
        .ifPresent(it -> scenes.put(Purpose.INTENTION, new AliyunVerifier.Scene(it, "MFVC")));
    return scenes;
  }

  private static Optional<TencentVerifier.Account> tencent(ProviderConfig providers) {
    ProviderConfig.Tencent account = providers.tencent();
    return account
        .secretId()
        .map(
            secretId ->
                new TencentVerifier.Account(
                    account.endpoint(),
                    secretId,
                    secret(account.secretFile(), PREFIX + "tencent.secret-file"),
                    rules(account),
                    callback(providers, TencentVerifier.NAME)));
  }

  private static Map<Purpose, String> rules(ProviderConfig.Tencent account) {
    Map<Purpose, String> rules = new EnumMap<>(Purpose.class);
    rules.put(Purpose.ENROL, given(account.ruleId(), PREFIX + "tencent.rule-id"));
    account.presenceRuleId().ifPresent(it -> rules.put(Purpose.PRESENCE, it));
    account.intentionRuleId().ifPresent(it -> rules.put(Purpose.INTENTION, it));
    return rules;
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
