package dev.afterglow.render.output;

import static dev.afterglow.render.ffmpeg.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PRFT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_new_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOFILE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVProducerReferenceTime;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * One container being written, to a URL or to memory. Video is its first track, sound its second.
 * Times are those of a {@link StreamTime}. Writing begins with a key frame; sound begins with the
 * first packet that is not older, at most one packet later. In fragmented MP4 that lateness needs
 * {@code frag_discont}: it makes a track's first fragment state its own time. Used by one thread.
 */
final class Muxer implements PushLine {
  /**
   * FFmpeg's option of fragmented MP4 to say with each fragment when its first picture was captured
   * (ProducerReferenceTimeBox, ISO/IEC 14496-12, 8.16.5).
   */
  static final String CAPTURE_TIMES = "write_prft";

  /** The box's flags for a time at which something was captured, as FFmpeg's devices set them. */
  private static final int CAPTURED = 24;

  private final AVFormatContext context;
  private final AVPacket packet;
  private final boolean inMemory;
  private final boolean opensItself;
  private final Interrupt interrupt;
  private final StreamTime time;
  private final boolean saysCapture;
  private boolean begun;
  private long firstUs;

  /**
   * What a container and its connection are told.
   *
   * @param options the format's own options
   * @param connection options of the connection, by FFmpeg's names
   * @param metadata key-value metadata
   */
  record Settings(
      Map<String, String> options, Map<String, String> connection, Map<String, String> metadata) {
    Settings {
      options = Map.copyOf(options);
      connection = Map.copyOf(connection);
      metadata = Map.copyOf(metadata);
    }

    /** For files and memory. */
    static Settings of(Map<String, String> options, Map<String, String> metadata) {
      return new Settings(options, Map.of(), metadata);
    }
  }

  /**
   * Opens a container and writes its head.
   *
   * @param format FFmpeg's name of it: {@code mp4}, {@code flv}, {@code hls}
   * @param url where to write; null keeps everything in memory for {@link #taken}
   * @param time which moment stands as zero in it
   * @param giveUp asked while writing blocks; true ends it with an error
   * @throws dev.afterglow.render.ffmpeg.FfmpegException when the address cannot be opened
   */
  Muxer(
      String format,
      @Nullable String url,
      Tracks tracks,
      Settings settings,
      StreamTime time,
      BooleanSupplier giveUp) {
    this.time = time;
    saysCapture = settings.options().containsKey(CAPTURE_TIMES);
    context = new AVFormatContext(null);
    inMemory = url == null;
    interrupt = new Interrupt(giveUp);
    check(
        avformat_alloc_output_context2(context, null, format, url),
        "preparing the container " + format);
    opensItself = (context.oformat().flags() & AVFMT_NOFILE) != 0;
    // Times start at zero here already. Left to itself, FFmpeg's MP4 writer would pull the first
    // packet of a track that begins a little later back to zero and leave a hole behind it.
    context.avoid_negative_ts(AVFormatContext.AVFMT_AVOID_NEG_TS_MAKE_NON_NEGATIVE);
    packet = av_packet_alloc();
    try {
      context.interrupt_callback().callback(interrupt);
      addStream(tracks.video(), Track.VIDEO);
      addStream(tracks.audio(), Track.AUDIO);
      context.metadata(dictionary(settings.metadata()));
      openTarget(url, settings.connection());
      AVDictionary chosen = dictionary(settings.options());
      int result = avformat_write_header(context, chosen);
      av_dict_free(chosen);
      check(result, "writing the head of " + format);
    } catch (RuntimeException e) {
      free();
      throw e;
    }
  }

  /**
   * Writes a packet. Everything before the first key frame is left out.
   *
   * @throws dev.afterglow.render.ffmpeg.FfmpegException when the target is gone
   */
  @Override
  public void write(Packet piece) {
    if (!begun) {
      if (piece.track() != Track.VIDEO || !piece.key()) {
        return;
      }
      time.begins(piece);
      firstUs = piece.ptsUs();
    }
    long pts = piece.pts() - time.zeroTicks(piece.track());
    if (pts < 0 || piece.ptsUs() < firstUs) {
      return;
    }
    begun = true;
    check(av_new_packet(packet, piece.data().length), "allocating a packet");
    packet.data().put(piece.data());
    packet.pts(pts);
    packet.dts(pts);
    packet.duration(piece.durationTicks());
    packet.stream_index(piece.track().ordinal());
    if (piece.key()) {
      packet.flags(packet.flags() | AV_PKT_FLAG_KEY);
    }
    if (saysCapture && piece.capturedUs() != 0) {
      sayCapture(piece.capturedUs());
    }
    AVStream stream = context.streams(piece.track().ordinal());
    av_packet_rescale_ts(packet, av_make_q(1, piece.track().ticksPerSecond()), stream.time_base());
    int result =
        inMemory ? av_write_frame(context, packet) : av_interleaved_write_frame(context, packet);
    av_packet_unref(packet);
    check(result, "writing a packet");
  }

