package dev.afterglow.render.output;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_network_init;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.Pointer;

/**
 * A real server: FFmpeg listening on one address, for one caller after the other, noting what
 * arrives.
 */
final class MediaListener implements AutoCloseable {
  private final String url;
  private final Map<String, String> options;
  private final List<Long> arrivedMs = new ArrayList<>();
  private final List<Integer> callers = new ArrayList<>();
  private final Thread thread;
  private volatile boolean running = true;
  private volatile String label = "";

  MediaListener(String url, Map<String, String> options) {
    this.url = url;
    this.options = options;
    avformat_network_init();
    thread = Thread.ofPlatform().name("media-listener").daemon().start(this::run);
  }

  /** Times of the packets of the first track, milliseconds, in the order in which they came. */
  List<Long> pictureTimesMs() {
    synchronized (arrivedMs) {
      return List.copyOf(arrivedMs);
    }
  }

  int callers() {
    return callers.size();
  }

  /** The AIGC label that came with the newest caller's stream. */
  String label() {
    return label;
  }

  private void run() {
    while (running) {
      AVFormatContext input = avformat_alloc_context();
      AVIOInterruptCB.Callback_Pointer stop =
          new AVIOInterruptCB.Callback_Pointer() {
            @Override
            public int call(Pointer unused) {
              return running ? 0 : 1;
            }
          };
      input.interrupt_callback().callback(stop);
      AVDictionary chosen = new AVDictionary(null);
      options.forEach((key, value) -> av_dict_set(chosen, key, value, 0));
      int opened = avformat_open_input(input, url, (AVInputFormat) null, chosen);
      av_dict_free(chosen);
      if (opened >= 0) {
        callers.add(1);
        read(input);
        avformat_close_input(input);
      }
      stop.close();
    }
  }

  private void read(AVFormatContext input) {
    AVPacket packet = av_packet_alloc();
    while (running && av_read_frame(input, packet) >= 0) {
      if (packet.stream_index() == 0) {
        AVRational base = input.streams(0).time_base();
        synchronized (arrivedMs) {
          arrivedMs.add(packet.pts() * 1000 * base.num() / base.den());
        }
      }
      AVDictionaryEntry entry =
          input.metadata() == null ? null : av_dict_get(input.metadata(), "AIGC", null, 0);
      label = entry == null || entry.isNull() ? "" : entry.value().getString();
      av_packet_unref(packet);
    }
    av_packet_free(packet);
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join(5_000);
  }
}
