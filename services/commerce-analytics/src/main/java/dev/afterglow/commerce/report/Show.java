package dev.afterglow.commerce.report;

import dev.afterglow.commerce.economics.Economics;
import dev.afterglow.commerce.economics.Shares;
import dev.afterglow.commerce.factor.ShowFactors;
import dev.afterglow.commerce.peak.Turns;
import dev.afterglow.commerce.playbook.Playbooks;
import dev.afterglow.commerce.room.RoomFigures;
import dev.afterglow.commerce.room.RoomHistory;
import dev.afterglow.commerce.show.Standings;
import java.util.List;
import java.util.Optional;

/**
 * What a report is made of. It holds sums only: no viewer and no comment.
 *
 * @param roomId the room
 * @param figures its figures
 * @param provisional whether they hold facts that are not committed
 * @param history it by the minute
 * @param turns its ups and downs
 * @param economics what it cost and left
 * @param shares how sales are shared out
 * @param standings how it compares with the shop's past shows; empty where that is unknown
 * @param playbooks what was proposed and tested
 * @param factors what sales went with
 */
public record Show(
    String roomId,
    RoomFigures figures,
    boolean provisional,
    RoomHistory history,
    Turns turns,
    Economics economics,
    Shares shares,
    Optional<Standings> standings,
    List<Playbooks.Shown> playbooks,
    ShowFactors factors) {
  public Show {
    playbooks = List.copyOf(playbooks);
  }
}
