package dev.afterglow.render.stage;

import static org.lwjgl.opengles.GLES32.GL_BLEND;
import static org.lwjgl.opengles.GLES32.GL_CULL_FACE;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_TEST;
import static org.lwjgl.opengles.GLES32.GL_LINEAR;
import static org.lwjgl.opengles.GLES32.GL_NEAREST;
import static org.lwjgl.opengles.GLES32.GL_ONE;
import static org.lwjgl.opengles.GLES32.GL_ONE_MINUS_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_SCISSOR_TEST;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE0;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MAG_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_MIN_FILTER;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLES;
import static org.lwjgl.opengles.GLES32.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengles.GLES32.glActiveTexture;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glBlendFunc;
import static org.lwjgl.opengles.GLES32.glDeleteTextures;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glDrawArrays;
import static org.lwjgl.opengles.GLES32.glEnable;
import static org.lwjgl.opengles.GLES32.glGenTextures;
import static org.lwjgl.opengles.GLES32.glScissor;
import static org.lwjgl.opengles.GLES32.glTexImage2D;
import static org.lwjgl.opengles.GLES32.glTexParameteri;
import static org.lwjgl.opengles.GLES32.glUniform1f;
import static org.lwjgl.opengles.GLES32.glUniform1i;
import static org.lwjgl.opengles.GLES32.glUniform2f;

import dev.afterglow.render.card.CardPress;
import dev.afterglow.render.card.CardWish;
import dev.afterglow.render.card.CountdownFace;
import dev.afterglow.render.card.Raster;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.scene.Carousel;
import dev.afterglow.render.scene.Countdown;
import dev.afterglow.render.scene.Places;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.Ticker;
import dev.afterglow.render.surface.Program;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cards over the figure. What is on them is uploaded when it changes; a picture draws a few
 * rectangles and makes no garbage. Everything that moves does so by media time.
 */
final class CardLayer implements AutoCloseable {
  private static final long RISE_US = 240_000;
  private static final int DIGITS = 6;

  /** The ticker passes its own height in a third of a second. */
  private static final double TICKER_HEIGHTS_A_SECOND = 2.6;

  private final CardPress press;
  private final Program program = new Program("screen.vert", "card.frag", "");
  private final Slot product = new Slot();
  private final Slot lowerThird = new Slot();
  private final Slot countdown = new Slot();
  private final Slot digits = new Slot();
  private final Slot tickerGround = new Slot();
  private final Slot tickerLines = new Slot();
  private final List<Slot> carousel = new ArrayList<>();
  private @Nullable Scene shown;
  private @Nullable Places places;
  private @Nullable CountdownFace face;
  private long nowUs;
  private float scale = 1;

  CardLayer(CardPress press) {
    this.press = press;
    for (int i = 0; i < Carousel.MOST; i++) {
      carousel.add(new Slot());
    }
  }

  /** What a scene needs painted. Whoever asks the press for these beforehand saves a pause. */
  static List<CardWish> wishes(Scene scene, Places places) {
    List<CardWish> out = new ArrayList<>();
    scene.product().ifPresent(it -> out.add(product(it, scene, false, places.product())));
    scene
        .carousel()
        .ifPresent(
            it ->
                it.products()
                    .forEach(each -> out.add(product(each, scene, true, places.carousel()))));
    if (!scene.lowerThird().isEmpty()) {
      out.add(lowerThird(scene.lowerThird(), places.lowerThird()));
    }
    scene
        .countdown()
        .ifPresent(
            it -> {
              out.add(ground(it, places.countdown()));
              out.add(digits(it, places.countdown()));
            });
    scene
        .ticker()
        .ifPresent(
            it -> {
              out.add(
                  new CardWish.OfTickerGround(places.ticker().width(), places.ticker().height()));
              out.add(lines(it, places.ticker()));
            });
    return out;
  }

