package dev.afterglow.render.job;

import dev.afterglow.render.job.RenderRefused.Why;
import dev.afterglow.render.output.AigcLabel;
import dev.afterglow.render.output.LowLatencyHls;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.OutletStatus;
import dev.afterglow.render.output.Outlets;
import dev.afterglow.render.output.Preview;
import dev.afterglow.render.output.Pushes;
import dev.afterglow.render.output.RecordedSoFar;
import dev.afterglow.render.output.StreamTime;
import dev.afterglow.render.output.Tracks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * What a render sends to while it is on air, beside the preview: its recording and its
 * destinations. They are opened once, by one thread; any thread reads.
 */
final class AirOutlets {
  private final Path folder;
  private final long leastFreeBytes;
  private final Duration segment;
  private final InstantSource clock;
  private final List<Outlet> all = new CopyOnWriteArrayList<>();
  private volatile @Nullable Outlet recording;
  private volatile @Nullable Path recordingPath;
  private volatile @Nullable StreamTime streamTime;
  private volatile @Nullable LowLatencyHls lowLatency;

  /**
   * None yet.
   *
   * @param folder where the render's files go; made when it goes on air
   * @param leastFreeBytes below that much room there is no recording, hence no broadcast
   * @param segment of the recording
   */
  AirOutlets(Path folder, long leastFreeBytes, Duration segment, InstantSource clock) {
    this.clock = clock;
    this.segment = segment;
    this.folder = folder;
    this.leastFreeBytes = leastFreeBytes;
  }

  /** Makes the folder, and refuses where its disk is too full to record. */
  void makeRoom() throws RenderRefused {
    try {
      Files.createDirectories(folder);
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < leastFreeBytes) {
        throw new RenderRefused(
            Why.DISK_FULL,
            "the disk has no room for the recording",
            Map.of("free_bytes", Long.toString(free)));
      }
    } catch (IOException e) {
      throw unwritable();
    }
  }

  /**
   * Opens the recording and every destination; the caller feeds them. Where one cannot be opened
   * the others are closed again, and it is as if nothing had been asked.
   */
  void open(
      List<Destination> destinations,
      Tracks tracks,
      AigcLabel aigc,
      StreamTime time,
      Preview preview)
      throws RenderRefused {
    boolean whole = false;
    try {
      Path file = folder.resolve("recording.mp4");
      recordingPath = file;
      Outlet kept = Outlets.recording(file, tracks, aigc, segment);
      recording = kept;
      all.add(kept);
      streamTime = time;
      Pushes pushes = new Pushes(time, tracks, aigc, clock);
      for (Destination destination : destinations) {
        all.add(opened(destination, pushes, tracks));
      }
      if (destinations.stream().anyMatch(it -> it.kind() == Destination.Kind.HLS)) {
        LowLatencyHls low = new LowLatencyHls("low-latency", preview);
        all.add(low);
        lowLatency = low;
      }
      whole = true;
    } catch (Preview.NotJoined e) {
      throw new RenderRefused(
          Why.TOO_MANY_VIEWERS,
          "as many watch the preview as may",
          Map.of("viewers", Integer.toString(Preview.MOST_READERS)));
    } catch (IOException e) {
      throw unwritable();
    } finally {
      if (!whole) {
        closeAll();
      }
    }
  }

  private void closeAll() {
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(outlet -> closing.execute(outlet::close));
    }
    all.clear();
    recording = null;
    recordingPath = null;
    streamTime = null;
    lowLatency = null;
  }

  private Outlet opened(Destination to, Pushes pushes, Tracks tracks) throws IOException {
    return switch (to.kind()) {
      case RTMP -> pushes.rtmp(to.name(), to.url(), to.acknowledged());
      case SRT -> pushes.srt(to.name(), to.url(), to.acknowledged());
      case WHIP -> pushes.whip(to.name(), to.url(), to.acknowledged());
      case HLS ->
          Outlets.hls(
              to.name(), Files.createDirectories(folder.resolve("hls")), tracks, pushes.label());
    };
  }

  private static RenderRefused unwritable() {
    return new RenderRefused(
        Why.DISK_FULL, "the recording's folder cannot be written", Map.of("free_bytes", "0"));
  }

  /** Every outlet; a copy. */
  List<Outlet> all() {
    return List.copyOf(all);
  }

  /** The recording's file, or empty before on air. */
  String recordingPath() {
    Path file = recordingPath;
    return file == null ? "" : file.toString();
  }

  /** The index of its closed segments, or empty before on air. */
  String recordingIndex() {
    Path file = recordingPath;
    return file == null ? "" : Outlets.recordingIndex(file).toString();
  }

  /** What of the recording is on the disk for good. */
  RecordedSoFar recorded() {
    Outlet file = recording;
    return file == null ? RecordedSoFar.NOTHING : Outlets.closed(file);
  }

  /** Why there is no recording any more; empty while there is one, and before. */
  Optional<String> recordingFault() {
    Outlet file = recording;
    return file != null && file.status().state() == OutletStatus.State.REFUSED
        ? Optional.of(file.status().lastFault())
        : Optional.empty();
  }

  /** Whether the AIGC metadata was read back from the recording. */
  boolean aigcReadBack() {
    Outlet file = recording;
    return file != null && Outlets.proven(file);
  }

  /** Bytes handed to destinations so far; the recording does not count. */
  long bytesOut() {
    Outlet file = recording;
    return all.stream().filter(it -> it != file).mapToLong(it -> it.status().bytes()).sum();
  }

  /** The media time that stands as zero in the streams, microseconds; -1 before on air. */
  long streamZeroUs() {
    StreamTime time = streamTime;
    return time == null ? -1 : time.zeroUs();
  }

  /** The low-latency HLS; empty where no destination is HLS. */
  Optional<LowLatencyHls> lowLatency() {
    return Optional.ofNullable(lowLatency);
  }
}
