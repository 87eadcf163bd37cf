package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.capture.liveness.motion.MotionChannel;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Shows the other instances how the drives of this one move, and keeps the tracks of theirs, so
 * that a tape that drives two rooms is noticed wherever they are. Once a second: what was added to
 * each track (58 bytes for 200 ms, 0.3 kB a second a source), and which tracks of others are like
 * one of ours. Nothing in it names a person, a drive or a tenant. For one thread.
 */
public final class TrackSharing {
  // To be changed with the hash's planes, the channels or their quanta.
  private static final byte FORM = 1;
  private static final int MOST_BYTES = 60_000;
  private static final int MOST_TOLD = 256;
  private static final int KEY_BYTES = 16;
  private static final int HEAD_BYTES = 1 + 16 + 2;
  private static final int NEWS_BYTES = 16 + KEY_BYTES + Long.BYTES + Short.BYTES;
  private static final int TOLD_BYTES = 16 + Float.BYTES;
  private static final int HOP_BYTES = NearRepeat.HOP * MotionChannel.COUNT + Long.BYTES;
  private static final int MOST_HOPS = OpenTrack.STEPS / NearRepeat.HOP;

  private final OpenTracks tracks;
  private final TrackBoard board;
  private final UUID instance;
  private String last = TrackBoard.START;

  /**
   * Nothing shown yet.
   *
   * @param instance this instance's, new at each start
   */
  public TrackSharing(OpenTracks tracks, TrackBoard board, UUID instance) {
    this.tracks = tracks;
    this.board = board;
    this.instance = instance;
  }

  /**
   * Reads what others show, and shows what is new.
   *
   * @param nowMs any clock that only goes forward, milliseconds
   * @return how many postings made no sense, as those of another version
   */
  public int exchange(long nowMs) {
    TrackBoard.Read read = board.read(last);
    last = read.last();
    int unread = 0;
    for (byte[] posting : read.postings()) {
      unread += take(ByteBuffer.wrap(posting), nowMs) ? 0 : 1;
    }
    tracks.forgetSilent(nowMs);
    post();
    return unread;
  }

  private void post() {
    List<TrackNews> news = new ArrayList<>();
    int bytes = HEAD_BYTES;
    for (OpenTrack track : tracks.all()) {
      Optional<TrackNews> its = track.news();
      if (its.isPresent()) {
        int more = NEWS_BYTES + its.get().hashes().length * HOP_BYTES;
        if (bytes + more > MOST_BYTES) {
          board.post(posting(news, List.of()));
          news = new ArrayList<>();
          bytes = HEAD_BYTES;
        }
        news.add(its.get());
        bytes += more;
      }
    }
    List<Told> told = told();
    if (!news.isEmpty() || !told.isEmpty()) {
      board.post(posting(news, told));
    }
  }

  private record Told(UUID trackId, double distance) {}

  private List<Told> told() {
    List<Told> told = new ArrayList<>();
    for (OpenTrack track : tracks.foreign()) {
      double distance = told.size() < MOST_TOLD ? track.told() : Double.NaN;
      if (!Double.isNaN(distance)) {
        told.add(new Told(track.id(), distance));
      }
    }
    return told;
  }

  private byte[] posting(List<TrackNews> news, List<Told> told) {
    int size =
        HEAD_BYTES
            + Short.BYTES
            + told.size() * TOLD_BYTES
            + news.stream().mapToInt(it -> NEWS_BYTES + it.hashes().length * HOP_BYTES).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size).put(FORM);
    put(bytes, instance).putShort((short) news.size());
    for (TrackNews its : news) {
      put(bytes, its.trackId())
          .put(HexFormat.of().parseHex(its.driveKey()))
          .putLong(its.fromStep())
          .putShort((short) its.hashes().length)
          .put(its.velocities());
      for (long hash : its.hashes()) {
        bytes.putLong(hash);
      }
    }
    bytes.putShort((short) told.size());
    for (Told its : told) {
      put(bytes, its.trackId()).putFloat((float) its.distance());
    }
    return bytes.array();
  }

  /** Takes a posting, up to where it ends to make sense; says whether all of it did. */
  private boolean take(ByteBuffer bytes, long nowMs) {
    try {
      if (bytes.get() != FORM) {
        return false;
      }
      if (uuid(bytes).equals(instance)) {
        return true;
      }
      int count = bytes.getShort();
      for (int i = 0; i < count; i++) {
        tracks.heard(news(bytes), nowMs);
      }
      int told = bytes.getShort();
      for (int i = 0; i < told; i++) {
        UUID track = uuid(bytes);
        float distance = bytes.getFloat();
        if (distance >= 0) {
          tracks.told(track, distance);
        }
      }
      return true;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return false;
    }
  }

  private static TrackNews news(ByteBuffer bytes) {
    UUID track = uuid(bytes);
    byte[] key = new byte[KEY_BYTES];
    bytes.get(key);
    long from = bytes.getLong();
    int hops = bytes.getShort();
    if (from < 0 || from % NearRepeat.HOP != 0 || hops < 1 || hops > MOST_HOPS) {
      throw new IllegalArgumentException("a track's news begin at a hop and have 1 to 450");
    }
    byte[] velocities = new byte[hops * NearRepeat.HOP * MotionChannel.COUNT];
    bytes.get(velocities);
    long[] hashes = new long[hops];
    for (int k = 0; k < hops; k++) {
      hashes[k] = bytes.getLong();
    }
    return new TrackNews(track, HexFormat.of().formatHex(key), from, velocities, hashes);
  }

  private static ByteBuffer put(ByteBuffer bytes, UUID id) {
    return bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
