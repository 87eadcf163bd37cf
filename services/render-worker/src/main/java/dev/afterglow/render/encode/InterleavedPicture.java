package dev.afterglow.render.encode;

import static dev.afterglow.render.ffmpeg.Ffmpeg.check;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_NV12;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.afterglow.render.convert.PlanarPicture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** A picture as NV12, luma and then both colours in turns, as surfaces of devices have it. */
final class InterleavedPicture implements AutoCloseable {
  private final int height;
  private final AVFrame frame;
  private final SwsContext scaler;
  private final PointerPointer<BytePointer> from = new PointerPointer<>(4);
  private final IntPointer fromStride = new IntPointer(4);

  InterleavedPicture(int width, int height) {
    this.height = height;
    frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_NV12);
    frame.width(width);
    frame.height(height);
    frame.color_range(AVCOL_RANGE_MPEG);
    check(av_frame_get_buffer(frame, 0), "making room for a picture");
    scaler =
        sws_getContext(
            width,
            height,
            AV_PIX_FMT_YUV420P,
            width,
            height,
            AV_PIX_FMT_NV12,
            SWS_POINT,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
  }

  /** The same picture, valid until the next one. */
  AVFrame of(PlanarPicture picture) {
    int stride = picture.stride();
    for (int plane = 0; plane < 3; plane++) {
      from.put(plane, picture.plane(plane));
      fromStride.put(plane, plane == 0 ? stride : stride / 2);
    }
    sws_scale(scaler, from, fromStride, 0, height, frame.data(), frame.linesize());
    return frame;
  }

  @Override
  public void close() {
    sws_freeContext(scaler);
    from.close();
    fromStride.close();
    av_frame_free(frame);
  }
}
