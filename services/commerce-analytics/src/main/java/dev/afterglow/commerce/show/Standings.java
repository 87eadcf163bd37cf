package dev.afterglow.commerce.show;

import java.util.List;

/**
 * Where a room stands among the shop's past shows.
 *
 * @param shopId whose show it is
 * @param pastShows how many shows it is compared with
 * @param standings each total that is known
 */
public record Standings(String shopId, int pastShows, List<Standing> standings) {
  public Standings {
    standings = List.copyOf(standings);
  }
}
