package dev.afterglow.standalone.bench.registry;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What Postgres alone takes to write that leases last longer, over one connection, with nothing
 * read, locked or decided before: no renewal can be cheaper than its share of this.
 */
final class RenewalFloor {
  private static final String LENGTHEN =
      "update registry.lease set expire_time = now() + interval '5 s' where lease_id = any(?)";

  private final Connection postgres;
  private final List<String> leases;

  RenewalFloor(Connection postgres, List<String> leases) {
    this.postgres = postgres;
    this.leases = leases;
  }

  /**
   * What was measured.
   *
   * @param perSecond leases a second
   * @param walBytes bytes of the write-ahead log for each
   */
  record Measured(double perSecond, double walBytes) {}

  /** Transactions of so many leases each, one after the other. */
  Measured measure(int together, Duration span) throws SQLException {
    postgres.setAutoCommit(true);
    long wal = wal();
    long done = 0;
    long begun = System.nanoTime();
    try (PreparedStatement lengthen = postgres.prepareStatement(LENGTHEN)) {
      for (int at = 0; System.nanoTime() - begun < span.toNanos(); at += together) {
        lengthen.setArray(1, ids(at, together));
        done += lengthen.executeUpdate();
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Measured(done / seconds, (wal() - wal) / (double) done);
  }

  private Array ids(int from, int count) throws SQLException {
    Object[] ids = new Object[count];
    for (int i = 0; i < count; i++) {
      ids[i] = leases.get((from + i) % leases.size());
    }
    return postgres.createArrayOf("text", ids);
  }

  private long wal() throws SQLException {
    try (var statement = postgres.createStatement();
        ResultSet place =
            statement.executeQuery(
                "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint")) {
      place.next();
      return place.getLong(1);
    }
  }
}
