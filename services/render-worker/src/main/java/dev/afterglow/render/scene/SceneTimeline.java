package dev.afterglow.render.scene;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Which scene shows at which media time. Changes are ordered by their time and, within one time, by
 * when they came; the scene at an instant is the first scene with every change over it, in that
 * order, that has begun and has not ended. So a change that lasts gives back what would have shown
 * without it. Any thread may add; one thread draws.
 */
public final class SceneTimeline {
  /** Changes that wait or last, at most; a directive beyond them is refused. */
  public static final int MOST = 64;

  /** No end. */
  public static final long FOREVER = Long.MAX_VALUE;

  private final long frameUs;
  private final List<Timed> changes = new ArrayList<>();
  private Scene base;
  private Scene shown;
  private long shownUs = -1;
  private long nextEventUs = FOREVER;

  /** Changes of look or layout that are remembered. */
  private static final int MOST_TURNS = 16;

  private final Deque<Turn> turns = new ArrayDeque<>();

  /**
   * A change of look or layout.
   *
   * @param mediaTimeUs of the first picture with it
   */
  public record Turn(long mediaTimeUs, String lookId, String layout) {}

  private record Timed(long fromUs, long untilUs, SceneChange change) {}

  /** As many changes wait or last as may. */
  public static final class Full extends Exception {
    private static final long serialVersionUID = 1L;

    Full() {
      super("as many directives wait, or last, as may");
    }
  }

  /**
   * @param first what shows at the beginning
   * @param framesPerSecond of the pictures
   */
  public SceneTimeline(Scene first, int framesPerSecond) {
    base = first;
    shown = first;
    frameUs = Math.ceilDiv(1_000_000L, (long) framesPerSecond);
  }

  /**
   * Adds a change.
   *
   * @param atUs media time; a past one counts as that of the next picture
   * @param lastsUs how long, or {@link #FOREVER}
   * @return the media time from which it counts
   */
  public synchronized long add(long atUs, long lastsUs, SceneChange change) throws Full {
    if (changes.size() >= MOST) {
      throw new Full();
    }
    long from = Math.max(atUs, shownUs + 1);
    long until = lastsUs >= FOREVER - from ? FOREVER : from + Math.max(lastsUs, frameUs);
    changes.add(new Timed(from, until, change));
    changes.sort(Comparator.comparingLong(Timed::fromUs));
    nextEventUs = Math.min(nextEventUs, from);
    return from;
  }

  /** The scene of the picture at this media time; times never go back. */
  public synchronized Scene at(long mediaTimeUs) {
    shownUs = Math.max(shownUs, mediaTimeUs);
    if (mediaTimeUs >= nextEventUs) {
      settle(mediaTimeUs);
    }
    return shown;
  }

  /** What the newest picture shows. */
  public synchronized Scene shown() {
    return shown;
  }

  /**
   * The time from which a change counts that is asked for then: at the earliest the next picture's.
   */
  public synchronized long soonest(long atUs) {
    return Math.max(atUs, shownUs + 1);
  }

  /** What would show at a time with this change added there, so that it can be made ready. */
  public synchronized Scene foreseen(long atUs, SceneChange change) {
    return change.over(fold(Math.max(atUs, shownUs + 1)));
  }

  /** How many changes have not begun. */
  public synchronized int waiting() {
    int count = 0;
    for (Timed timed : changes) {
      count += timed.fromUs > shownUs ? 1 : 0;
    }
    return count;
  }

  private Scene fold(long atUs) {
    Scene scene = base;
    for (Timed timed : changes) {
      if (timed.fromUs <= atUs && timed.untilUs > atUs) {
        scene = timed.change.over(scene);
      }
    }
    return scene;
  }

  private void settle(long nowUs) {
    changes.removeIf(it -> it.untilUs <= nowUs);
    while (!changes.isEmpty()
        && changes.getFirst().fromUs <= nowUs
        && changes.getFirst().untilUs == FOREVER) {
      base = changes.removeFirst().change.over(base);
    }
    joinSettled(nowUs);
    Scene before = shown;
    shown = fold(nowUs);
    turned(before, nowUs);
    nextEventUs = FOREVER;
    for (Timed timed : changes) {
      nextEventUs = Math.min(nextEventUs, timed.fromUs > nowUs ? timed.fromUs : timed.untilUs);
    }
  }

  private void turned(Scene before, long nowUs) {
    boolean same = before.lookId().equals(shown.lookId()) && before.layout().equals(shown.layout());
    if (!same) {
      turns.addLast(new Turn(nowUs, shown.lookId(), shown.layout()));
      if (turns.size() > MOST_TURNS) {
        turns.removeFirst();
      }
    }
  }

  /** The newest changes of look or layout, oldest first; at most 16. */
  public synchronized List<Turn> turns() {
    return List.copyOf(turns);
  }

  /** What lies over a change that still lasts takes one place, however many directives it was. */
  private void joinSettled(long nowUs) {
    for (int i = 1; i < changes.size(); i++) {
      Timed one = changes.get(i - 1);
      Timed next = changes.get(i);
      boolean settled = one.untilUs == FOREVER && next.untilUs == FOREVER && next.fromUs <= nowUs;
      if (settled) {
        changes.set(i - 1, new Timed(one.fromUs, FOREVER, one.change.then(next.change)));
        changes.remove(i);
        i--;
      }
    }
  }
}
