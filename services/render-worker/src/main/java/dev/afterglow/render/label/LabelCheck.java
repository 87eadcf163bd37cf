package dev.afterglow.render.label;

import static dev.afterglow.render.ffmpeg.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Looks for the label on what was really encoded: decodes a key frame and correlates its brightness
 * with the glyphs. What the worker drew does not count, only what a viewer gets. Used by one
 * thread.
 */
public final class LabelCheck implements AutoCloseable {
  /**
   * White glyphs on a dark bar correlate above 0.9 even at low bitrates; a face or a wall stays
   * below 0.3.
   */
  private static final double ENOUGH = 0.7;

  private final AiLabel label;
  private final AVCodecContext decoder;
  private final AVFrame frame;
  private final AVPacket packet;

  public LabelCheck(AiLabel label, AVCodecParameters parameters) {
    this.label = label;
    AVCodec codec = avcodec_find_decoder(parameters.codec_id());
    decoder = avcodec_alloc_context3(codec);
    check(avcodec_parameters_to_context(decoder, parameters), "preparing the label check");
    decoder.thread_count(1);
    check(avcodec_open2(decoder, codec, (AVDictionary) null), "opening the label check's decoder");
    frame = av_frame_alloc();
    packet = av_packet_alloc();
  }

  /**
   * Checks one key frame.
   *
   * @param keyFrame encoded bytes that can be decoded alone
   * @return whether the label is there; false also when the picture cannot be decoded
   */
  public boolean present(byte[] keyFrame) {
    return correlation(keyFrame) >= ENOUGH;
  }

  /** Pearson's r between glyphs and brightness, -1 to 1; 0 when the picture cannot be decoded. */
  double correlation(byte[] keyFrame) {
    if (av_new_packet(packet, keyFrame.length) < 0) {
      return 0;
    }
    packet.data().put(keyFrame);
    int sent = avcodec_send_packet(decoder, packet);
    av_packet_unref(packet);
    if (sent >= 0) {
      // The end of the stream makes the decoder give out its only picture at once.
      avcodec_send_packet(decoder, null);
    }
    double r = 0;
    if (sent >= 0 && avcodec_receive_frame(decoder, frame) >= 0) {
      r = correlate(frame.data(0), frame.linesize(0), frame.width(), frame.height());
    }
    avcodec_flush_buffers(decoder);
    return r;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(decoder);
  }

  private double correlate(BytePointer luma, int stride, int width, int height) {
    Mask mask = label.mask();
    if (label.left() + mask.width() > width || label.top() + mask.height() > height) {
      return 0;
    }
    byte[] row = new byte[mask.width()];
    double n = 0;
    double sumA = 0;
    double sumB = 0;
    double sumAa = 0;
    double sumBb = 0;
    double sumAb = 0;
    for (int y = 0; y < mask.height(); y++) {
      luma.position((long) (label.top() + y) * stride + label.left()).get(row);
      for (int x = 0; x < mask.width(); x++) {
        double a = mask.at(x, y);
        double b = Byte.toUnsignedInt(row[x]);
        n++;
        sumA += a;
        sumB += b;
        sumAa += a * a;
        sumBb += b * b;
        sumAb += a * b;
      }
    }
    luma.position(0);
    double spread = (n * sumAa - sumA * sumA) * (n * sumBb - sumB * sumB);
    return spread <= 0 ? 0 : (n * sumAb - sumA * sumB) / Math.sqrt(spread);
  }
}
