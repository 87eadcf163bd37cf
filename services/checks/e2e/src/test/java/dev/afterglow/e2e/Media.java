package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ObjIntConsumer;

/**
 * Looks at a finished file with FFmpeg's own programs, which know nothing of how it was made.
 *
 * @param file what is looked at; also an address that FFmpeg can read
 */
record Media(String file) {
  static final int AUDIO_HZ = 48_000;

  static Media of(Path path) {
    return new Media(path.toString());
  }

  /**
   * The closed segments of a recording, through a copy of its index that says that nothing more
   * comes: a player would wait for more of one whose worker died.
   */
  static Media ofClosedSegments(Path recording) throws IOException {
    Path index = recording.resolveSibling("recording.m3u8");
    String closed = Files.readString(index);
    return of(
        Files.writeString(
            recording.resolveSibling("closed.m3u8"),
            closed.endsWith("#EXT-X-ENDLIST\n") ? closed : closed + "#EXT-X-ENDLIST\n"));
  }

  /** Presentation times of all video frames in order, seconds. */
  List<Double> frameTimes() throws Exception {
    return times("v:0", "frame=pts_time", "-show_frames");
  }

  /** Presentation times of all packets of a stream, seconds. */
  List<Double> packetTimes(String stream) throws Exception {
    return times(stream, "packet=pts_time", "-show_packets");
  }

  private List<Double> times(String stream, String entries, String what) throws Exception {
    String text =
        run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            stream,
            what,
            "-show_entries",
            entries,
            "-of",
            "csv=p=0",
            file);
    List<Double> times = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String value = line.split(",", -1)[0].strip();
      if (!value.isEmpty() && !value.equals("N/A")) {
        times.add(Double.valueOf(value));
      }
    }
    times.sort(null);
    return times;
  }

  /** One entry of a stream, for example {@code codec_name}. */
  String stream(String stream, String entry) throws Exception {
    return run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            stream,
            "-show_entries",
            "stream=" + entry,
            "-of",
            "csv=p=0",
            file)
        .strip();
  }

  /** The container's metadata as FFmpeg reads it. */
  String tags() throws Exception {
    return run("ffprobe", "-v", "error", "-show_entries", "format_tags", "-of", "json", file);
  }

  /**
   * Gives every frame, scaled, as packed RGB.
   *
   * @param frames takes 3 bytes a pixel, rows from above, and the frame's number; the array is used
   *     again for the next frame
   */
  int frames(int width, int height, ObjIntConsumer<byte[]> frames) throws Exception {
    return frames("scale=" + width + ":" + height + ":flags=area", width, height, frames);
  }

  /** The same through a filter of FFmpeg's, which must end at the size given. */
  int frames(String filter, int width, int height, ObjIntConsumer<byte[]> frames) throws Exception {
    Process process =
        start(
            "ffmpeg",
            "-v",
            "error",
            "-i",
            file,
            "-map",
            "0:v:0",
            "-fps_mode",
            "passthrough",
            "-vf",
            filter,
            "-pix_fmt",
            "rgb24",
            "-f",
            "rawvideo",
            "-");
    byte[] frame = new byte[width * height * 3];
    int count = 0;
    try (DataInputStream bytes = new DataInputStream(process.getInputStream())) {
      while (true) {
        bytes.readFully(frame);
        frames.accept(frame, count++);
      }
    } catch (EOFException end) {
      assertThat(process.waitFor()).as("ffmpeg on " + file).isZero();
    }
    return count;
  }

  /** The first sound stream as mono samples at 48 kHz, its start time taken into account. */
  short[] samples() throws Exception {
    byte[] bytes =
        bytes(
            "ffmpeg",
            "-v",
            "error",
            "-i",
            file,
            "-map",
            "0:a:0",
            "-af",
            "aresample=async=1:min_hard_comp=0.002:first_pts=0",
            "-ac",
            "1",
            "-ar",
            Integer.toString(AUDIO_HZ),
            "-f",
            "s16le",
            "-");
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  static String run(String... command) throws Exception {
    return new String(bytes(command), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String... command) throws Exception {
    Process process = start(command);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (InputStream out = process.getInputStream()) {
      out.transferTo(all);
    }
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return all.toByteArray();
  }

  private static Process start(String... command) throws IOException {
    List<String> full = new ArrayList<>(List.of(command));
    full.set(0, Objects.requireNonNull(Checkout.program(command[0])));
    return new ProcessBuilder(full).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
