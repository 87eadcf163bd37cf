package dev.afterglow.render.encode;

import static dev.afterglow.render.ffmpeg.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Opus, mono, 20 ms a packet, for destinations that take no AAC. Its packets lie on the time of the
 * AAC track beside it: what was said together plays together. Used by one thread.
 */
public final class OpusEncoder implements AutoCloseable {
  private static final int FRAME_SAMPLES = 960;

  /** One voice and music gain nothing above it. */
  private static final int MOST_BPS = 96_000;

  private final long delaySamples;
  private final AVCodecContext context;
  private final AVFrame frame;
  private final AVPacket packet;
  private final float[] waiting = new float[FRAME_SAMPLES];
  private int waits;

  /**
   * Opens the encoder.
   *
   * @param delaySamples by which the tracks beside it are late
   * @throws dev.afterglow.render.ffmpeg.FfmpegException when there is none
   */
  public OpusEncoder(StreamFormat format, long delaySamples) {
    this.delaySamples = delaySamples;
    AVCodec codec = avcodec_find_encoder_by_name("libopus");
    context = avcodec_alloc_context3(codec);
    context.sample_rate(StreamFormat.SAMPLE_RATE_HZ);
    context.sample_fmt(AV_SAMPLE_FMT_FLT);
    av_channel_layout_default(context.ch_layout(), 1);
    context.bit_rate(Math.min(format.audioBitrateBps(), MOST_BPS));
    context.time_base().num(1).den(StreamFormat.SAMPLE_RATE_HZ);
    context.thread_count(1);
    check(avcodec_open2(context, codec, (AVDictionary) null), "opening the Opus encoder");
    frame = av_frame_alloc();
    frame.format(AV_SAMPLE_FMT_FLT);
    frame.nb_samples(FRAME_SAMPLES);
    frame.sample_rate(StreamFormat.SAMPLE_RATE_HZ);
    av_channel_layout_default(frame.ch_layout(), 1);
    check(av_frame_get_buffer(frame, 0), "allocating sound");
    packet = av_packet_alloc();
  }

  /** Whether this machine's FFmpeg has one. */
  public static boolean available() {
    AVCodec codec = avcodec_find_encoder_by_name("libopus");
    return codec != null && !codec.isNull();
  }

  /**
   * Encodes what fills a packet and keeps the rest.
   *
   * @param samples values from -1 to 1, which follow the ones before
   * @param pts sample number of the first one
   */
  public void encode(float[] samples, long pts, Consumer<Packet> out) {
    for (int at = 0; at < samples.length; ) {
      int size = Math.min(FRAME_SAMPLES - waits, samples.length - at);
      System.arraycopy(samples, at, waiting, waits, size);
      at += size;
      waits += size;
      if (waits == FRAME_SAMPLES) {
        send(pts + at - FRAME_SAMPLES, out);
        waits = 0;
      }
    }
  }

  private void send(long pts, Consumer<Packet> out) {
    check(av_frame_make_writable(frame), "preparing sound");
    new FloatPointer(frame.data(0)).put(waiting, 0, FRAME_SAMPLES);
    frame.pts(pts);
    check(avcodec_send_frame(context, frame), "encoding sound");
    while (avcodec_receive_packet(context, packet) >= 0) {
      byte[] data = new byte[packet.size()];
      packet.data().get(data);
      out.accept(
          new Packet(Packet.Track.OPUS, data, packet.pts() + delaySamples, FRAME_SAMPLES, true));
      av_packet_unref(packet);
    }
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
