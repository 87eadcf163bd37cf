package dev.afterglow.registry.wiring;

import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.FolderStore;
import dev.afterglow.registry.asset.s3.AccessKeyFiles;
import dev.afterglow.registry.asset.s3.Bucket;
import dev.afterglow.registry.asset.s3.S3Store;
import dev.afterglow.registry.asset.storage.AssetConfig;
import dev.afterglow.registry.call.JsonCall;
import dev.afterglow.registry.call.TrustFile;
import dev.afterglow.registry.settings.RegistryConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;

/** Makes the storage of files that is set up. */
public final class AssetWiring {
  private static final String PREFIX = "afterglow.registry.assets.s3.";

  @Produces
  @Singleton
  AssetStore assets(RegistryConfig registry, AssetConfig config) {
    Optional<String> bucket = config.s3().bucket();
    return bucket.isPresent()
        ? s3(config.s3(), bucket.get())
        : new FolderStore(registry.assetFolder().toAbsolutePath());
  }

  void close(@Disposes AssetStore assets) {
    if (assets instanceof S3Store s3) {
      s3.close();
    }
  }

  private static S3Store s3(AssetConfig.S3 config, String bucket) {
    return new S3Store(
        new Bucket(
            endpoint(config),
            bucket,
            config.prefix().orElse(""),
            config.region(),
            config.pathStyle(),
            config.patience(),
            config.uploadPatience()),
        new AccessKeyFiles(
            given(config.accessKeyFile(), "access-key-file"),
            given(config.secretKeyFile(), "secret-key-file"),
            config.sessionTokenFile()),
        config.caFile().map(TrustFile::managers));
  }

  private static URI endpoint(AssetConfig.S3 config) {
    URI endpoint = given(config.endpoint(), "endpoint");
    if (!JsonCall.isSafe(endpoint)) {
      throw new IllegalStateException(PREFIX + "endpoint has to be an address of HTTPS");
    }
    return endpoint;
  }

  private static <T> T given(Optional<T> value, String property) {
    return value.orElseThrow(
        () -> new IllegalStateException("the bucket is half set up: set " + PREFIX + property));
  }
}
