package dev.afterglow.capture.liveness.repeat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The newest motion of every source of the drives that are open, so that a tape which drives two of
 * them is noticed: of this instance as many as there are sources, each dropped with its drive, and
 * of the others at most {@link #MOST_FOREIGN}, each dropped when nothing was heard of it for as
 * long as a track is. Safe for many threads.
 */
public final class OpenTracks {
  /** Tracks of other instances: 27 MB. What is beyond is not compared. */
  static final int MOST_FOREIGN = 1_024;

  /** A track that is silent for so long, milliseconds, holds nothing that is looked for. */
  static final long SILENT_MS = 95_000;

  private record Foreign(OpenTrack track, long heardMs) {}

  private final Supplier<UUID> ids;
  private final Map<UUID, Foreign> heard = new LinkedHashMap<>();
  private volatile OpenTrack[] all = {};
  private volatile OpenTrack[] foreign = {};

  /** Tracks of one instance alone, which no other sees. */
  public OpenTracks() {
    this(counted());
  }

  /**
   * Tracks that other instances may see.
   *
   * @param ids new UUIDs, of no meaning
   */
  public OpenTracks(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /** A track for another source of a drive. */
  public synchronized OpenTrack open(String driveId) {
    OpenTrack track = new OpenTrack(this, driveId, key(driveId), ids.get());
    OpenTrack[] more = Arrays.copyOf(all, all.length + 1);
    more[more.length - 1] = track;
    all = more;
    return track;
  }

  /** Drops the tracks of a drive, and the motion on them. */
  public synchronized void close(String driveId) {
    for (OpenTrack track : all) {
      if (track.driveId().equals(driveId)) {
        track.close();
      }
    }
    all = Arrays.stream(all).filter(it -> !it.driveId().equals(driveId)).toArray(OpenTrack[]::new);
  }

  /** How many there are of this instance's drives. */
  public int count() {
    return all.length;
  }

  /** How many there are of other instances' drives. */
  public int foreignCount() {
    return foreign.length;
  }

  /** All of this instance now; not to be written to. */
  OpenTrack[] all() {
    return all;
  }

  /** All of other instances now; not to be written to. */
  OpenTrack[] foreign() {
    return foreign;
  }

  /** Another instance tells how one of its drives moved. */
  synchronized void heard(TrackNews news, long nowMs) {
    Foreign known = heard.get(news.trackId());
    if (known == null && heard.size() >= MOST_FOREIGN) {
      return;
    }
    OpenTrack track =
        known != null ? known.track() : new OpenTrack(this, "", news.driveKey(), news.trackId());
    track.add(news);
    heard.put(news.trackId(), new Foreign(track, nowMs));
    if (known == null) {
      foreign = heard.values().stream().map(Foreign::track).toArray(OpenTrack[]::new);
    }
  }

  /** Another instance found a drive that moves like one of this one. */
  void told(UUID trackId, double distance) {
    for (OpenTrack track : all) {
      if (track.id().equals(trackId)) {
        track.tell(distance);
      }
    }
  }

  /** Drops what was not heard of for long. */
  synchronized void forgetSilent(long nowMs) {
    List<UUID> silent = new ArrayList<>();
    heard.forEach(
        (id, it) -> {
          if (nowMs - it.heardMs() > SILENT_MS) {
            silent.add(id);
            it.track().close();
          }
        });
    if (!silent.isEmpty()) {
      heard.keySet().removeAll(silent);
      foreign = heard.values().stream().map(Foreign::track).toArray(OpenTrack[]::new);
    }
  }

  private static Supplier<UUID> counted() {
    AtomicLong count = new AtomicLong();
    return () -> new UUID(0, count.incrementAndGet());
  }

  /** The same for a drive on every instance, and nothing that says which it is. */
  private static String key(String driveId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("afterglow twin " + driveId).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
