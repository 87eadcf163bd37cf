package dev.afterglow.registry.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.call.JsonCall;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
import dev.afterglow.registry.storage.RegistryDatabase;
import dev.afterglow.registry.storage.StoredTime;
import dev.afterglow.registry.vault.storage.VaultRounds;
import dev.afterglow.registry.wiring.Workers;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subjects' keys are wrapped anew in their rows, of all tenants. */
class VaultRoundsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PEOPLE = 150;

  @TempDir Path folder;

  @Test
  void shouldRewrapEveryOlderKeyAndBringNobodyBackWhenTheMasterKeyWasRotated() throws Exception {
    try (RegistryDatabase database = new RegistryDatabase();
        TransitServer server = new TransitServer()) {
      // Given
      Path token = Files.writeString(folder.resolve("token"), TransitServer.TOKEN);
      Vault vault =
          Vault.on(
              new KeyFiles(folder.resolve("keys")),
              new TransitMasterKey(
                  new TransitMasterKey.Place(
                      server.address("http"), "transit", "vault-key", token, Optional.empty()),
                  new JsonCall(PATIENCE)));
      Map<String, SealedDocument> people = new HashMap<>();
      for (int i = 0; i < PEOPLE; i++) {
        people.put(person(database, vault, "shop-" + i % 3), lastSealed);
      }
      String erased = people.keySet().iterator().next();
      database.sql("delete from registry.vault_key where subject_id = $1", Tuple.of(erased));
      String damaged = person(database, vault, "shop-a");
      database.sql(
          "update registry.vault_key set wrapped_key = 'x' where subject_id = $1",
          Tuple.of(damaged));
      server.rotate();
      Vertx vertx = Vertx.vertx();
      VaultRounds rounds = new VaultRounds(database.pool(), vault, new Workers(vertx), config());

      // When
      int renewed = rounds.round().await().atMost(PATIENCE);
      int again = rounds.round().await().atMost(PATIENCE);
      vertx.close().toCompletionStage().toCompletableFuture().join();
      server.trim();

      // Then
      assertThat(renewed).isEqualTo(PEOPLE - 1);
      assertThat(again).isZero();
      assertThat(people).hasSize(PEOPLE);
      people.remove(erased);
      for (Map.Entry<String, SealedDocument> one : people.entrySet()) {
        Row row = row(database, one.getKey());
        assertThat(row.getString(1)).isEqualTo("transit:v2");
        assertThat(
                vault.open(one.getKey(), one.getValue().ciphertext(), row.getBuffer(0).getBytes()))
            .isEqualTo(document());
      }
      assertThat(rows(database, erased)).isZero();
      assertThat(row(database, damaged).getString(1)).isEqualTo("transit:v1");
    }
  }

  private SealedDocument lastSealed = new SealedDocument(new byte[0], new byte[0], "", new byte[0]);

  private String person(RegistryDatabase database, Vault vault, String tenant) {
    String subject = UUID.randomUUID().toString();
    lastSealed = vault.seal(subject, document());
    database.sql(
        "insert into registry.person (subject_id, tenant, state, create_time)"
            + " values ($1, $2, 'VERIFIED', $3)",
        Tuple.of(subject, tenant, StoredTime.column(Instant.EPOCH)));
    database.sql(
        "insert into registry.vault_key (subject_id, tenant, wrapped_key, wrapped_by)"
            + " values ($1, $2, $3, $4)",
        Tuple.of(subject, tenant, Buffer.buffer(lastSealed.wrappedKey()), lastSealed.wrappedBy()));
    return subject;
  }

  private static Document document() {
    return new Document(DocumentType.CN_RESIDENT_ID, "11010519491231002X", "Wei");
  }

  private static Row row(RegistryDatabase database, String subject) {
    return database
        .pool()
        .preparedQuery(
            "select wrapped_key, wrapped_by from registry.vault_key where subject_id = $1")
        .execute(Tuple.of(subject))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next();
  }

  private static int rows(RegistryDatabase database, String subject) {
    return database
        .pool()
        .preparedQuery("select 1 from registry.vault_key where subject_id = $1")
        .execute(Tuple.of(subject))
        .await()
        .atMost(PATIENCE)
        .size();
  }

  private static KmsConfig config() {
    return new SmallRyeConfigBuilder()
        .withMapping(KmsConfig.class)
        .addDefaultInterceptors()
        .withConverter(Duration.class, 200, new DurationConverter())
        .build()
        .getConfigMapping(KmsConfig.class);
  }
}
