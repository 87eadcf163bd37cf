package dev.afterglow.render.output;

import dev.afterglow.render.output.Target.Proof.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Makes the outlets to files. Each carries the AIGC label, and is looked at for it. */
public final class Outlets {
  private Outlets() {}

  /**
   * A fragmented MP4 file, closed segment by segment: up to the last closed one it outlives
   * whatever happens to process and machine ({@link #recordingIndex} names them), and a player that
   * opens the file itself reads as far as its last whole fragment.
   *
   * @param file its folder exists
   * @param segment closed at the first key frame after that time
   */
  public static Outlet recording(Path file, Tracks tracks, AigcLabel label, Duration segment) {
    return new WritingOutlet(
        "recording",
        new Target(
            "mp4",
            "file:" + file,
            Map.of(
                "movflags",
                "frag_keyframe+empty_moov+default_base_moof+frag_discont+use_metadata_tags",
                "flush_packets",
                "1"),
            Map.of(AigcLabel.KEY, label.json()),
            () -> inMp4(file, label),
            Optional.of(new Target.Segments(file, segment))),
        tracks);
  }

  /** Where a recording's index stands: an HLS playlist of its closed segments. */
  public static Path recordingIndex(Path file) {
    return SegmentIndex.indexOf(file);
  }

  /** What of an outlet's file is closed. */
  public static RecordedSoFar closed(Outlet outlet) {
    return outlet instanceof WritingOutlet writing ? writing.closed() : RecordedSoFar.NOTHING;
  }

  /**
   * HLS with fragmented MP4 segments of 2 s, the newest eight of them. FFmpeg notes a late first
   * sound as an edit in the movie's time scale: 48 kHz says it to the sample.
   *
   * @param folder exists; gets {@code index.m3u8}, {@code init.mp4} and segments
   */
  public static Outlet hls(String name, Path folder, Tracks tracks, AigcLabel label) {
    Path init = folder.resolve("init.mp4");
    return new WritingOutlet(
        name,
        new Target(
            "hls",
            folder.resolve("index.m3u8").toString(),
            Map.of(
                "hls_time", "2",
                "hls_list_size", "8",
                "hls_segment_type", "fmp4",
                "hls_fmp4_init_filename", "init.mp4",
                "hls_segment_filename", folder.resolve("segment-%06d.m4s").toString(),
                "hls_flags", "delete_segments+independent_segments+temp_file",
                "hls_segment_options", "movflags=use_metadata_tags:movie_timescale=48000"),
            Map.of(AigcLabel.KEY, label.json()),
            () -> Files.exists(init) ? inMp4(init, label) : Answer.NOT_YET),
        tracks);
  }

  /** Whether the label was read back from an outlet's container. */
  public static boolean proven(Outlet outlet) {
    return outlet instanceof WritingOutlet writing && writing.proven();
  }

  private static Answer inMp4(Path file, AigcLabel label) throws IOException {
    if (Files.size(file) == 0) {
      return Answer.NOT_YET;
    }
    return Mp4Metadata.read(file, AigcLabel.KEY)
        .map(found -> found.equals(label.json()) ? Answer.FOUND : Answer.LOST)
        .orElse(Answer.LOST);
  }
}
