package dev.afterglow.commerce.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who watched, when, and how far each went: distinct viewers, presence and watch time, in whole
 * seconds, and stages by the minute.
 */
final class Audience {
  private static final Stage[] STAGES = Stage.values();

  private final int mostViewers;
  private final DigestTable<Viewer> viewers = new DigestTable<>(Viewer[]::new);
  private final List<Viewer> changed = new ArrayList<>();
  private final Timeline timeline = new Timeline();
  private final WatchTimes watchTimes = new WatchTimes();
  private final long[] people = new long[STAGES.length];
  private int present;
  private long watchedSeconds;
  private int first = Integer.MAX_VALUE;

  Audience(int mostViewers) {
    this.mostViewers = mostViewers;
  }

  /**
   * A viewer gave a sign of presence, and may have reached a stage by it.
   *
   * @return whether it could be counted: false past the most viewers
   */
  boolean sign(String pseudonym, Instant time, @Nullable Stage stage) {
    Viewer viewer = viewer(pseudonym);
    if (viewer == null) {
      return false;
    }
    int before = viewer.wasPresent() ? viewer.watchedSeconds() : -1;
    present += before < 0 ? 1 : 0;
    first = Math.min(first, second(time));
    int gained = viewer.sign(second(time), timeline);
    watchedSeconds += gained;
    watchTimes.move(before, Math.max(before, 0) + gained);
    if (stage != null) {
      reach(viewer, stage, time);
    }
    touch(viewer);
    return true;
  }

  /** A viewer, present or not, reached a stage; false past the most viewers. */
  boolean reach(String pseudonym, Instant time, Stage stage) {
    Viewer viewer = viewer(pseudonym);
    if (viewer == null) {
      return false;
    }
    reach(viewer, stage, time);
    touch(viewer);
    return true;
  }

  private void reach(Viewer viewer, Stage stage, Instant time) {
    people[stage.ordinal()] += viewer.reach(stage, Minutes.of(time)) ? 1 : 0;
  }

  private @Nullable Viewer viewer(String pseudonym) {
    Digest128 id = Digest128.of("viewer", pseudonym);
    Viewer viewer = viewers.get(id);
    if (viewer == null && viewers.size() < mostViewers) {
      viewer = new Viewer(id);
      viewers.put(viewer);
    }
    return viewer;
  }

  /** A viewer left; one who was never there is no viewer. */
  void leave(String pseudonym, Instant time) {
    Viewer viewer = viewers.get(Digest128.of("viewer", pseudonym));
    if (viewer != null && viewer.wasPresent()) {
      int before = viewer.watchedSeconds();
      int lost = viewer.leave(second(time), timeline);
      watchedSeconds -= lost;
      watchTimes.move(before, before - lost);
      touch(viewer);
    }
  }

  /** How a payer came to what is paid; null = was never here. */
  @Nullable MinuteMoney touch(String pseudonym) {
    Viewer viewer = viewers.get(Digest128.of("viewer", pseudonym));
    if (viewer == null) {
      return null;
    }
    if (viewer.hasReached(Stage.CLICKED)) {
      return MinuteMoney.DIRECT;
    }
    return viewer.wasPresent() ? MinuteMoney.ASSISTED : null;
  }

  private void touch(Viewer viewer) {
    if (!viewer.changed) {
      viewer.changed = true;
      changed.add(viewer);
    }
  }

  int count() {
    return present;
  }

  int onlineAt(Instant time) {
    return timeline.onlineAt(second(time));
  }

  int peak() {
    return timeline.peak();
  }

  long watchedSeconds() {
    return watchedSeconds;
  }

  WatchSpread spread() {
    return new WatchSpread(
        present, watchTimes.quantile(50), watchTimes.quantile(90), watchTimes.longerThan(10));
  }

  /** When the first viewer came; empty where none did. */
  Optional<Instant> firstCame() {
    return present == 0 ? Optional.empty() : Optional.of(instant(first));
  }

  /** When the last lease ended; not before the first viewer came. */
  Instant lastLeft() {
    return instant(Math.max(first, timeline.end()));
  }

  /** Seconds watched in a minute. */
  long watchedIn(int minute) {
    int from = second(Minutes.start(minute));
    return timeline.watchedBetween(from, from + 60);
  }

  /** All of the show, from its first viewer to the end of the last lease. */
  Basis total(MinuteRow sums) {
    int from = present == 0 ? 0 : first;
    Instant to = present == 0 ? instant(0) : lastLeft();
    return new Basis(
        instant(from),
        to,
        sums.counts(),
        Arrays.stream(people).boxed().toList(),
        present,
        watchedSeconds,
        peak(),
        sums.allSums());
  }

  /** A window of whole minutes. */
  Basis between(int fromMinute, int toMinute, MinuteRow sums) {
    int from = second(Minutes.start(fromMinute));
    int to = second(Minutes.start(toMinute));
    long[] reached = new long[STAGES.length];
    long[] there = {0};
    viewers.forEach(
        viewer -> {
          there[0] += viewer.wasThereBetween(from, to) ? 1 : 0;
          for (Stage stage : STAGES) {
            boolean did = viewer.hasReachedBetween(stage, fromMinute, toMinute);
            reached[stage.ordinal()] += did ? 1 : 0;
          }
        });
    return new Basis(
        Minutes.start(fromMinute),
        Minutes.start(toMinute),
        sums.counts(),
        Arrays.stream(reached).boxed().toList(),
        there[0],
        timeline.watchedBetween(from, to),
        timeline.peakBetween(from, to),
        sums.allSums());
  }

  void changes(PartSink sink) {
    for (Viewer viewer : changed) {
      viewer.pack(sink);
      viewer.changed = false;
    }
    changed.clear();
    timeline.changes(sink);
  }

  void all(PartSink sink) {
    viewers.forEach(viewer -> viewer.pack(sink));
    timeline.all(sink);
  }

  Timeline timeline() {
    return timeline;
  }

  void packBase(Packer header) {
    header.number(first);
    timeline.packBase(header);
  }

  void unpackBase(Unpacker header) {
    first = (int) header.number();
    timeline.unpackBase(header);
  }

  /** What the viewers take of the heap, about. */
  long bytes() {
    return viewers.bytes() + (long) viewers.size() * Viewer.TYPICAL_BYTES + timeline.bytes();
  }

  /** A viewer as known; counts with {@link #resume()}. */
  void load(Unpacker key, Unpacker value) {
    viewers.put(Viewer.unpack(key.digest(), value));
  }

  /** After loading: counts all viewers. */
  void resume() {
    viewers.forEach(this::count);
  }

  private void count(Viewer viewer) {
    if (viewer.wasPresent()) {
      present++;
      watchedSeconds += viewer.watchedSeconds();
      watchTimes.move(-1, viewer.watchedSeconds());
    }
    for (Stage stage : STAGES) {
      people[stage.ordinal()] += viewer.hasReached(stage) ? 1 : 0;
    }
  }

  // Seconds since the epoch in 32 bits hold until January 2038; counted from 2020 on, until 2088.
  private static int second(Instant time) {
    return Math.clamp(
        time.getEpochSecond() - EPOCH_2020_S, Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2);
  }

  private static Instant instant(int second) {
    return Instant.ofEpochSecond(second + EPOCH_2020_S);
  }

  private static final long EPOCH_2020_S = 1_577_836_800L;
}
