package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.encode.AudioEncoder;
import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;
import dev.afterglow.render.ffmpeg.Ffmpeg;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invariant 4, in the containers: packets keep the times that the encoders gave them. */
class SoundTimesTest {
  private static final StreamFormat SMALL = new StreamFormat(272, 480, 30, 600_000, 64_000);
  private static final AigcLabel AIGC = new AigcLabel("1", "test", "test");
  private static final double PACKET_S = 1024 / 48_000.0;

  /** A place in the stream from which no key frame and no sound packet begin together. */
  private static final int JOINED_AT = 40;

  private final VideoEncoder video = new VideoEncoder(SMALL, "libopenh264");
  private final AudioEncoder audio = new AudioEncoder(SMALL);
  private final Tracks tracks = new Tracks(video.parameters(), audio.parameters());
  private final List<Packet> stream = new ArrayList<>();

  @TempDir private Path folder;

  private enum Container {
    RECORDING,
    RECORDING_SEGMENTS,
    PREVIEW,
    HLS,
    FLV
  }

  /** Five seconds of black and silence. */
  @BeforeEach
  void encode() {
    PlanarPicture black = new PlanarPicture(SMALL.width(), SMALL.height());
    long samples = 0;
    for (long frame = 0; frame < 150; frame++) {
      video.encode(black, frame * 3000 + 1920, false, stream::add);
      for (; samples + 1024 <= (frame + 1) * 1600; samples += 1024) {
        audio.encode(new float[1024], samples, stream::add);
      }
    }
  }

  @AfterEach
  void close() {
    video.close();
    audio.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepSoundContiguousAndInPlaceWhenTheStreamIsJoined(Container container)
      throws Exception {
    // Given: the key frame that it begins with, and the sound that follows it a little later
    List<Packet> joined = stream.subList(JOINED_AT, stream.size());
    long key = joined.stream().filter(it -> isKey(it)).findFirst().orElseThrow().ptsUs();
    long sound =
        joined.stream()
            .filter(it -> it.track() == Track.AUDIO && it.ptsUs() >= key)
            .findFirst()
            .orElseThrow()
            .ptsUs();
    assertThat(sound).isGreaterThan(key);

    // When
    List<Double> times = soundTimes(write(container, joined));

    // Then: FLV counts whole milliseconds
    double tolerance = container == Container.FLV ? 0.0011 : 0.0001;
    assertThat(times).hasSizeGreaterThan(150);
    assertThat(times.getFirst()).isCloseTo((sound - key) / 1e6, within(tolerance));
    for (int i = 1; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - 1))
          .as("from packet %d to the next, of %s", i - 1, container)
          .isCloseTo(PACKET_S, within(tolerance));
    }
  }

  private Path write(Container container, List<Packet> packets) throws Exception {
    return switch (container) {
      case RECORDING -> {
        Path file = folder.resolve("recording.mp4");
        send(Outlets.recording(file, tracks, AIGC, Duration.ofSeconds(1)), packets);
        yield file;
      }
      case RECORDING_SEGMENTS -> {
        Path file = folder.resolve("recording.mp4");
        send(Outlets.recording(file, tracks, AIGC, Duration.ofSeconds(1)), packets);
        yield Outlets.recordingIndex(file);
      }
      case HLS -> {
        send(Outlets.hls("hls", folder, tracks, AIGC), packets);
        yield folder.resolve("index.m3u8");
      }
      case FLV -> {
        Path file = folder.resolve("stream.flv");
        try (Muxer muxer =
            new Muxer(
                "flv",
                file.toString(),
                tracks,
                Muxer.Settings.of(Map.of(), Map.of()),
                StreamTime.fromFirstKey(),
                () -> false)) {
          packets.forEach(muxer::write);
          muxer.finish();
        }
        yield file;
      }
      case PREVIEW -> preview(packets);
    };
  }

  private Path preview(List<Packet> packets) throws Exception {
    Path file = folder.resolve("preview.mp4");
    Preview preview = new Preview(tracks, AIGC, 3);
    Preview.Reader reader = preview.join(() -> {});
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(preview.initSegment());
      for (Packet packet : packets) {
        preview.take(packet);
        for (var piece = reader.poll(); piece != null; piece = reader.poll()) {
          out.write(piece.data());
        }
      }
    }
    preview.close();
    return file;
  }

  private static void send(Outlet outlet, List<Packet> packets) {
    packets.forEach(outlet::take);
    outlet.close();
    assertThat(outlet.status().state()).isEqualTo(OutletStatus.State.CLOSED);
  }

  private static boolean isKey(Packet packet) {
    return packet.track() == Track.VIDEO && packet.key();
  }

  /** Seconds at which each packet of sound begins, in the container's own words. */
  private static List<Double> soundTimes(Path file) {
    AVFormatContext input = new AVFormatContext(null);
    Ffmpeg.check(
        avformat_open_input(input, file.toString(), (AVInputFormat) null, (AVDictionary) null),
        "opening the container");
    Ffmpeg.check(avformat_find_stream_info(input, (AVDictionary) null), "probing");
    AVPacket packet = av_packet_alloc();
    List<Double> times = new ArrayList<>();
    while (av_read_frame(input, packet) >= 0) {
      if (packet.stream_index() == 1) {
        AVRational base = input.streams(1).time_base();
        times.add(packet.pts() * (double) base.num() / base.den());
      }
      av_packet_unref(packet);
    }
    av_packet_free(packet);
    avformat_close_input(input);
    return times;
  }
}
