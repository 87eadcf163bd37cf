package dev.afterglow.commerce.report;

import dev.afterglow.commerce.customer.Segment;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Currency;
import java.util.Locale;

/** One language and time zone: what a reader sees of words, times and amounts. */
final class Wording {
  /** Keeps a sign and its amount on one line. */
  static final String JOINED = "\u2060";

  private final boolean chinese;
  private final Locale locale;
  private final ZoneId zone;

  Wording(String languageTag, ZoneId zone) {
    this.chinese = Locale.forLanguageTag(languageTag).getLanguage().equals("zh");
    this.locale = chinese ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    this.zone = zone;
  }

  String language() {
    return chinese ? "zh-CN" : "en";
  }

  /** The words of the language, filled in. */
  String say(String english, String inChinese, Object... values) {
    String words = chinese ? inChinese : english;
    return values.length == 0 ? words : String.format(Locale.ROOT, words, values);
  }

  String number(double value) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMaximumFractionDigits(Math.abs(value) < 10 ? 1 : 0);
    return format.format(value);
  }

  /** Whether they are so few that a figure would tell of persons; none is no secret. */
  static boolean few(long people) {
    return people > 0 && people < Segment.FEWEST;
  }

  /** How many people; those who are few are not counted out. */
  String people(long people) {
    return few(people) ? say("fewer than %d", "不足 %d", Segment.FEWEST) : number(people);
  }

  String share(double value) {
    NumberFormat format = NumberFormat.getPercentInstance(locale);
    format.setMaximumFractionDigits(Math.abs(value) < 0.1 ? 1 : 0);
    return format.format(value);
  }

  /** An amount; its smallest units are left out where it is large. */
  String money(double minor, String currency) {
    return money(minor, currency, 100);
  }

  private String money(double minor, String currency, double large) {
    int digits = digits(currency);
    double amount = minor / Math.pow(10, digits);
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    int shown = Math.abs(amount) < large ? digits : 0;
    format.setMinimumFractionDigits(shown);
    format.setMaximumFractionDigits(shown);
    String sign = amount < 0 ? "−" + JOINED : "";
    return sign + symbol(currency) + format.format(Math.abs(amount));
  }

  /** An amount that is expected or was estimated to be won or lost: cents would only look exact. */
  String signed(double minor, String currency) {
    String amount = money(minor, currency, 10);
    return minor > 0 ? "+" + JOINED + amount : amount;
  }

  private static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      // A code that is none of ISO 4217 has the digits of most.
      return 2;
    }
  }

  private static String symbol(String currency) {
    return switch (currency) {
      case "CNY" -> "¥";
      case "USD" -> "$";
      case "EUR" -> "€";
      case "GBP" -> "£";
      default -> currency + " ";
    };
  }

  String time(Instant time) {
    return DateTimeFormatter.ofPattern("HH:mm", locale).format(time.atZone(zone));
  }

  String day(Instant time) {
    String pattern = chinese ? "yyyy年M月d日 EEEE" : "EEEE, d MMMM yyyy";
    return DateTimeFormatter.ofPattern(pattern, locale).format(time.atZone(zone));
  }

  String zone() {
    return zone.getDisplayName(TextStyle.FULL, locale);
  }

  String span(Duration span) {
    long hours = span.toHours();
    long minutes = span.toMinutesPart();
    if (hours == 0) {
      return say("%d min", "%d 分钟", minutes);
    }
    return minutes == 0
        ? say("%d h", "%d 小时", hours)
        : say("%d h %d min", "%d 小时 %d 分钟", hours, minutes);
  }

  /** A stretch of time within a day. */
  String stretch(Instant from, Instant to) {
    return time(from) + "–" + time(to);
  }
}
