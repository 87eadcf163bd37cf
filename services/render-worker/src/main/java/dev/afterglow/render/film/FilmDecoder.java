package dev.afterglow.render.film;

import static dev.afterglow.render.ffmpeg.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import dev.afterglow.render.ffmpeg.Ffmpeg;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a film that was read here, one picture after the other, and scales each to cover a
 * picture of another size. FFmpeg sees H.264 alone, never the file around it. For one thread.
 */
public final class FilmDecoder implements AutoCloseable {
  private static final int ONE = 1 << 16;

  /**
   * FFmpeg's vector code writes rows in whole groups of pixels, if there is room, else not at all.
   */
  private static final int GROUP = 16;

  private final Film film;
  private final int width;
  private final int height;
  private final AVCodecContext context;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private final PointerPointer<BytePointer> rows = new PointerPointer<>(4);
  private final IntPointer strides = new IntPointer(4);
  private final PointerPointer<BytePointer> target = new PointerPointer<>(4);
  private final IntPointer targetStrides;
  private @Nullable SwsContext scaler;
  private int next;
  private boolean drained;
  private int leastRank;

  /**
   * Opens a decoder.
   *
   * @param width of the pictures that it gives, pixels
   * @param height of them, pixels
   * @throws dev.afterglow.render.ffmpeg.FfmpegException when it does not open
   */
  public FilmDecoder(Film film, int width, int height) {
    this.film = film;
    this.width = width;
    this.height = height;
    Ffmpeg.quiet();
    targetStrides = new IntPointer(rowPixels(width) * 4, 0, 0, 0);
    AVCodec codec = avcodec_find_decoder(AV_CODEC_ID_H264);
    context = avcodec_alloc_context3(codec);
    byte[] config = film.config();
    BytePointer extra =
        new BytePointer(av_mallocz((long) config.length + AV_INPUT_BUFFER_PADDING_SIZE));
    extra.capacity(config.length + (long) AV_INPUT_BUFFER_PADDING_SIZE).put(config);
    context.extradata(extra);
    context.extradata_size(config.length);
    context.thread_count(1);
    context.max_pixels(Film.MOST_PIXELS);
    int opened = avcodec_open2(context, codec, (AVDictionary) null);
    if (opened < 0) {
      close();
    }
    check(opened, "opening the H.264 decoder");
  }

  /** Pixels from a row to the next in the pictures that are given. */
  public static int rowPixels(int width) {
    return Math.ceilDiv(width, GROUP) * GROUP;
  }

  /** Room for a picture. */
  public static ByteBuffer room(int width, int height) {
    return ByteBuffer.allocateDirect((rowPixels(width) * height + GROUP) * 4);
  }

  /** Goes on so that a rank comes up as soon as it can; those before it may come first. */
  public void seek(int rank) {
    avcodec_flush_buffers(context);
    next = film.keyBefore(rank);
    leastRank = film.ranks()[next];
    drained = false;
  }

  /**
   * Decodes the next picture that is whole; what cannot be decoded is passed over.
   *
   * @return its rank, or -1 behind the last one
   */
  public int next() {
    return next(Integer.MAX_VALUE);
  }

  /**
   * The same, of so many pictures at most.
   *
   * @return its rank, or -1 behind the last one, or when none of them is whole
   */
  public int next(int most) {
    int tried = 0;
    while (true) {
      while (avcodec_receive_frame(context, frame) >= 0) {
        int rank = (int) frame.pts();
        if (rank >= leastRank && rank < film.pictures() && whole()) {
          return rank;
        }
      }
      if (drained) {
        return -1;
      }
      if (tried++ < most) {
        send();
      } else {
        drain();
      }
    }
  }

  /**
   * Scales the picture that was decoded last.
   *
   * @param rgba see {@link #room}: 4 bytes a pixel, first row first, {@link #rowPixels} a row
   */
  public void copyTo(ByteBuffer rgba) {
    SwsContext cover = scaler == null ? scaler = scaler() : scaler;
    int[] part = part();
    for (int plane = 0; plane < 3; plane++) {
      int half = plane == 0 ? 1 : 2;
      long at = (long) part[1] / half * frame.linesize(plane) + part[0] / half;
      rows.put(plane, frame.data(plane).getPointer(at));
      strides.put(plane, frame.linesize(plane));
    }
    target.put(0, new BytePointer(rgba));
    sws_scale(cover, rows, strides, 0, part[3], target, targetStrides);
  }

  @Override
  public void close() {
    if (scaler != null) {
      sws_freeContext(scaler);
    }
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
    rows.close();
    strides.close();
    target.close();
    targetStrides.close();
  }

  private void send() {
    if (next == film.pictures()) {
      drain();
      return;
    }
    int size = film.sizes()[next];
    check(av_new_packet(packet, size), "making room for a picture");
    packet.data().capacity(size).put(film.file(), film.offsets()[next], size);
    packet.pts(film.ranks()[next]);
    packet.dts(next);
    // A picture that it does not take is damaged: the next key picture mends that.
    avcodec_send_packet(context, packet);
    av_packet_unref(packet);
    next++;
  }

  private void drain() {
    avcodec_send_packet(context, null);
    drained = true;
  }

  private boolean whole() {
    boolean known = frame.format() == AV_PIX_FMT_YUV420P || frame.format() == AV_PIX_FMT_YUVJ420P;
    return known
        && frame.width() == film.width()
        && frame.height() == film.height()
        && frame.decode_error_flags() == 0;
  }

  /**
   * Left, top, width and height of the film's part that covers the picture; whole chroma pixels.
   */
  private int[] part() {
    double stretch = Math.max((double) width / film.width(), (double) height / film.height());
    int wide = Math.min(film.width(), (int) Math.round(width / stretch)) & ~1;
    int high = Math.min(film.height(), (int) Math.round(height / stretch)) & ~1;
    return new int[] {(film.width() - wide) / 4 * 2, (film.height() - high) / 4 * 2, wide, high};
  }

  private SwsContext scaler() {
    int[] part = part();
    SwsContext out =
        sws_getContext(
            part[2],
            part[3],
            AV_PIX_FMT_YUV420P,
            width,
            height,
            AV_PIX_FMT_RGBA,
            SWS_BILINEAR,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (out == null) {
      throw new IllegalStateException("no scaler from " + part[2] + "x" + part[3]);
    }
    int space = frame.colorspace();
    boolean standard = space == AVCOL_SPC_BT470BG || space == AVCOL_SPC_SMPTE170M;
    IntPointer coefficients = sws_getCoefficients(standard ? SWS_CS_ITU601 : SWS_CS_ITU709);
    boolean full = frame.color_range() == AVCOL_RANGE_JPEG || frame.format() == AV_PIX_FMT_YUVJ420P;
    sws_setColorspaceDetails(out, coefficients, full ? 1 : 0, coefficients, 1, 0, ONE, ONE);
    return out;
  }
}
