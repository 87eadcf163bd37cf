package dev.afterglow.render.job;

import dev.afterglow.render.scene.SceneTimeline;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What viewers saw of look and layout since the render went on air, numbered, each with its time
 * once for all: whoever is told of it twice is told the same. Any thread may use it.
 */
public final class OnAirLooks {
  /** As many as are told at once. */
  private static final int MOST = 16;

  private final Deque<Change> changes = new ArrayDeque<>();
  private long number;
  private long seenUs = Long.MAX_VALUE;

  /**
   * From a time on something shows.
   *
   * @param number counts up from 1
   * @param mediaTimeUs of the first picture with it
   * @param time the same instant on the clock
   * @param layout empty when nothing shows any more
   */
  public record Change(long number, long mediaTimeUs, Instant time, String lookId, String layout) {}

  /** The render goes on air with that; before, changes are nobody's to see. */
  synchronized void begin(long mediaTimeUs, Instant now, String lookId, String layout) {
    if (number == 0) {
      add(mediaTimeUs, now, lookId, layout);
      seenUs = mediaTimeUs;
    }
  }

  /**
   * Takes over what has turned since.
   *
   * @param mediaNowUs media time now
   * @param now the same instant on the clock
   */
  synchronized void see(List<SceneTimeline.Turn> turns, long mediaNowUs, Instant now) {
    for (SceneTimeline.Turn turn : turns) {
      if (turn.mediaTimeUs() > seenUs) {
        seenUs = turn.mediaTimeUs();
        Instant time = now.minusNanos((mediaNowUs - seenUs) * 1_000);
        add(seenUs, time, turn.lookId(), turn.layout());
      }
    }
  }

  /** Nothing shows any more. */
  synchronized void end(long mediaTimeUs, Instant now) {
    if (number > 0 && seenUs != Long.MAX_VALUE) {
      seenUs = Long.MAX_VALUE;
      add(mediaTimeUs, now, "", "");
    }
  }

  /** The newest, oldest first. */
  synchronized List<Change> newest() {
    return List.copyOf(changes);
  }

  private void add(long mediaTimeUs, Instant time, String lookId, String layout) {
    changes.addLast(new Change(++number, mediaTimeUs, time, lookId, layout));
    if (changes.size() > MOST) {
      changes.removeFirst();
    }
  }
}
