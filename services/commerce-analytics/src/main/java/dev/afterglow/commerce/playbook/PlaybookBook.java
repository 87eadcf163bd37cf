package dev.afterglow.commerce.playbook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All playbooks, folded from their log. An event that the playbook's state does not allow changes
 * nothing, so of two that came at once the first in the log stands, at every reader alike. A room
 * tests one playbook at a time: two at once could not be told apart. Any thread.
 */
public final class PlaybookBook {
  private static final int MOST_PLAYBOOKS = 100_000;

  private final Map<UUID, Playbook> playbooks = new LinkedHashMap<>();

  /** Folds the next event. */
  public synchronized void apply(PlaybookEvent event) {
    Playbook before = playbooks.get(event.playbookId());
    switch (event) {
      case PlaybookEvent.Proposed proposed -> {
        if (before == null && playbooks.size() < MOST_PLAYBOOKS) {
          playbooks.put(proposed.playbookId(), new Playbook.Proposed(proposed.proposal()));
        }
      }
      case PlaybookEvent.Accepted accepted -> {
        if (before instanceof Playbook.Proposed proposed
            && proposed.at(accepted.at()) == proposed
            && underTest(proposed.proposal().roomId()).isEmpty()) {
          playbooks.put(accepted.playbookId(), proposed.accept(accepted));
        }
      }
      case PlaybookEvent.Declined declined -> {
        if (before instanceof Playbook.Proposed proposed
            && proposed.at(declined.at()) == proposed) {
          playbooks.put(declined.playbookId(), proposed.decline(declined));
        }
      }
      case PlaybookEvent.SlotCounted counted -> {
        if (before instanceof Playbook.Accepted accepted) {
          playbooks.put(counted.playbookId(), accepted.count(counted));
        }
      }
      case PlaybookEvent.Settled settled -> {
        if (before instanceof Playbook.Accepted accepted) {
          playbooks.put(settled.playbookId(), accepted.settle(settled));
        }
      }
    }
  }

  /** The playbook as it is at a time. */
  public synchronized Optional<Playbook> playbook(UUID id, Instant now) {
    return Optional.ofNullable(playbooks.get(id)).map(playbook -> at(playbook, now));
  }

  /** The playbooks of a room, best first, as they are at a time. */
  public synchronized List<Playbook> room(String roomId, Instant now) {
    return playbooks.values().stream()
        .filter(playbook -> playbook.proposal().roomId().equals(roomId))
        .map(playbook -> at(playbook, now))
        .sorted(
            Comparator.comparing((Playbook playbook) -> !(playbook instanceof Playbook.Accepted))
                .thenComparing(playbook -> playbook instanceof Playbook.Lapsed)
                .thenComparing(playbook -> -playbook.proposal().effect().minor())
                .thenComparing(playbook -> playbook.proposal().id()))
        .toList();
  }

  /** Every playbook under test. */
  public synchronized List<Playbook.Accepted> underTest() {
    List<Playbook.Accepted> found = new ArrayList<>();
    for (Playbook playbook : playbooks.values()) {
      if (playbook instanceof Playbook.Accepted accepted) {
        found.add(accepted);
      }
    }
    return found;
  }

  /** The playbook under test in a room. */
  public synchronized Optional<Playbook.Accepted> underTest(String roomId) {
    return underTest().stream()
        .filter(accepted -> accepted.proposal().roomId().equals(roomId))
        .findFirst();
  }

  private static Playbook at(Playbook playbook, Instant now) {
    return playbook instanceof Playbook.Proposed proposed ? proposed.at(now) : playbook;
  }
}