  /** Shows a scene from now on. */
  void show(Scene scene, Places at, long mediaTimeUs) {
    nowUs = mediaTimeUs;
    if (scene.equals(shown) && at.equals(places)) {
      return;
    }
    product.set(
        scene.product().map(it -> product(it, scene, false, at.product())).orElse(null),
        at.product());
    lowerThird.set(
        scene.lowerThird().isEmpty() ? null : lowerThird(scene.lowerThird(), at.lowerThird()),
        at.lowerThird());
    countdown.set(
        scene.countdown().map(it -> ground(it, at.countdown())).orElse(null), at.countdown());
    digits.set(
        scene.countdown().map(it -> digits(it, at.countdown())).orElse(null), at.countdown());
    Box bar = at.ticker();
    tickerGround.set(
        scene
            .ticker()
            .map(it -> (CardWish) new CardWish.OfTickerGround(bar.width(), bar.height()))
            .orElse(null),
        bar);
    tickerLines.set(scene.ticker().map(it -> lines(it, bar)).orElse(null), bar);
    List<Product> turns = scene.carousel().map(Carousel::products).orElse(List.of());
    for (int i = 0; i < carousel.size(); i++) {
      carousel
          .get(i)
          .set(
              i < turns.size() ? product(turns.get(i), scene, true, at.carousel()) : null,
              at.carousel());
    }
    face = scene.countdown().map(it -> face(it, at.countdown())).orElse(null);
    shown = scene;
    places = at;
  }

  /**
   * Draws them all.
   *
   * @param wholeHeight of the picture that the places are in; the canvas may be smaller
   */
  void draw(Canvas canvas, int wholeHeight) {
    scale = (float) wholeHeight / canvas.height();
    Scene scene = shown;
    Places at = places;
    if (scene == null || at == null || nothing(scene)) {
      return;
    }
    canvas.bind();
    program.use();
    glUniform1i(program.uniform("picture"), 0);
    glActiveTexture(GL_TEXTURE0);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glEnable(GL_SCISSOR_TEST);
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    product.draw(canvas);
    lowerThird.draw(canvas);
    if (scene.carousel().isPresent()) {
      turns(canvas, scene.carousel().get());
    }
    if (scene.countdown().isPresent()) {
      countdown.draw(canvas);
      clock(canvas, scene.countdown().get(), at.countdown(), face);
    }
    if (scene.ticker().isPresent()) {
      tickerGround.draw(canvas);
      ticker(canvas, at.ticker());
    }
    glDisable(GL_BLEND);
    glDisable(GL_SCISSOR_TEST);
  }

  @Override
  public void close() {
    product.close();
    lowerThird.close();
    countdown.close();
    digits.close();
    tickerGround.close();
    tickerLines.close();
    carousel.forEach(Slot::close);
    program.close();
  }

  private static boolean nothing(Scene scene) {
    return scene.product().isEmpty()
        && scene.lowerThird().isEmpty()
        && scene.countdown().isEmpty()
        && scene.carousel().isEmpty()
        && scene.ticker().isEmpty();
  }

  /** The one whose turn it is rises over the one before. */
  private void turns(Canvas canvas, Carousel turns) {
    int now = turns.turn(nowUs);
    long since = Math.floorMod(nowUs, turns.eachUs());
    float risen = turns.products().size() == 1 ? 1 : rise(since);
    if (risen < 1) {
      int before = Math.floorMod(now - 1, turns.products().size());
      carousel.get(before).draw(canvas, 1 - risen);
    }
    carousel.get(now).draw(canvas, risen);
  }

  private void clock(Canvas canvas, Countdown clock, Box box, @Nullable CountdownFace face) {
    if (face == null) {
      return;
    }
    long seconds = clock.secondsLeft(nowUs);
    float opacity = countdown.opacity();
    for (int i = 0; i < DIGITS; i++) {
      int digit = CountdownFace.digit(seconds, i);
      digits.rectangle(
          canvas,
          box.left() + face.lefts()[i],
          box.top() + face.top(),
          face.digitWidth(),
          face.digitHeight(),
          digit * face.digitWidth(),
          0,
          opacity,
          0);
    }
  }