  private void sayCapture(long us) {
    BytePointer told =
        av_packet_new_side_data(
            packet, AV_PKT_DATA_PRFT, Pointer.sizeof(AVProducerReferenceTime.class));
    if (told == null || told.isNull()) {
      throw new IllegalStateException("no memory for a packet's time of capture");
    }
    new AVProducerReferenceTime(told).wallclock(us).flags(CAPTURED);
  }

  /** Ends the fragment that is being written, for formats that are told so. */
  void endFragment() {
    check(av_write_frame(context, null), "ending a fragment");
  }

  /**
   * Ends a stretch of a file: all that was handed over lies in whole fragments in the file then.
   *
   * @throws dev.afterglow.render.ffmpeg.FfmpegException when the disk did not take it
   */
  void endSegment() {
    check(av_interleaved_write_frame(context, null), "writing what waits");
    endFragment();
    avio_flush(context.pb());
    check(context.pb().error(), "writing a segment");
  }

  /** What was written to memory since the last call. */
  byte[] taken() {
    PointerPointer<BytePointer> out = new PointerPointer<>(1);
    avio_flush(context.pb());
    int size = avio_close_dyn_buf(context.pb(), out);
    BytePointer bytes = out.get(BytePointer.class, 0);
    byte[] copy = new byte[Math.max(0, size)];
    if (size > 0) {
      bytes.get(copy);
    }
    av_free(bytes);
    out.close();
    openMemory();
    return copy;
  }

  /** Writes what is left and the container's end. */
  @Override
  public void finish() {
    check(av_write_trailer(context), "writing the end of the container");
    if (!inMemory && !opensItself) {
      check(avio_closep(context.pb()), "closing the container");
      context.pb(null);
    }
  }

  @Override
  public void close() {
    free();
  }

  private void openTarget(@Nullable String url, Map<String, String> connection) {
    if (inMemory) {
      openMemory();
    } else if (!opensItself) {
      AVIOContext io = new AVIOContext(null);
      AVDictionary chosen = dictionary(connection);
      int result = avio_open2(io, url, AVIO_FLAG_WRITE, context.interrupt_callback(), chosen);
      av_dict_free(chosen);
      check(result, "opening the target");
      context.pb(io);
    }
  }

  private static AVDictionary dictionary(Map<String, String> values) {
    AVDictionary out = new AVDictionary(null);
    values.forEach((key, value) -> av_dict_set(out, key, value, 0));
    return out;
  }

  private void openMemory() {
    AVIOContext io = new AVIOContext(null);
    check(avio_open_dyn_buf(io), "allocating the container's memory");
    context.pb(io);
  }

  private void addStream(AVCodecParameters parameters, Track track) {
    AVStream stream = avformat_new_stream(context, null);
    check(avcodec_parameters_copy(stream.codecpar(), parameters), "describing a track");
    stream.codecpar().codec_tag(0);
    stream.time_base(av_make_q(1, track.ticksPerSecond()));
  }

  private void free() {
    AVIOContext io = context.pb();
    if (io != null && !io.isNull() && !opensItself) {
      if (inMemory) {
        PointerPointer<BytePointer> out = new PointerPointer<>(1);
        avio_close_dyn_buf(io, out);
        av_free(out.get(BytePointer.class, 0));
        out.close();
      } else {
        avio_closep(io);
      }
      context.pb(null);
    }
    avformat_free_context(context);
    av_packet_free(packet);
    interrupt.close();
  }

  /** Lets a blocked network call end when its destination is closed. */
  private static final class Interrupt extends AVIOInterruptCB.Callback_Pointer {
    private final BooleanSupplier giveUp;

    Interrupt(BooleanSupplier giveUp) {
      this.giveUp = giveUp;
    }

    @Override
    public int call(@Nullable Pointer unused) {
      return giveUp.getAsBoolean() ? 1 : 0;
    }
  }
}
