package dev.afterglow.registry.asset.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.afterglow.registry.asset.Asset;
import dev.afterglow.registry.asset.AssetKind;
import dev.afterglow.registry.asset.Digests;
import dev.afterglow.registry.asset.FolderStore;
import dev.afterglow.registry.asset.Landing;
import dev.afterglow.registry.storage.RegistryDatabase;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.telemetry.RegistryMeters;
import dev.afterglow.registry.wiring.Workers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that no row names go, after a day; no other does. */
class AssetSweepTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Instant OLD = NOW.minus(Duration.ofHours(25));
  private static final Instant YOUNG = NOW.minus(Duration.ofHours(23));

  @TempDir Path root;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx();
  private RegistryDatabase database;
  private FolderStore store;
  private Landing landing;

  @BeforeEach
  void open() {
    database = new RegistryDatabase();
    store = new FolderStore(root);
    landing = new Landing(root.resolve("incoming"));
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    database.close();
  }

  private AssetSweep sweep(Pool pool, Instant now) {
    AssetConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(AssetConfig.class)
            .addDefaultInterceptors()
            .withConverter(Duration.class, 200, new DurationConverter())
            .build()
            .getConfigMapping(AssetConfig.class);
    return new AssetSweep(
        pool,
        store,
        landing,
        new Workers(vertx),
        config,
        new RegistryMeters(meters),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private Asset kept(AssetKind kind, String text, Instant written) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Asset asset = new Asset(kind, HexFormat.of().formatHex(Digests.sha256().digest(bytes)));
    store.keep(asset, Files.write(landing.newcomer(), bytes));
    age(root.resolve(asset.path()), written);
    return asset;
  }

  private static void age(Path file, Instant written) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(written));
  }

  private void rows(Asset asset, String tenant, List<Asset> parts) {
    String owner = UUID.randomUUID().toString();
    database.sql(
        "insert into registry.person (subject_id, tenant, state, create_time)"
            + " values ($1, $2, 'VERIFIED', $3)",
        Tuple.of(owner, tenant, StoredTime.column(Instant.EPOCH)));
    Tuple avatar = avatar(asset, tenant, owner);
    database.sql(AVATAR, avatar);
    List<String> states = List.of("SUBMITTED", "APPROVED", "REJECTED", "WITHDRAWN");
    for (int i = 0; i < parts.size(); i++) {
      database.sql(
          PART,
          Tuple.tuple()
              .addString(tenant)
              .addString(UUID.randomUUID().toString())
              .addString(avatar.getString(0))
              .addInteger(i + 1)
              .addString(owner)
              .addString(parts.get(i).sha256Hex())
              .addString(states.get(i))
              .addValue(StoredTime.column(Instant.EPOCH)));
    }
  }

  private static final String PART =
      "insert into registry.part (tenant, part_id, avatar_id, kind, version, author_subject_id,"
          + " source, source_sha256, sha256, size_bytes, state, signature, key_id,"
          + " reviewer_subject_id, review_note, create_time, form, score) values ($1, $2, $3,"
          + " 'SCRIPTS', $4, $5, '', '', $6, 1, $7, '', '', '', '', $8, 'CANONICAL', '')";

  private static final String AVATAR =
      "insert into registry.avatar (avatar_id, tenant, owner_subject_id, display_name, sha256,"
          + " signature, key_id, format, commercial_use_allowed, shapes, size_bytes, vertex_count,"
          + " separate_licence_reference, create_time, source_sha256, form)"
          + " values ($1, $2, $3, '', $4, '', '', 'GLB', false, '', 1, 1, '', $5, $4, 'CANONICAL')";

  private static Tuple avatar(Asset asset, String tenant, String owner) {
    return Tuple.of(
        UUID.randomUUID().toString(),
        tenant,
        owner,
        asset.sha256Hex(),
        StoredTime.column(Instant.EPOCH));
  }

  private double counted(String place) {
    return meters.get(RegistryMeters.ORPHANS.name()).tag("place", place).counter().count();
  }

  @Test
  void shouldRemoveWhatNoRowNamesAndNothingElse() throws IOException {
    // Given
    List<Asset> stay = new ArrayList<>();
    List<Asset> go = new ArrayList<>();
    for (String tenant : List.of("default", "shop-b")) {
      Asset avatar = kept(AssetKind.AVATAR, "avatar of " + tenant, OLD);
      List<Asset> parts = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        parts.add(kept(AssetKind.PART, tenant + i, OLD));
      }
      rows(avatar, tenant, parts);
      stay.add(avatar);
      stay.addAll(parts);
    }
    stay.add(kept(AssetKind.AVATAR, "young", YOUNG));
    stay.add(kept(AssetKind.PART, "young", YOUNG));
    Asset sameBytes = kept(AssetKind.PART, "avatar of shop-b", OLD);
    go.add(sameBytes);
    for (int i = 0; i < 1_103; i++) {
      go.add(kept(AssetKind.PART, "orphan " + i, OLD));
    }
    go.add(kept(AssetKind.AVATAR, "orphan", OLD));
    Path stray = Files.writeString(root.resolve("parts/readme.txt"), "an operator's");
    age(stray, OLD);
    Path left = landing.newcomer();
    age(left, OLD);
    Path comingIn = landing.newcomer();
    age(comingIn, YOUNG);

    // When
    int gone = sweep(database.pool(), NOW).round().await().atMost(PATIENCE);
    int again = sweep(database.pool(), NOW).round().await().atMost(PATIENCE);

    // Then
    assertThat(gone).isEqualTo(go.size() + 1);
    assertThat(again).isZero();
    for (Asset asset : stay) {
      assertThat(store.find(asset)).isPresent();
    }
    for (Asset asset : go) {
      assertThat(store.find(asset)).isEmpty();
    }
    assertThat(stray).exists();
    assertThat(left).doesNotExist();
    assertThat(comingIn).exists();
    assertThat(counted("parts")).isEqualTo(go.size() - 1);
    assertThat(counted("avatars")).isEqualTo(1);
    assertThat(counted("incoming")).isEqualTo(1);
  }

  @Test
  void shouldRemoveWhatACrashLeftBetweenStorageAndRow() throws Exception {
    // Given
    int behind = CrashingUpload.run(root, 70_001, "kept");
    int within = CrashingUpload.run(root, 70_002, "half");
    List<Path> left = files();
    Instant crashed = Files.getLastModifiedTime(left.getFirst()).toInstant();

    // When
    int soon =
        sweep(database.pool(), crashed.plus(Duration.ofHours(23))).round().await().atMost(PATIENCE);
    int later =
        sweep(database.pool(), crashed.plus(Duration.ofHours(25))).round().await().atMost(PATIENCE);

    // Then
    assertThat(behind).isEqualTo(137);
    assertThat(within).isEqualTo(137);
    assertThat(left).as("as uploaded, in its canonical form, and half of another").hasSize(3);
    assertThat(soon).isZero();
    assertThat(later).isEqualTo(3);
    assertThat(files()).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void shouldWaitForARegistrationAndLeaveItsFile() throws Exception {
    // Given
    Asset asset = kept(AssetKind.AVATAR, "registered late", OLD);
    String owner = UUID.randomUUID().toString();
    database.sql(
        "insert into registry.person (subject_id, tenant, state, create_time)"
            + " values ($1, 'default', 'VERIFIED', $2)",
        Tuple.of(owner, StoredTime.column(Instant.EPOCH)));
    SqlConnection registering = database.pool().getConnection().await().atMost(PATIENCE);
    var transaction = registering.begin().await().atMost(PATIENCE);
    registering
        .preparedQuery("select 1 from pg_advisory_xact_lock_shared($1)")
        .execute(Tuple.of(AssetGuard.lock(asset)))
        .await()
        .atMost(PATIENCE);

    // When
    Pool own =
        RegistryDatabase.pool(io.vertx.mutiny.core.Vertx.newInstance(vertx), database.port());
    CompletableFuture<Integer> sweeping = sweep(own, NOW).round().subscribeAsCompletionStage();
    while (database.count("select count(*) from pg_locks where not granted", Tuple.tuple()) == 0) {
      Thread.onSpinWait();
    }
    boolean waited = !sweeping.isDone();
    registering
        .preparedQuery(AVATAR)
        .execute(avatar(asset, "default", owner))
        .await()
        .atMost(PATIENCE);
    transaction.commit().await().atMost(PATIENCE);
    registering.close().await().atMost(PATIENCE);
    int gone = sweeping.get(60, java.util.concurrent.TimeUnit.SECONDS);
    own.closeAndAwait();

    // Then
    assertThat(waited).isTrue();
    assertThat(gone).isZero();
    assertThat(store.find(asset)).isPresent();
  }

  @Test
  void shouldRemoveNothingWhenTheRowsCannotBeRead() throws IOException {
    // Given
    Asset asset = kept(AssetKind.AVATAR, "unknown", OLD);

    // When
    Throwable failed =
        catchThrowable(() -> sweep(database.nowhere(), NOW).round().await().atMost(PATIENCE));

    // Then
    assertThat(failed).isNotNull();
    assertThat(store.find(asset)).isPresent();
  }
}