  private void ticker(Canvas canvas, Box box) {
    int inset = box.height() / 3;
    double pixels = nowUs / 1e6 * TICKER_HEIGHTS_A_SECOND * box.height();
    int from = (int) Math.floorMod((long) pixels, (long) tickerLines.width);
    tickerLines.rectangle(
        canvas,
        box.left() + inset,
        box.top(),
        box.width() - 2 * inset,
        box.height(),
        from,
        tickerLines.width,
        tickerGround.opacity(),
        box.height());
  }

  private static float rise(long sinceUs) {
    float t = Math.clamp((float) sinceUs / RISE_US, 0f, 1f);
    return t * t * (3 - 2 * t);
  }

  private static CardWish product(Product product, Scene scene, boolean small, Box box) {
    return new CardWish.OfProduct(product, scene.priceShown(), small, box.width(), box.height());
  }

  private static CardWish lowerThird(String text, Box box) {
    return new CardWish.OfLowerThird(text, box.width(), box.height());
  }

  private static CardWish ground(Countdown countdown, Box box) {
    return new CardWish.OfCountdown(countdown.title(), box.width(), box.height());
  }

  private static CardWish digits(Countdown countdown, Box box) {
    CountdownFace face = face(countdown, box);
    return new CardWish.OfDigits(face.digitWidth(), face.digitHeight());
  }

  private static CountdownFace face(Countdown countdown, Box box) {
    return CountdownFace.of(box.width(), box.height(), !countdown.title().isEmpty());
  }

  private static CardWish lines(Ticker ticker, Box box) {
    return new CardWish.OfTickerLines(ticker, box.width(), box.height());
  }

  /** One rectangle with what is on it. */
  private final class Slot implements AutoCloseable {
    private @Nullable CardWish wish;
    private @Nullable Box box;
    private int texture;
    private int width;
    private long sinceUs;

    void set(@Nullable CardWish next, Box at) {
      if (next != null && !next.equals(wish)) {
        Raster raster = press.print(next);
        upload(raster);
        if (wish == null) {
          sinceUs = nowUs;
        }
      }
      wish = next;
      box = at;
    }

    float opacity() {
      return rise(nowUs - sinceUs);
    }

    void draw(Canvas canvas) {
      draw(canvas, opacity());
    }

    void draw(Canvas canvas, float opacity) {
      Box at = box;
      if (wish == null || at == null) {
        return;
      }
      int rise = Math.round((1 - opacity) * at.height() * 0.12f);
      rectangle(canvas, at.left(), at.top() + rise, at.width(), at.height(), 0, 0, opacity, 0);
    }

    void rectangle(
        Canvas canvas,
        int left,
        int top,
        int wide,
        int high,
        int fromX,
        int round,
        float opacity,
        int fade) {
      if (texture == 0) {
        return;
      }
      // Pixel on pixel needs no filter; on a smaller canvas neighbours are averaged.
      int filter = scale == 1 ? GL_NEAREST : GL_LINEAR;
      float bottom = canvas.height() - (top + high) / scale;
      glBindTexture(GL_TEXTURE_2D, texture);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
      glUniform2f(program.uniform("corner"), left / scale, bottom);
      glUniform2f(program.uniform("size"), wide, high);
      glUniform1f(program.uniform("scale"), scale);
      glUniform2f(program.uniform("part"), fromX, round);
      glUniform2f(program.uniform("fade"), opacity, fade);
      int x = Math.round(left / scale);
      int y = Math.round(bottom);
      glScissor(x, y, Math.round((left + wide) / scale) - x, Math.round(high / scale));
      glDrawArrays(GL_TRIANGLES, 0, 3);
    }

    private void upload(Raster raster) {
      if (texture == 0) {
        texture = glGenTextures();
      }
      width = raster.width();
      glActiveTexture(GL_TEXTURE0);
      glBindTexture(GL_TEXTURE_2D, texture);
      glTexImage2D(
          GL_TEXTURE_2D,
          0,
          GL_RGBA,
          raster.width(),
          raster.height(),
          0,
          GL_RGBA,
          GL_UNSIGNED_BYTE,
          raster.rgba().duplicate());
    }

    @Override
    public void close() {
      if (texture != 0) {
        glDeleteTextures(texture);
      }
    }
  }
}
