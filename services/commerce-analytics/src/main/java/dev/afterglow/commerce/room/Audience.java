package dev.afterglow.commerce.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who watched, and when: distinct viewers, presence and watch time, in whole seconds. */
final class Audience {
  private final int mostViewers;
  private final Map<Digest128, Viewer> viewers = new HashMap<>();
  private final List<Viewer> changed = new ArrayList<>();
  private final Timeline timeline = new Timeline();
  private long watchedSeconds;

  Audience(int mostViewers) {
    this.mostViewers = mostViewers;
  }

  /**
   * A viewer gave a sign of presence.
   *
   * @return whether it could be counted: false past the most viewers
   */
  boolean sign(String pseudonym, Instant time) {
    Digest128 id = Digest128.of("viewer", pseudonym);
    Viewer viewer = viewers.get(id);
    if (viewer == null) {
      if (viewers.size() >= mostViewers) {
        return false;
      }
      viewer = new Viewer(id);
      viewers.put(id, viewer);
    }
    watchedSeconds += viewer.sign(second(time), timeline);
    touch(viewer);
    return true;
  }

  /** A viewer left; one who was never there is no viewer. */
  void leave(String pseudonym, Instant time) {
    Viewer viewer = viewers.get(Digest128.of("viewer", pseudonym));
    if (viewer != null) {
      watchedSeconds -= viewer.leave(second(time), timeline);
      touch(viewer);
    }
  }

  private void touch(Viewer viewer) {
    if (!viewer.changed) {
      viewer.changed = true;
      changed.add(viewer);
    }
  }

  int count() {
    return viewers.size();
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

  void changes(PartSink sink) {
    for (Viewer viewer : changed) {
      viewer.pack(sink);
      viewer.changed = false;
    }
    changed.clear();
    timeline.changes(sink);
  }

  void all(PartSink sink) {
    viewers.values().forEach(viewer -> viewer.pack(sink));
    timeline.all(sink);
  }

  Timeline timeline() {
    return timeline;
  }

  void load(Unpacker key, Unpacker value) {
    Digest128 id = key.digest();
    Viewer viewer = Viewer.unpack(id, value);
    viewers.put(id, viewer);
    watchedSeconds += viewer.watchedSeconds();
  }

  // Seconds since the epoch in 32 bits hold until January 2038; counted from 2020 on, until 2088.
  private static int second(Instant time) {
    return Math.clamp(
        time.getEpochSecond() - EPOCH_2020_S, Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2);
  }

  private static final long EPOCH_2020_S = 1_577_836_800L;
}
