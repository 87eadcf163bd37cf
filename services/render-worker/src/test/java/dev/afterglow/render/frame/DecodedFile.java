package dev.afterglow.render.frame;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.afterglow.render.ffmpeg.Ffmpeg;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** What a viewer's decoder gets out of a file. */
public final class DecodedFile {
  /**
   * @param planes luma, then both colour planes, without padding
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Shown(double seconds, byte[] planes, int width, int height) {
    /** Mean of a colour plane: 0 blue difference, 1 red difference; 128 is grey. */
    public double chroma(int plane) {
      int from = width * height * (4 + plane) / 4;
      long sum = 0;
      for (int i = from; i < from + width * height / 4; i++) {
        sum += Byte.toUnsignedInt(planes[i]);
      }
      return sum / (width * height / 4.0);
    }

    /** The lowest red difference anywhere: green lies far below grey. */
    public int greenest() {
      int least = 255;
      int from = width * height * 5 / 4;
      for (int i = from; i < from + width * height / 4; i++) {
        least = Math.min(least, Byte.toUnsignedInt(planes[i]));
      }
      return least;
    }
  }

  public final List<Shown> pictures = new ArrayList<>();

  /** When each piece of sound begins, seconds. */
  public final List<Double> soundTimes = new ArrayList<>();

  /** Time of the first loud sample, seconds; NaN when all is quiet. */
  double firstLoudSeconds = Double.NaN;

  public static DecodedFile of(Path file) {
    DecodedFile out = new DecodedFile();
    AVFormatContext input = new AVFormatContext(null);
    Ffmpeg.check(
        avformat_open_input(input, file.toString(), (AVInputFormat) null, (AVDictionary) null),
        "opening");
    Ffmpeg.check(avformat_find_stream_info(input, (AVDictionary) null), "probing");
    AVCodecContext[] decoders = {decoder(input, 0), decoder(input, 1)};
    AVPacket packet = av_packet_alloc();
    AVFrame frame = av_frame_alloc();
    while (av_read_frame(input, packet) >= 0) {
      int stream = packet.stream_index();
      avcodec_send_packet(decoders[stream], packet);
      av_packet_unref(packet);
      out.drain(input, stream, decoders[stream], frame);
    }
    for (int stream = 0; stream < 2; stream++) {
      avcodec_send_packet(decoders[stream], null);
      out.drain(input, stream, decoders[stream], frame);
      avcodec_free_context(decoders[stream]);
    }
    av_frame_free(frame);
    av_packet_free(packet);
    avformat_close_input(input);
    return out;
  }

  private void drain(AVFormatContext input, int stream, AVCodecContext decoder, AVFrame frame) {
    while (avcodec_receive_frame(decoder, frame) >= 0) {
      AVRational base = input.streams(stream).time_base();
      double seconds = frame.pts() * (double) base.num() / base.den();
      if (stream == 0) {
        pictures.add(picture(frame, seconds));
      } else {
        soundTimes.add(seconds);
        if (Double.isNaN(firstLoudSeconds)) {
          listen(frame, seconds);
        }
      }
    }
  }

  private void listen(AVFrame frame, double seconds) {
    FloatPointer samples = new FloatPointer(frame.data(0));
    for (int i = 0; i < frame.nb_samples(); i++) {
      if (Math.abs(samples.get(i)) > 0.25) {
        firstLoudSeconds = seconds + i / 48_000.0;
        return;
      }
    }
  }

  private static Shown picture(AVFrame frame, double seconds) {
    int w = frame.width();
    int h = frame.height();
    byte[] planes = new byte[w * h * 3 / 2];
    int at = 0;
    for (int plane = 0; plane < 3; plane++) {
      int pw = plane == 0 ? w : w / 2;
      int ph = plane == 0 ? h : h / 2;
      BytePointer data = frame.data(plane);
      for (int y = 0; y < ph; y++) {
        data.position((long) y * frame.linesize(plane)).get(planes, at, pw);
        at += pw;
      }
      data.position(0);
    }
    return new Shown(seconds, planes, w, h);
  }

  private static AVCodecContext decoder(AVFormatContext input, int stream) {
    AVCodec codec = avcodec_find_decoder(input.streams(stream).codecpar().codec_id());
    AVCodecContext out = avcodec_alloc_context3(codec);
    avcodec_parameters_to_context(out, input.streams(stream).codecpar());
    out.thread_count(1);
    Ffmpeg.check(avcodec_open2(out, codec, (AVDictionary) null), "opening a decoder");
    return out;
  }
}
