package dev.afterglow.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that was in use before there were tenants is taken over whole. */
class TenantMigrationTest {
  private static final String BEFORE = "202";

  /** A row in every table, as the versions before wrote them. */
  private static final String ROWS =
      """
      insert into person (subject_id, state, create_time) values ('p', 'VERIFIED', now());
      insert into vault_document values ('p', 'c', 'i');
      insert into vault_key values ('p', 'k');
      insert into avatar values ('a', 'p', 'n', 's', 's', 'k', 'GLB', true, '', 1, 1, '', now());
      insert into licence (licence_id, licensor_subject_id, avatar_id, terms, consent,
        avatar_sha256, state, epoch, create_time)
        values ('l', 'p', 'a', '{}', '{}', 's', 'ACTIVE', 1, now());
      insert into lease (lease_id, holder, licence_id, room_id, driver_subject_id,
        licensor_subject_id, intended_use, avatar_sha256, epoch, ttl_ms, expire_time, state,
        request_id, request_fingerprint)
        values ('e', 'h', 'l', 'r', 'p', 'p', '{}', 's', 1, 1, now(), 'LIVE', 'q', 'f');
      insert into lease_event (holder, lease_id, reason, epoch, create_time)
        values ('h', 'e', 'LICENCE_REVOKED', 1, now());
      insert into request values ('q', 'm', 'f', 'r', now());
      insert into device values ('d', 'p', 'k', 'phone', now());
      insert into pairing values ('p', 'h', now());
      insert into forgetting values ('p', 0, now());
      insert into log_object values ('t', 'p', '', 's');
      insert into log_opening values ('n', 't', 'r');
      insert into log_outbox (entry_id, leaf) values ('n', 'f');
      insert into log_entry values (0, 'm', 'f');
      insert into revenue_amendment (licence_id, version, terms, consent, effective_time,
        create_time) values ('l', 2, '{}', '{}', now(), now());
      insert into past_lease (lease_id, licence_id, room_id, use_kind, start_time, end_time)
        values ('o', 'l', 'r', 'LIVE', now(), now());
      insert into statement (licence_id, month, sha256, body, carried_minor, close_time)
        values ('l', '2026-10', 's', '{}', 0, now());
      insert into statement_room (licence_id, room_id, month, net_minor, units)
        values ('l', 'r', '2026-10', 1, 1);
      insert into person_history (subject_id, from_time, state, assurance)
        values ('p', now(), 'VERIFIED', 'SIMULATED');
      insert into part (part_id, avatar_id, kind, version, author_subject_id, source,
        source_sha256, sha256, size_bytes, state, signature, key_id, reviewer_subject_id,
        review_note, create_time)
        values ('t', 'a', 'FACE_MODEL', 1, 'p', 's', 's', 's', 1, 'SUBMITTED', '', '', '', '',
          now());
      insert into avatar_composition (avatar_id, version, parts, likeness_sha256, from_time)
        values ('a', 1, '{}', 's', now());
      insert into licence_likeness (licence_id, likeness_sha256) values ('l', 's');
      insert into filing (filing_id, avatar_id, about, state, code)
        values ('f', 'a', '{}', 'OPEN', '');
      insert into capture_session (session_id, avatar_id, performer_subject_id, body)
        values ('c', 'a', 'p', '{}');
      insert into training_run (run_id, avatar_id, part_id, body) values ('u', 'a', 't', '{}');
      """;

  private static final String TABLES =
      "select table_name from information_schema.tables where table_schema = 'registry'"
          + " and table_name <> 'flyway_schema_history' order by table_name";

  private EmbeddedPostgres postgres;

  @BeforeEach
  void start() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
  }

  @Test
  void shouldGiveEveryRowFromBeforeToTheDefaultTenant() throws SQLException {
    // Given
    migrate(BEFORE);
    try (Connection connection = connection()) {
      execute(connection, ROWS);
      List<String> tables = column(connection, TABLES);

      // When
      migrate("latest");

      // Then
      assertThat(tables).hasSizeGreaterThan(25);
      for (String table : tables) {
        assertThat(column(connection, "select distinct tenant from " + table))
            .as(table)
            .containsExactly("default");
      }
    }
  }

  @Test
  void shouldRefuseARowThatPointsAcrossTheBorder() throws SQLException {
    // Given
    migrate(BEFORE);
    try (Connection connection = connection()) {
      execute(connection, ROWS);
      migrate("latest");

      // When, Then
      assertThatThrownBy(
              () ->
                  execute(
                      connection,
                      "insert into device (tenant, device_id, subject_id, public_key, label,"
                          + " create_time) values ('shop-b', 'x', 'p', 'o', 'phone', now())"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("foreign key");
    }
  }

  private void migrate(String target) {
    Flyway.configure()
        .dataSource(postgres.getPostgresDatabase())
        .locations("classpath:db/migration")
        .defaultSchema("registry")
        .schemas("registry")
        .target(target)
        .load()
        .migrate();
  }

  private Connection connection() throws SQLException {
    Connection connection = postgres.getPostgresDatabase().getConnection();
    connection.setSchema("registry");
    return connection;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
