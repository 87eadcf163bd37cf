package dev.afterglow.commerce.viewer.storage;

import dev.afterglow.commerce.viewer.ViewerIndex;
import dev.afterglow.commerce.viewer.ViewerKeys;
import dev.afterglow.commerce.viewer.ViewerSecret;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Viewers' keys in Postgres. Every statement names the tenant beside whatever else it looks for.
 */
public final class PostgresViewerKeys implements ViewerKeys {
  private static final String MAKE =
      """
      insert into commerce.viewer_key (tenant, viewer_index, viewer_key)
      values (?, ?, ?) on conflict do nothing
      """;
  private static final String FIND =
      """
      select viewer_index, viewer_key from commerce.viewer_key
      where tenant = ? and viewer_index = any (?)
      """;
  private static final String DELETE =
      "delete from commerce.viewer_key where tenant = ? and viewer_index = ? returning viewer_key";
  private static final String NOTE =
      """
      insert into commerce.erased_viewer (tenant, viewer_sha256)
      values (?, ?) on conflict do nothing
      """;
  private static final String RECEIPT =
      """
      insert into commerce.viewer_erasure (tenant, request_id, erase_time, receipt)
      values (?, ?, ?, ?) on conflict do nothing
      """;
  private static final String FIND_RECEIPT =
      "select receipt from commerce.viewer_erasure where tenant = ? and request_id = ?";
  private static final String ERASED =
      """
      select place, viewer_sha256 from commerce.erased_viewer
      where tenant = ? and place > ? order by place
      """;

  // In one order everywhere, so that two batches cannot wait for each other.
  private static final Comparator<ViewerIndex> BY_HEX = Comparator.comparing(ViewerIndex::hex);

  private final DataSource database;
  private final String tenant;
  private final SecureRandom random;

  /**
   * @param tenant whose viewers these are
   */
  public PostgresViewerKeys(DataSource database, String tenant, SecureRandom random) {
    this.database = database;
    this.tenant = tenant;
    this.random = random;
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T together(Work<T> work) throws UnavailableException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      // The state says what is wrong; a message may hold what was to be written.
      throw new UnavailableException("SQL state " + e.getSQLState(), e);
    }
  }

  @Override
  public Map<ViewerIndex, byte[]> keys(Collection<ViewerIndex> viewers)
      throws UnavailableException {
    return together(
        connection -> {
          Map<ViewerIndex, byte[]> found = find(connection, viewers);
          if (found.size() < viewers.size()) {
            List<ViewerIndex> missing =
                viewers.stream().filter(it -> !found.containsKey(it)).sorted(BY_HEX).toList();
            make(connection, missing);
            // Another process may have made one first: what is kept counts.
            found.putAll(find(connection, missing));
          }
          return found;
        });
  }

  private Map<ViewerIndex, byte[]> find(Connection connection, Collection<ViewerIndex> viewers)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      Array indexes =
          connection.createArrayOf(
              "bytea", viewers.stream().map(ViewerIndex::bytes).toArray(byte[][]::new));
      find.setString(1, tenant);
      find.setArray(2, indexes);
      Map<ViewerIndex, byte[]> found = new HashMap<>();
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          found.put(new ViewerIndex(HexFormat.of().formatHex(rows.getBytes(1))), rows.getBytes(2));
        }
      }
      return found;
    }
  }

  private void make(Connection connection, List<ViewerIndex> viewers) throws SQLException {
    try (PreparedStatement make = connection.prepareStatement(MAKE)) {
      for (ViewerIndex viewer : viewers) {
        byte[] key = new byte[ViewerSecret.LENGTH];
        random.nextBytes(key);
        make.setString(1, tenant);
        make.setBytes(2, viewer.bytes());
        make.setBytes(3, key);
        make.addBatch();
      }
      make.executeBatch();
    }
  }

  @Override
  public String erase(
      UUID requestId, ViewerIndex viewer, Function<byte[], String> mark, Instant at, String receipt)
      throws UnavailableException {
    return together(
        connection -> {
          if (!isNew(connection, requestId, at, receipt)) {
            return find(connection, requestId).orElseThrow();
          }
          Optional<byte[]> key = delete(connection, viewer);
          if (key.isPresent()) {
            note(connection, mark.apply(key.get()));
          }
          return receipt;
        });
  }

  private boolean isNew(Connection connection, UUID requestId, Instant at, String receipt)
      throws SQLException {
    try (PreparedStatement keep = connection.prepareStatement(RECEIPT)) {
      keep.setString(1, tenant);
      keep.setObject(2, requestId);
      keep.setObject(3, at.atOffset(ZoneOffset.UTC));
      keep.setString(4, receipt);
      return keep.executeUpdate() == 1;
    }
  }

  private Optional<byte[]> delete(Connection connection, ViewerIndex viewer) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setString(1, tenant);
      delete.setBytes(2, viewer.bytes());
      try (ResultSet rows = delete.executeQuery()) {
        return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
      }
    }
  }

  private void note(Connection connection, String mark) throws SQLException {
    try (PreparedStatement note = connection.prepareStatement(NOTE)) {
      note.setString(1, tenant);
      note.setBytes(2, HexFormat.of().parseHex(mark));
      note.executeUpdate();
    }
  }

  private Optional<String> find(Connection connection, UUID requestId) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND_RECEIPT)) {
      find.setString(1, tenant);
      find.setObject(2, requestId);
      try (ResultSet rows = find.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  @Override
  public List<Erased> erased(long place) throws UnavailableException {
    return together(
        connection -> {
          try (PreparedStatement ask = connection.prepareStatement(ERASED)) {
            ask.setString(1, tenant);
            ask.setLong(2, place);
            List<Erased> erased = new ArrayList<>();
            try (ResultSet rows = ask.executeQuery()) {
              while (rows.next()) {
                erased.add(new Erased(rows.getLong(1), HexFormat.of().formatHex(rows.getBytes(2))));
              }
            }
            return erased;
          }
        });
  }
}
