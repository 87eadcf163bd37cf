package dev.afterglow.render.encode;

import static dev.afterglow.render.ffmpeg.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * AAC-LC, mono. The encoder answers late by a fixed number of samples ({@link #delaySamples});
 * packets carry the time at which a decoder that does not know of the delay would play them, so
 * that sound and picture stay together in containers that cannot describe it. Used by one thread.
 */
public final class AudioEncoder implements AutoCloseable {
  /** Samples of one packet. */
  public static final int FRAME_SAMPLES = 1024;

  private final AVCodecContext context;
  private final FloatPointer samples = new FloatPointer(FRAME_SAMPLES);
  private final AVFrame frame;
  private final AVPacket packet;
  private final AVCodecParameters parameters;

  /** Opens the encoder. */
  public AudioEncoder(StreamFormat format) {
    AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
    context = avcodec_alloc_context3(codec);
    context.sample_rate(StreamFormat.SAMPLE_RATE_HZ);
    context.sample_fmt(AV_SAMPLE_FMT_FLTP);
    av_channel_layout_default(context.ch_layout(), 1);
    context.bit_rate(format.audioBitrateBps());
    context.time_base().num(1).den(StreamFormat.SAMPLE_RATE_HZ);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    context.thread_count(1);
    check(avcodec_open2(context, codec, (AVDictionary) null), "opening the AAC encoder");
    frame = av_frame_alloc();
    frame.format(AV_SAMPLE_FMT_FLTP);
    frame.nb_samples(FRAME_SAMPLES);
    frame.sample_rate(StreamFormat.SAMPLE_RATE_HZ);
    av_channel_layout_default(frame.ch_layout(), 1);
    // Memory of our own, handed over each time: no object for it then.
    frame.data(0, new BytePointer(samples)).linesize(0, FRAME_SAMPLES * Float.BYTES);
    packet = av_packet_alloc();
    parameters = avcodec_parameters_alloc();
    check(avcodec_parameters_from_context(parameters, context), "reading the AAC parameters");
    // Declared nowhere else: with it, muxers would shift the sound a second time.
    parameters.initial_padding(0);
  }

  /** What a muxer must know of the track; valid until {@link #close}. */
  public AVCodecParameters parameters() {
    return parameters;
  }

  /** How many samples a decoder plays before the first one that went in. */
  public int delaySamples() {
    return context.initial_padding();
  }

  /**
   * Encodes one frame.
   *
   * @param samples {@link #FRAME_SAMPLES} values from -1 to 1
   * @param pts sample number of the first one
   */
  public void encode(float[] samples, long pts, Consumer<Packet> out) {
    this.samples.put(samples, 0, FRAME_SAMPLES);
    frame.pts(pts);
    check(avcodec_send_frame(context, frame), "encoding sound");
    receive(out);
  }

  /** Hands out what the encoder still holds. */
  public void finish(Consumer<Packet> out) {
    avcodec_send_frame(context, null);
    receive(out);
  }

  @Override
  public void close() {
    frame.data(0, null);
    av_frame_free(frame);
    samples.close();
    av_packet_free(packet);
    avcodec_parameters_free(parameters);
    avcodec_free_context(context);
  }

  private void receive(Consumer<Packet> out) {
    while (avcodec_receive_packet(context, packet) >= 0) {
      byte[] data = new byte[packet.size()];
      packet.data().get(data);
      long pts = packet.pts() + delaySamples();
      out.accept(new Packet(Packet.Track.AUDIO, data, pts, FRAME_SAMPLES, true));
      av_packet_unref(packet);
    }
  }
}
