package dev.afterglow.commerce.show.storage;

import dev.afterglow.commerce.show.FinishedShow;
import dev.afterglow.commerce.show.PastShows;
import dev.afterglow.commerce.show.ShopShows;
import dev.afterglow.commerce.show.ShowTotal;
import dev.afterglow.commerce.show.TotalKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Past shows in Postgres. Every statement names the tenant beside whatever else it looks for. */
public final class PostgresShows implements ShopShows {
  private static final String KEEP =
      """
      insert into commerce.show
        (tenant, room_id, shop_id, open_time, last_fact_time, fact_count)
      values (?, ?, ?, ?, ?, ?)
      on conflict (tenant, room_id) do update
        set shop_id = excluded.shop_id, open_time = excluded.open_time,
          last_fact_time = excluded.last_fact_time, fact_count = excluded.fact_count
        where show.fact_count <= excluded.fact_count
      """;
  private static final String FORGET_TOTALS =
      "delete from commerce.show_total where tenant = ? and room_id = ?";
  private static final String KEEP_TOTAL =
      """
      insert into commerce.show_total (tenant, room_id, metric_id, version, currency, value)
      values (?, ?, ?, ?, ?, ?)
      """;
  private static final String KEPT =
      "select room_id, fact_count from commerce.show where tenant = ?";
  private static final String PAST =
      """
      select past.room_id, total.metric_id, total.version, total.currency, total.value
      from (
        select tenant, room_id from commerce.show
        where tenant = ? and shop_id = ? and open_time < ?
        order by open_time desc, room_id limit ?
      ) past
      left join commerce.show_total total
        on total.tenant = past.tenant and total.room_id = past.room_id
      """;

  private final DataSource database;
  private final String tenant;

  /**
   * @param tenant whose shows these are
   */
  public PostgresShows(DataSource database, String tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  @Override
  public void keep(FinishedShow show) throws UnavailableException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        if (keptShow(connection, show)) {
          totals(connection, show);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private boolean keptShow(Connection connection, FinishedShow show) throws SQLException {
    try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
      keep.setString(1, tenant);
      keep.setObject(2, UUID.fromString(show.roomId()));
      keep.setString(3, show.shopId());
      time(keep, 4, show.openTime());
      time(keep, 5, show.lastFact());
      keep.setLong(6, show.facts());
      return keep.executeUpdate() == 1;
    }
  }

  private void totals(Connection connection, FinishedShow show) throws SQLException {
    UUID room = UUID.fromString(show.roomId());
    try (PreparedStatement forget = connection.prepareStatement(FORGET_TOTALS);
        PreparedStatement keep = connection.prepareStatement(KEEP_TOTAL)) {
      forget.setString(1, tenant);
      forget.setObject(2, room);
      forget.executeUpdate();
      for (ShowTotal total : show.totals()) {
        keep.setString(1, tenant);
        keep.setObject(2, room);
        keep.setString(3, total.key().metricId());
        keep.setInt(4, total.key().version());
        keep.setString(5, total.key().currency());
        keep.setDouble(6, total.value());
        keep.addBatch();
      }
      keep.executeBatch();
    }
  }

  @Override
  public Map<String, Long> kept() throws UnavailableException {
    try (Connection connection = database.getConnection();
        PreparedStatement ask = connection.prepareStatement(KEPT)) {
      ask.setString(1, tenant);
      Map<String, Long> kept = new HashMap<>();
      try (ResultSet rows = ask.executeQuery()) {
        while (rows.next()) {
          kept.put(rows.getString(1), rows.getLong(2));
        }
      }
      return kept;
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  @Override
  public PastShows past(String shopId, Instant before) throws UnavailableException {
    try (Connection connection = database.getConnection();
        PreparedStatement ask = connection.prepareStatement(PAST)) {
      ask.setString(1, tenant);
      ask.setString(2, shopId);
      time(ask, 3, before);
      ask.setInt(4, PastShows.MOST);
      Set<String> shows = new HashSet<>();
      Map<TotalKey, List<Double>> totals = new HashMap<>();
      try (ResultSet rows = ask.executeQuery()) {
        while (rows.next()) {
          shows.add(rows.getString(1));
          String metric = rows.getString(2);
          if (metric != null) {
            TotalKey key = new TotalKey(metric, rows.getInt(3), rows.getString(4));
            totals.computeIfAbsent(key, _ -> new ArrayList<>()).add(rows.getDouble(5));
          }
        }
      }
      return new PastShows(shows.size(), totals);
    } catch (SQLException e) {
      throw unavailable(e);
    }
  }

  private static void time(PreparedStatement statement, int place, Instant time)
      throws SQLException {
    statement.setObject(place, time.atOffset(ZoneOffset.UTC));
  }

  private static UnavailableException unavailable(SQLException e) {
    // The state says what is wrong; a message may hold what was to be written.
    return new UnavailableException("SQL state " + e.getSQLState(), e);
  }
}
