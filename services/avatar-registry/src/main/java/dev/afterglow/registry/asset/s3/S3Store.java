package dev.afterglow.registry.asset.s3;

import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetKind;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.Digests;
import dev.afterglow.registry.asset.StoreUnavailable;
import dev.afterglow.registry.asset.StoredAsset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Files in a bucket. A file is put there by one request with its length and its MD5, which is all
 * or nothing by S3's document: no part of it is ever visible, and no unfinished upload of several
 * parts can be left behind. It is read by ranges of a mebibyte, so that nothing is held open while
 * a reader is slow. What the SDK logs is turned down, since it logs requests.
 */
public final class S3Store implements AssetStore, AutoCloseable {
  private static final int NOT_FOUND = 404;
  private static final int BEHIND_THE_END = 416;
  private static final int TRIES = 3;

  private final Bucket bucket;
  private final S3Client client;

  /**
   * A bucket.
   *
   * @param trust who vouches for its server; empty = whom Java trusts
   */
  public S3Store(
      Bucket bucket, AwsCredentialsProvider credentials, Optional<TrustManager[]> trust) {
    this.bucket = bucket;
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(bucket.patience())
            .socketTimeout(bucket.patience())
            .proxyConfiguration(
                ProxyConfiguration.builder().useEnvironmentVariablesValues(false).build());
    trust.ifPresent(managers -> http.tlsTrustManagersProvider(() -> managers));
    this.client =
        S3Client.builder()
            .httpClientBuilder(http)
            .endpointOverride(bucket.endpoint())
            .region(Region.of(bucket.region()))
            .credentialsProvider(credentials)
            // Storages other than Amazon's know no trailing checksums and no signed chunks.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                S3Configuration.builder()
                    .pathStyleAccessEnabled(bucket.pathStyle())
                    .chunkedEncodingEnabled(false)
                    .build())
            .overrideConfiguration(
                it ->
                    it.retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .maxAttempts(TRIES)
                            .build()))
            .build();
  }

  private String key(Asset asset) {
    return bucket.prefix() + asset.path();
  }

  private static AwsRequestOverrideConfiguration within(Duration patience) {
    return AwsRequestOverrideConfiguration.builder().apiCallTimeout(patience).build();
  }

  @Override
  public void keep(Asset asset, Path file) throws IOException {
    Digests digests = Digests.of(file, asset.sha256Hex());
    call(
        asset,
        () ->
            client.putObject(
                it ->
                    it.bucket(bucket.name())
                        .key(key(asset))
                        .contentMD5(digests.md5Base64())
                        .contentType("application/octet-stream")
                        .overrideConfiguration(within(bucket.uploadPatience())),
                RequestBody.fromFile(file)));
  }

  @Override
  public ByteBuffer read(Asset asset, long at, int most) throws IOException {
    return call(
            asset,
            () ->
                client.<ByteBuffer>getObject(
                    it ->
                        it.bucket(bucket.name())
                            .key(key(asset))
                            .range("bytes=" + at + "-" + (at + most - 1))
                            .overrideConfiguration(within(bucket.patience())),
                    (response, body) -> piece(response, body, at, most)))
        .orElseGet(() -> ByteBuffer.allocate(0));
  }

  /** A storage that does not know ranges would send the whole file, again for each piece. */
  private static ByteBuffer piece(GetObjectResponse response, InputStream body, long at, int most)
      throws IOException {
    String range = response.contentRange();
    if (range == null || !range.startsWith("bytes " + at + "-")) {
      throw new StoreUnavailable(
          "the storage does not answer ranges", true, new IOException("no range"));
    }
    return ByteBuffer.wrap(body.readNBytes(most));
  }

  @Override
  public Optional<StoredAsset> find(Asset asset) throws IOException {
    try {
      return call(
              asset,
              () ->
                  client.headObject(
                      it ->
                          it.bucket(bucket.name())
                              .key(key(asset))
                              .overrideConfiguration(within(bucket.patience()))))
          .map(HeadObjectResponse::lastModified)
          .map(time -> new StoredAsset(asset, time));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public Listing list(AssetKind kind, String after, int most) throws IOException {
    String from = after.isEmpty() ? "" : key(new Asset(kind, after));
    while (true) {
      ListObjectsV2Response page = page(kind, from, most);
      List<StoredAsset> found = page.contents().stream().flatMap(this::ours).toList();
      if (!Boolean.TRUE.equals(page.isTruncated()) || page.contents().isEmpty()) {
        return new Listing(found, "");
      }
      if (!found.isEmpty()) {
        return new Listing(found, found.getLast().asset().sha256Hex());
      }
      from = page.contents().getLast().key();
    }
  }

  private ListObjectsV2Response page(AssetKind kind, String from, int most) throws IOException {
    return call(
            kind.folder(),
            () ->
                client.listObjectsV2(
                    it -> {
                      it.bucket(bucket.name())
                          .prefix(bucket.prefix() + kind.folder() + "/")
                          .maxKeys(most)
                          .overrideConfiguration(within(bucket.patience()));
                      if (!from.isEmpty()) {
                        it.startAfter(from);
                      }
                    }))
        .orElseThrow();
  }

  private Stream<StoredAsset> ours(S3Object object) {
    return Asset.at(object.key().substring(bucket.prefix().length())).stream()
        .map(asset -> new StoredAsset(asset, object.lastModified()));
  }

  @Override
  public void delete(Asset asset) throws IOException {
    call(
        asset,
        () ->
            client.deleteObject(
                it ->
                    it.bucket(bucket.name())
                        .key(key(asset))
                        .overrideConfiguration(within(bucket.patience()))));
  }

  @Override
  public void check() throws IOException {
    list(AssetKind.AVATAR, "", 1);
  }

  private <T> Optional<T> call(Asset asset, Supplier<T> call) throws IOException {
    return call(asset.path(), call);
  }

  /** The answer; empty behind a file's end. */
  private static <T> Optional<T> call(String path, Supplier<T> call) throws IOException {
    try {
      return Optional.of(call.get());
    } catch (S3Exception e) {
      if (e.statusCode() == BEHIND_THE_END) {
        return Optional.empty();
      }
      if (e.statusCode() == NOT_FOUND && !code(e).equals("NoSuchBucket")) {
        throw new NoSuchFileException(path);
      }
      boolean lasting = e.statusCode() / 100 == 4 && !e.isThrottlingException();
      throw new StoreUnavailable(
          "the storage answered " + e.statusCode() + " " + code(e), lasting, e);
    } catch (SdkException e) {
      throw new StoreUnavailable("the storage did not answer in time", false, e);
    }
  }

  private static String code(S3Exception failure) {
    AwsErrorDetails details = failure.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  @Override
  public void close() {
    client.close();
  }
}
