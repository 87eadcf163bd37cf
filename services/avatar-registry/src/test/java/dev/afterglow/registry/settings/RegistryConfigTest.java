package dev.afterglow.registry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.asset.storage.AssetConfig;
import dev.afterglow.registry.event.storage.NoticeConfig;
import dev.afterglow.registry.identity.presence.PresenceConfig;
import dev.afterglow.registry.identity.provider.ProviderConfig;
import dev.afterglow.registry.vault.KmsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegistryConfigTest {

  @Test
  void shouldHaveTheDocumentedDefaultsWhenNothingIsSet() {
    // When
    RegistryConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(RegistryConfig.class)
            .addDefaultInterceptors()
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(RegistryConfig.class);

    // Then
    assertThat(config.assetFolder()).isEqualTo(Path.of("data/registry/assets"));
    assertThat(config.keyFolder()).isEmpty();
    assertThat(config.allowSimulated()).isFalse();
    assertThat(config.reverifyAfter()).isEqualTo(Duration.ofDays(365));
    assertThat(config.leaseModes()).isEmpty();
    assertThat(config.leasePoll()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.leaseHeartbeat()).isEqualTo(Duration.ofMillis(1500));
    assertThat(config.maxUploads()).isEqualTo(8);
  }

  @Test
  void shouldKeepFilesInTheFolderWhenNoBucketIsSet() {
    // When
    AssetConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(AssetConfig.class)
            .addDefaultInterceptors()
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(AssetConfig.class);

    // Then
    assertThat(config.orphanAge()).isEqualTo(Duration.ofHours(24));
    assertThat(config.sweepEvery()).isEqualTo(Duration.ofHours(6));
    assertThat(config.s3().bucket()).isEmpty();
    assertThat(config.s3().endpoint()).isEmpty();
    assertThat(config.s3().region()).isEqualTo("us-east-1");
    assertThat(config.s3().pathStyle()).isTrue();
    assertThat(config.s3().prefix()).isEmpty();
    assertThat(config.s3().accessKeyFile()).isEmpty();
    assertThat(config.s3().secretKeyFile()).isEmpty();
    assertThat(config.s3().sessionTokenFile()).isEmpty();
    assertThat(config.s3().caFile()).isEmpty();
    assertThat(config.s3().patience()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.s3().uploadPatience()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void shouldTellNobodyOfChangesWhenNoKafkaIsSet() {
    // When
    NoticeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(NoticeConfig.class)
            .addDefaultInterceptors()
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(NoticeConfig.class);

    // Then
    assertThat(config.bootstrapServers()).isEmpty();
    assertThat(config.clientFile()).isEmpty();
    assertThat(config.topic()).isEqualTo("afterglow.registry.events.v1");
    assertThat(config.partitions()).isEqualTo(4);
    assertThat(config.retention()).isEqualTo(Duration.ofDays(7));
    assertThat(config.every()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.deliveryTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.longestPause()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.batch()).isEqualTo(500);
    assertThat(config.maxWaiting()).isEqualTo(1_000_000);
  }

  @Test
  void shouldOfferNobodyAndKeepTheMasterKeyInAFileWhenNothingIsSet() {
    // When
    SmallRyeConfig all =
        new SmallRyeConfigBuilder()
            .withMapping(ProviderConfig.class)
            .withMapping(KmsConfig.class)
            .withMapping(PresenceConfig.class)
            .addDefaultInterceptors()
            .withConverter(Duration.class, 200, new DurationConverter())
            .build();
    ProviderConfig providers = all.getConfigMapping(ProviderConfig.class);
    PresenceConfig presence = all.getConfigMapping(PresenceConfig.class);
    KmsConfig kms = all.getConfigMapping(KmsConfig.class);

    // Then
    assertThat(providers.patience()).isEqualTo(Duration.ofSeconds(8));
    assertThat(providers.aliyun().keyId()).isEmpty();
    assertThat(providers.tencent().secretId()).isEmpty();
    assertThat(providers.manual().enabled()).isFalse();
    assertThat(providers.manual().openFor()).isEqualTo(Duration.ofHours(72));
    assertThat(providers.oidc().issuer()).isEmpty();
    assertThat(providers.oidc().scope()).isEqualTo("openid");
    assertThat(providers.oidc().nameClaim()).isEqualTo("name");
    assertThat(providers.oidc().numberClaim()).isEmpty();
    assertThat(providers.oidc().refusals()).isEmpty();
    assertThat(providers.oidc().openFor()).isEqualTo(Duration.ofMinutes(15));
    assertThat(providers.callbackUrl()).isEmpty();
    assertThat(providers.aliyun().presenceSceneId()).isEmpty();
    assertThat(providers.aliyun().presenceProductCode()).isEqualTo("PV_FV");
    assertThat(providers.aliyun().intentionSceneId()).isEmpty();
    assertThat(providers.tencent().presenceRuleId()).isEmpty();
    assertThat(providers.tencent().intentionRuleId()).isEmpty();
    assertThat(presence.demanded()).isFalse();
    assertThat(presence.openFor()).isEqualTo(Duration.ofMinutes(10));
    assertThat(presence.lasts()).isEqualTo(Duration.ofMinutes(30));
    assertThat(kms.patience()).isEqualTo(Duration.ofSeconds(3));
    assertThat(kms.rewrapEvery()).isEqualTo(Duration.ofHours(1));
    assertThat(kms.transit().address()).isEmpty();
    assertThat(kms.transit().mount()).isEqualTo("transit");
    assertThat(kms.transit().key()).isEqualTo("afterglow-registry");
  }
}
