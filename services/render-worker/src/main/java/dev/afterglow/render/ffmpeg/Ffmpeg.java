package dev.afterglow.render.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The FFmpeg libraries; that they are missing is a value, not a crash. */
public final class Ffmpeg {
  private static final int WORDS = 128;

  private Ffmpeg() {}

  /**
   * Loads the libraries and looks for an encoder.
   *
   * @return a plain sentence that says what is missing, or empty when all is there
   */
  public static Optional<String> missing() {
    try {
      quiet();
      return videoEncoder(List.of("libopenh264", "libx264", "h264_nvenc")).isPresent()
          ? Optional.empty()
          : Optional.of("FFmpeg was built without any H.264 encoder");
    } catch (LinkageError e) {
      return Optional.of("the FFmpeg libraries could not be loaded: " + e.getMessage());
    }
  }

  /** Stops FFmpeg from printing: at its lower levels it prints addresses, and with them keys. */
  public static void quiet() {
    av_log_set_level(AV_LOG_FATAL);
  }

  /** The first of these encoders that FFmpeg was built with. */
  public static Optional<String> videoEncoder(List<String> names) {
    return names.stream().filter(name -> avcodec_find_encoder_by_name(name) != null).findFirst();
  }

  /**
   * Passes a result on.
   *
   * @throws FfmpegException when it is negative
   */
  public static int check(int result, String step) {
    if (result < 0) {
      throw new FfmpegException(step, result);
    }
    return result;
  }

  static String words(int code) {
    byte[] text = new byte[WORDS];
    av_strerror(code, text, WORDS);
    int end = 0;
    while (end < WORDS && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }
}
