package dev.afterglow.render.label;

import static org.lwjgl.stb.STBTruetype.stbtt_GetCodepointBitmapBox;
import static org.lwjgl.stb.STBTruetype.stbtt_GetCodepointHMetrics;
import static org.lwjgl.stb.STBTruetype.stbtt_InitFont;
import static org.lwjgl.stb.STBTruetype.stbtt_MakeCodepointBitmap;
import static org.lwjgl.stb.STBTruetype.stbtt_ScaleForMappingEmToPixels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.lwjgl.stb.STBTTFontinfo;
import org.lwjgl.system.MemoryUtil;

/**
 * The label's typeface, drawn by a small rasteriser that needs no system font and gives the same
 * pixels on every machine. Holds the glyphs of the label, of the slate and of ASCII.
 */
final class Typeface {
  private static final String FILE = "/dev/afterglow/render/font/afterglow-label-sc.otf";

  /** The most common Chinese character stands for the size of all. */
  private static final int MODEL = '数';

  private final ByteBuffer file;
  private final STBTTFontinfo font;

  Typeface() {
    file = load();
    font = STBTTFontinfo.create();
    if (!stbtt_InitFont(font, file)) {
      throw new IllegalStateException("the label's typeface cannot be read");
    }
  }

  /** The size, pixels an em, at which a Chinese character is at least so many pixels high. */
  float emFor(int glyphHeight) {
    float em = glyphHeight;
    while (glyphHeight(em) < glyphHeight) {
      em += 0.25f;
    }
    return em;
  }

  /** How high a Chinese character is drawn, pixels. */
  int glyphHeight(float em) {
    int[] box = box(MODEL, stbtt_ScaleForMappingEmToPixels(font, em));
    return box[3] - box[1];
  }

  /** Width of a line, pixels. */
  int width(String text, float em) {
    float scale = stbtt_ScaleForMappingEmToPixels(font, em);
    float x = 0;
    for (int code : text.codePoints().toArray()) {
      x += advance(code, scale);
    }
    return (int) Math.ceil(x);
  }

  /** Draws a line in the middle of {@code mask}. */
  void drawCentred(String text, float em, Mask mask, int centerY) {
    int[] model = box(MODEL, stbtt_ScaleForMappingEmToPixels(font, em));
    int baseline = centerY - (model[1] + model[3]) / 2;
    draw(text, em, mask, (mask.width() - width(text, em)) / 2, baseline);
  }

  private void draw(String text, float em, Mask mask, int left, int baseline) {
    float scale = stbtt_ScaleForMappingEmToPixels(font, em);
    float x = left;
    for (int code : text.codePoints().toArray()) {
      int[] box = box(code, scale);
      int w = box[2] - box[0];
      int h = box[3] - box[1];
      if (w > 0 && h > 0) {
        ByteBuffer glyph = MemoryUtil.memCalloc(w * h);
        stbtt_MakeCodepointBitmap(font, glyph, w, h, w, scale, scale, code);
        mask.add(glyph, w, h, Math.round(x) + box[0], baseline + box[1]);
        MemoryUtil.memFree(glyph);
      }
      x += advance(code, scale);
    }
  }

  private float advance(int code, float scale) {
    int[] advance = new int[1];
    stbtt_GetCodepointHMetrics(font, code, advance, new int[1]);
    return advance[0] * scale;
  }

  private int[] box(int code, float scale) {
    int[] x0 = new int[1];
    int[] y0 = new int[1];
    int[] x1 = new int[1];
    int[] y1 = new int[1];
    stbtt_GetCodepointBitmapBox(font, code, scale, scale, x0, y0, x1, y1);
    return new int[] {x0[0], y0[0], x1[0], y1[0]};
  }

  private static ByteBuffer load() {
    try (InputStream in = Typeface.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the label's typeface is not in the program");
      }
      byte[] bytes = in.readAllBytes();
      return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
