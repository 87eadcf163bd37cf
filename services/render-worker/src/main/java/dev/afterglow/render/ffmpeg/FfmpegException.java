package dev.afterglow.render.ffmpeg;

/** A call into FFmpeg that failed; the message names the step and FFmpeg's own words. */
public final class FfmpegException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  public FfmpegException(String step, int code) {
    super(step + ": " + Ffmpeg.words(code));
    this.code = code;
  }

  /** FFmpeg's error number, negative. */
  public int code() {
    return code;
  }
}
