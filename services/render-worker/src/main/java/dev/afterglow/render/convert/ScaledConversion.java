package dev.afterglow.render.convert;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FAST_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.glReadPixels;

import dev.afterglow.render.stage.Canvas;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * The twin for the software rasteriser: reads RGBA back, which there is one copy in memory, and
 * converts and scales with FFmpeg's vector code. Measured at 720x1280 on 2 cores it costs a sixth
 * of the processor time of the same arithmetic in a shader, and scaling costs next to nothing more.
 */
final class ScaledConversion implements Conversion {
  private static final int ONE = 1 << 16;

  private final int width;
  private final int height;
  private final Map<Integer, Source> sources = new HashMap<>();
  private final PointerPointer<BytePointer> target = new PointerPointer<>(4);
  private final IntPointer targetStride;
  private @Nullable Source underWay;

  ScaledConversion(int width, int height) {
    this.width = width;
    this.height = height;
    int stride = PlanarPicture.stride(width);
    targetStride = new IntPointer(stride, stride / 2, stride / 2, 0);
  }

  @Override
  public int underWay() {
    return underWay == null ? 0 : 1;
  }

  @Override
  public void start(Canvas canvas) {
    if (underWay != null) {
      throw new IllegalStateException("the oldest picture must be finished first");
    }
    Source source =
        sources.computeIfAbsent(
            canvas.width(), drawn -> new Source(drawn, canvas.height(), width, height));
    canvas.bind();
    source.rgba.clear();
    glReadPixels(0, 0, source.width, source.height, GL_RGBA, GL_UNSIGNED_BYTE, source.rgba);
    underWay = source;
  }

  @Override
  public void finish(PlanarPicture out) {
    Source source = underWay;
    if (source == null) {
      throw new IllegalStateException("no picture is on its way");
    }
    underWay = null;
    for (int plane = 0; plane < 3; plane++) {
      target.put(plane, out.plane(plane));
    }
    sws_scale(source.scaler, source.rows, source.stride, 0, source.height, target, targetStride);
  }

  @Override
  public void close() {
    sources.values().forEach(Source::close);
    target.close();
    targetStride.close();
  }

  /** What canvases of one size are read into, and what scales it. */
  private static final class Source {
    private final int width;
    private final int height;
    private final ByteBuffer rgba;
    private final SwsContext scaler;
    private final PointerPointer<BytePointer> rows = new PointerPointer<>(4);
    private final IntPointer stride;

    Source(int width, int height, int targetWidth, int targetHeight) {
      this.width = width;
      this.height = height;
      this.rgba = ByteBuffer.allocateDirect(width * height * 4);
      this.scaler =
          sws_getContext(
              width,
              height,
              AV_PIX_FMT_RGBA,
              targetWidth,
              targetHeight,
              AV_PIX_FMT_YUV420P,
              width == targetWidth ? SWS_FAST_BILINEAR : SWS_BILINEAR,
              (SwsFilter) null,
              (SwsFilter) null,
              (DoublePointer) null);
      IntPointer bt709 = sws_getCoefficients(SWS_CS_ITU709);
      sws_setColorspaceDetails(scaler, bt709, 1, bt709, 0, 0, ONE, ONE);
      // OpenGL's first row is the lowest, so the rows are walked from the last one up.
      rows.put(0, new BytePointer(rgba).getPointer((long) width * 4 * (height - 1)));
      stride = new IntPointer(-width * 4, 0, 0, 0);
    }

    void close() {
      sws_freeContext(scaler);
      rows.close();
      stride.close();
    }
  }
}
