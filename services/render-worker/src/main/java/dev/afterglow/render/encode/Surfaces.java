package dev.afterglow.render.encode;

import static dev.afterglow.render.ffmpeg.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_QSV;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_QSV;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_buffer_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_ctx_init;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.ffmpeg.FfmpegException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVHWFramesContext;

/**
 * Pictures in a device's own memory, for encoders that take no others. It was never run where such
 * a device is: the trial of {@link EncoderChoice} decides on each machine.
 */
final class Surfaces implements AutoCloseable {
  /** One is being encoded, one is being written, and drivers keep a reference or two. */
  private static final int POOL = 8;

  private final AVBufferRef device;
  private final AVBufferRef frames;
  private final AVFrame surface;
  private final InterleavedPicture picture;

  /** Which device an encoder's surfaces belong to. */
  enum Kind {
    VAAPI(AV_HWDEVICE_TYPE_VAAPI, AV_PIX_FMT_VAAPI),
    QSV(AV_HWDEVICE_TYPE_QSV, AV_PIX_FMT_QSV);

    private final int device;
    private final int pixels;

    Kind(int device, int pixels) {
      this.device = device;
      this.pixels = pixels;
    }

    /** That of an encoder; empty where it takes pictures as they are. */
    static Optional<Kind> of(String encoder) {
      return switch (encoder) {
        case "h264_vaapi" -> Optional.of(VAAPI);
        case "h264_qsv" -> Optional.of(QSV);
        default -> Optional.empty();
      };
    }
  }

  /**
   * Opens the machine's first device of that kind.
   *
   * @throws FfmpegException where it has none, or the device has no such surfaces
   */
  Surfaces(Kind kind, int width, int height) {
    device = new AVBufferRef(null);
    check(
        av_hwdevice_ctx_create(device, kind.device, (String) null, null, 0),
        "opening a device for " + kind);
    frames = av_hwframe_ctx_alloc(device);
    AVHWFramesContext wanted = new AVHWFramesContext(frames.data());
    wanted.format(kind.pixels);
    wanted.sw_format(AV_PIX_FMT_NV12);
    wanted.width(width);
    wanted.height(height);
    wanted.initial_pool_size(POOL);
    surface = av_frame_alloc();
    picture = new InterleavedPicture(width, height);
    try {
      check(av_hwframe_ctx_init(frames), "making surfaces for " + kind);
    } catch (FfmpegException e) {
      close();
      throw e;
    }
  }

  /** Has an encoder that is not open yet take these surfaces. */
  void giveTo(AVCodecContext context, Kind kind) {
    context.pix_fmt(kind.pixels);
    context.hw_frames_ctx(av_buffer_ref(frames));
  }

  /** Copies a picture to the device; valid until the next one. */
  AVFrame upload(PlanarPicture planar) {
    av_frame_unref(surface);
    check(av_hwframe_get_buffer(frames, surface, 0), "taking a surface");
    check(av_hwframe_transfer_data(surface, picture.of(planar), 0), "copying to a surface");
    return surface;
  }

  @Override
  public void close() {
    picture.close();
    av_frame_free(surface);
    av_buffer_unref(frames);
    av_buffer_unref(device);
  }
}
