package dev.afterglow.registry.asset.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetKind;
import dev.afterglow.registry.asset.AssetStore;
import dev.afterglow.registry.asset.AssetStoreSuite;
import dev.afterglow.registry.asset.StoreUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The bucket, against a server in a process of its own. */
class S3StoreTest extends AssetStoreSuite {
  /** More than the buffers of two sockets hold, so that a server that stands still is felt. */
  private static final int LARGE_BYTES = 16 << 20;

  private static final Duration SOON = Duration.ofMillis(700);
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static StorageServer server;
  private static int tests;
  private final List<AutoCloseable> open = new ArrayList<>();
  private String prefix;
  private S3Store store;

  @BeforeAll
  static void start() throws IOException {
    server = StorageServer.start(folder);
  }

  @AfterAll
  static void end() throws InterruptedException {
    server.close();
  }

  @BeforeEach
  void begin() throws IOException {
    prefix = "shop/" + ++tests + "/";
    store = store(server.endpoint(), LONG);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Override
  protected AssetStore store() {
    return store;
  }

  private S3Store store(URI endpoint, Duration patience) throws IOException {
    return store(endpoint, patience, StorageServer.SECRET_KEY, StorageServer.BUCKET);
  }

  private S3Store store(URI endpoint, Duration patience, String secret, String bucket)
      throws IOException {
    S3Store made =
        new S3Store(
            new Bucket(endpoint, bucket, prefix, "us-east-1", true, patience, patience),
            new AccessKeyFiles(
                secret(StorageServer.ACCESS_KEY), secret(secret + "\n"), Optional.empty()),
            Optional.empty());
    open.add(made);
    return made;
  }

  private Path secret(String text) throws IOException {
    return Files.writeString(Files.createTempFile(scratch, "key", ""), text);
  }

  @Override
  protected void stray(String path) throws IOException {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                new AccessKeyFiles(
                    secret(StorageServer.ACCESS_KEY),
                    secret(StorageServer.SECRET_KEY),
                    Optional.empty()))
            .build()) {
      client.putObject(
          it -> it.bucket(StorageServer.BUCKET).key(prefix + path),
          RequestBody.fromString("stray"));
    }
  }

  @Test
  void shouldLeaveNothingWhenTheStorageStandsStillInTheMiddleOfAFile() throws Exception {
    // Given
    byte[] large = bytes(20, LARGE_BYTES);
    Asset asset = named(AssetKind.AVATAR, large);
    Path file = file(large);
    S3Store hasty = store(server.endpoint(), SOON);
    server.freeze();

    // When
    Throwable refused = catchThrowable(() -> hasty.keep(asset, file));
    server.thaw();

    // Then
    assertThat(refused).isInstanceOf(StoreUnavailable.class);
    assertThat(((StoreUnavailable) refused).lasting()).isFalse();
    assertThat(store.find(asset)).isEmpty();
    assertThat(store.list(AssetKind.AVATAR, "", 10).assets()).isEmpty();
  }

  @Test
  void shouldSaySoWhenTheStorageDoesNotAnswerAReader() throws Exception {
    // Given
    Asset asset = keep(AssetKind.PART, bytes(21, 100));
    S3Store hasty = store(server.endpoint(), SOON);
    server.freeze();

    // When
    Throwable unread = catchThrowable(() -> hasty.read(asset, 0, 10));
    Throwable unlisted = catchThrowable(() -> hasty.list(AssetKind.PART, "", 10));
    Throwable unfound = catchThrowable(() -> hasty.find(asset));
    Throwable undeleted = catchThrowable(() -> hasty.delete(asset));
    server.thaw();

    // Then
    assertThat(List.of(unread, unlisted, unfound, undeleted))
        .hasOnlyElementsOfType(StoreUnavailable.class);
  }

  @Test
  void shouldLeaveNothingWhenTheWireIsCutOrChangesAByte() throws Exception {
    // Given
    byte[] large = bytes(22, LARGE_BYTES);
    Asset asset = named(AssetKind.AVATAR, large);
    Path file = file(large);
    BadWire cut = new BadWire(server.port(), BadWire.Harm.IS_CUT, 0);
    BadWire changed = new BadWire(server.port(), BadWire.Harm.CHANGES_A_BYTE, LARGE_BYTES - 1);
    open.add(cut);
    open.add(changed);

    // When
    Throwable half = catchThrowable(() -> store(cut.endpoint(), LONG).keep(asset, file));
    Throwable other = catchThrowable(() -> store(changed.endpoint(), LONG).keep(asset, file));

    // Then
    assertThat(half).isInstanceOf(StoreUnavailable.class);
    assertThat(other).isInstanceOf(StoreUnavailable.class);
    assertThat(store.find(asset)).isEmpty();
    store.keep(asset, file);
    assertThat(whole(asset)).isEqualTo(large);
  }

  @Test
  void shouldSaySoWhenNobodyListens() throws Exception {
    // Given
    URI nowhere;
    try (BadWire closed = new BadWire(server.port(), BadWire.Harm.IS_CUT, 0)) {
      nowhere = closed.endpoint();
    }
    S3Store lost = store(nowhere, LONG);

    // When
    Throwable gone = catchThrowable(lost::check);

    // Then
    assertThat(gone).isInstanceOf(StoreUnavailable.class);
    assertThat(((StoreUnavailable) gone).lasting()).isFalse();
  }

  @Test
  void shouldNameNoSecretWhenKeyOrBucketAreWrong() throws Exception {
    // Given
    String wrong = "wrong-secret-1b77";
    S3Store keyless = store(server.endpoint(), LONG, wrong, StorageServer.BUCKET);
    S3Store bucketless = store(server.endpoint(), LONG, StorageServer.SECRET_KEY, "nowhere");

    // When
    Throwable refused = catchThrowable(keyless::check);
    Throwable missing = catchThrowable(bucketless::check);

    // Then
    assertThat(((StoreUnavailable) refused).lasting()).isTrue();
    assertThat(((StoreUnavailable) missing).lasting()).isTrue();
    assertThat(trace(refused) + trace(missing))
        .doesNotContain(wrong)
        .doesNotContain(StorageServer.SECRET_KEY);
  }

  private static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void shouldUseTheNewKeyWhenItsFileChanges() throws Exception {
    // Given
    Path secretFile = secret("an older secret");
    S3Store turned =
        new S3Store(
            new Bucket(
                server.endpoint(), StorageServer.BUCKET, "", "eu-central-1", true, LONG, LONG),
            new AccessKeyFiles(secret(StorageServer.ACCESS_KEY), secretFile, Optional.empty()),
            Optional.empty());
    open.add(turned);
    Throwable before = catchThrowable(turned::check);

    // When
    Files.writeString(secretFile, StorageServer.SECRET_KEY);
    Throwable after = catchThrowable(turned::check);

    // Then
    assertThat(before).isInstanceOf(StoreUnavailable.class);
    assertThat(after).isNull();
  }
}
