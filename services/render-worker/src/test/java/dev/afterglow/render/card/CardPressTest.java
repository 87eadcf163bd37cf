package dev.afterglow.render.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Ticker;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** Cards as pictures. */
class CardPressTest {
  private static final Product LIP =
      new Product("lip", "云感柔雾唇釉 6色可选", "¥79.90", "¥129.00", "直播价", Optional.empty());

  @Test
  void shouldPaintTheSamePictureTwiceWhenAskedAnew() {
    // Given
    CardWish wish = new CardWish.OfProduct(LIP, true, false, 440, 190);

    // When
    Raster one = new CardPress().print(wish);
    Raster other = new CardPress().print(wish);

    // Then
    assertThat(other.rgba()).isEqualTo(one.rgba());
  }

  @Test
  void shouldKeepWhatItPainted() {
    // Given
    CardPress press = new CardPress();
    CardWish wish = new CardWish.OfLowerThird("hello", 300, 60);

    // When, Then
    assertThat(press.print(wish))
        .isSameAs(press.print(new CardWish.OfLowerThird("hello", 300, 60)));
  }

  @Test
  void shouldStayWithinItsMemoryWhenManyCardsArePainted() {
    // Given
    CardPress press = new CardPress();

    // When: 40 of 4 MB each
    for (int i = 0; i < 40; i++) {
      press.print(new CardWish.OfLowerThird("text " + i, 1024, 1024));
    }

    // Then
    assertThat(press.keptBytes()).isLessThanOrEqualTo(64L << 20);
  }

  @Test
  void shouldShowThePriceOnlyWhenPricesShow() {
    // Given
    CardPress press = new CardPress();

    // When
    Raster with = press.print(new CardWish.OfProduct(LIP, true, false, 440, 190));
    Raster without = press.print(new CardWish.OfProduct(LIP, false, false, 440, 190));

    // Then: nothing but a price is that red
    assertThat(reds(with)).isGreaterThan(500);
    assertThat(reds(without)).isLessThan(reds(with) / 2);
  }

  @Test
  void shouldHaveDarkWordsOnAnAlmostWhiteCard() {
    // Given, When: a card over a white ground
    ByteBuffer card =
        new CardPress().print(new CardWish.OfProduct(LIP, true, false, 440, 190)).rgba();
    Map<Integer, Integer> colours = new HashMap<>();
    for (int at = 0; at < card.capacity(); at += 4) {
      int ground = 255 - (card.get(at + 3) & 0xFF);
      int colour = 0;
      for (int channel = 0; channel < 3; channel++) {
        colour = colour << 8 | Math.min(255, (card.get(at + channel) & 0xFF) + ground);
      }
      colours.merge(colour, 1, Integer::sum);
    }
    int most = Collections.max(colours.values());
    double sheet = luminance(only(colours, (colour, count) -> count == most));
    double ink = colours.keySet().stream().mapToDouble(it -> luminance(it)).min().orElseThrow();
    double price = luminance(only(colours, (colour, count) -> isRed(colour) && count > 100));

    // Then: contrast as WCAG 2 counts it, what small words and large words need
    assertThat(sheet).isGreaterThan(0.8);
    assertThat((sheet + 0.05) / (ink + 0.05)).isGreaterThan(7);
    assertThat((sheet + 0.05) / (price + 0.05)).isGreaterThan(4);
  }

  /** The commonest of those colours. */
  private static int only(Map<Integer, Integer> colours, BiPredicate<Integer, Integer> wanted) {
    return colours.entrySet().stream()
        .filter(it -> wanted.test(it.getKey(), it.getValue()))
        .max(Map.Entry.comparingByValue())
        .orElseThrow()
        .getKey();
  }

  private static boolean isRed(int colour) {
    return colour >> 16 > 190 && (colour >> 8 & 0xFF) < 90 && (colour & 0xFF) < 90;
  }

  @Test
  void shouldMakeATickerAtLeastAsWideAsItsBarAndAtMostATextures() {
    // Given
    CardPress press = new CardPress();
    String longest = "长".repeat(Ticker.LONGEST);

    // When
    Raster little = press.print(new CardWish.OfTickerLines(new Ticker(List.of("Hi")), 700, 60));
    Raster much =
        press.print(
            new CardWish.OfTickerLines(
                new Ticker(Collections.nCopies(Ticker.MOST, longest)), 700, 60));

    // Then
    assertThat(little.width()).isGreaterThanOrEqualTo(700);
    assertThat(much.width()).isLessThanOrEqualTo(8192);
  }

  @Test
  void shouldShowTheDigitsOfWhatIsLeft() {
    // Given
    long seconds = 12 * 3600 + 34 * 60 + 56;

    // When, Then
    for (int place = 0; place < 6; place++) {
      assertThat(CountdownFace.digit(seconds, place)).isEqualTo(place + 1);
    }
  }

  private static int reds(Raster raster) {
    ByteBuffer rgba = raster.rgba();
    int count = 0;
    for (int at = 0; at < rgba.capacity(); at += 4) {
      int red = rgba.get(at) & 0xFF;
      int green = rgba.get(at + 1) & 0xFF;
      int blue = rgba.get(at + 2) & 0xFF;
      count += red > 190 && green < 90 && blue < 90 ? 1 : 0;
    }
    return count;
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16)
        + 0.7152 * linear(colour >> 8 & 0xFF)
        + 0.0722 * linear(colour & 0xFF);
  }

  private static double linear(int value) {
    double c = value / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
