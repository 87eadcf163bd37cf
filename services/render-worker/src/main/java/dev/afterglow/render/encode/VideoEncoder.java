package dev.afterglow.render.encode;

import static dev.afterglow.render.ffmpeg.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.ffmpeg.Ffmpeg;
import dev.afterglow.render.ffmpeg.FfmpegException;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * H.264 without reordering, a key frame each second: viewers join within a second, and the label is
 * checked on each key frame. Used by one thread.
 */
public final class VideoEncoder implements AutoCloseable {
  private final StreamFormat format;
  private final AVCodecContext context;
  private final AVFrame frame;
  private final @Nullable Surfaces surfaces;
  private final AVPacket packet;
  private final AVCodecParameters parameters;

  /**
   * Opens an encoder.
   *
   * @param name FFmpeg's name, e.g. {@code libopenh264}
   * @throws FfmpegException when it does not open
   */
  public VideoEncoder(StreamFormat format, String name) {
    this.format = format;
    Ffmpeg.quiet();
    AVCodec codec = avcodec_find_encoder_by_name(name);
    context = avcodec_alloc_context3(codec);
    context.width(format.width());
    context.height(format.height());
    context.pix_fmt(AV_PIX_FMT_YUV420P);
    context.time_base().num(1).den(Packet.Track.VIDEO.ticksPerSecond());
    context.framerate().num(format.framesPerSecond()).den(1);
    context.gop_size(format.framesPerSecond());
    context.max_b_frames(0);
    context.bit_rate(format.videoBitrateBps());
    context.color_range(AVCOL_RANGE_MPEG);
    context.color_primaries(AVCOL_PRI_BT709);
    context.color_trc(AVCOL_TRC_BT709);
    context.colorspace(AVCOL_SPC_BT709);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    context.thread_count(1);
    Surfaces.Kind kind = Surfaces.Kind.of(name).orElse(null);
    surfaces = kind == null ? null : surfaces(kind, format, context);
    AVDictionary options = options(name);
    int opened = avcodec_open2(context, codec, options);
    av_dict_free(options);
    if (opened < 0) {
      avcodec_free_context(context);
      if (surfaces != null) {
        surfaces.close();
      }
    }
    check(opened, "opening the H.264 encoder " + name);
    frame = av_frame_alloc();
    packet = av_packet_alloc();
    parameters = avcodec_parameters_alloc();
    check(avcodec_parameters_from_context(parameters, context), "reading the H.264 parameters");
  }

  private static Surfaces surfaces(
      Surfaces.Kind kind, StreamFormat format, AVCodecContext context) {
    try {
      Surfaces made = new Surfaces(kind, format.width(), format.height());
      made.giveTo(context, kind);
      return made;
    } catch (FfmpegException e) {
      avcodec_free_context(context);
      throw e;
    }
  }

  /** What a muxer must know of the track; valid until {@link #close}. */
  public AVCodecParameters parameters() {
    return parameters;
  }

  /**
   * Encodes one picture.
   *
   * @param pts in {@link Packet.Track#VIDEO} ticks, larger than the last one
   * @param forceKey whether decoding must be able to begin here
   */
  public void encode(PlanarPicture picture, long pts, boolean forceKey, Consumer<Packet> out) {
    AVFrame given = surfaces == null ? planar(picture) : surfaces.upload(picture);
    given.color_range(AVCOL_RANGE_MPEG);
    given.pts(pts);
    given.pict_type(forceKey ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    check(avcodec_send_frame(context, given), "encoding a picture");
    receive(out);
  }

  private AVFrame planar(PlanarPicture picture) {
    int stride = picture.stride();
    frame.format(AV_PIX_FMT_YUV420P);
    frame.width(format.width());
    frame.height(format.height());
    for (int plane = 0; plane < 3; plane++) {
      frame.data(plane, picture.plane(plane));
      frame.linesize(plane, plane == 0 ? stride : stride / 2);
    }
    return frame;
  }

  /** Hands out what the encoder still holds. */
  public void finish(Consumer<Packet> out) {
    avcodec_send_frame(context, null);
    receive(out);
  }

  @Override
  public void close() {
    for (int plane = 0; plane < 3; plane++) {
      frame.data(plane, null);
    }
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_parameters_free(parameters);
    avcodec_free_context(context);
    if (surfaces != null) {
      surfaces.close();
    }
  }

  private void receive(Consumer<Packet> out) {
    long duration = Packet.Track.VIDEO.ticksPerSecond() / format.framesPerSecond();
    while (avcodec_receive_packet(context, packet) >= 0) {
      byte[] data = new byte[packet.size()];
      packet.data().get(data);
      boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
      out.accept(new Packet(Packet.Track.VIDEO, data, packet.pts(), duration, key));
      av_packet_unref(packet);
    }
  }

  private static AVDictionary options(String name) {
    AVDictionary options = new AVDictionary(null);
    switch (name) {
      case "libx264" -> {
        av_dict_set(options, "preset", "superfast", 0);
        av_dict_set(options, "tune", "zerolatency", 0);
      }
      case "h264_nvenc" -> {
        av_dict_set(options, "preset", "p4", 0);
        av_dict_set(options, "tune", "ull", 0);
        av_dict_set(options, "zerolatency", "1", 0);
      }
      case "h264_vaapi" -> {
        av_dict_set(options, "rc_mode", "CBR", 0);
        av_dict_set(options, "async_depth", "1", 0);
      }
      case "h264_qsv" -> {
        av_dict_set(options, "preset", "veryfast", 0);
        av_dict_set(options, "async_depth", "1", 0);
        av_dict_set(options, "forced_idr", "1", 0);
      }
      default -> {
        av_dict_set(options, "rc_mode", "bitrate", 0);
        av_dict_set(options, "allow_skip_frames", "0", 0);
        av_dict_set(options, "loopfilter", "1", 0);
      }
    }
    return options;
  }
}
