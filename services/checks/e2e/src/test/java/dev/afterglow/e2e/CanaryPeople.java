package dev.afterglow.e2e;

import dev.afterglow.e2e.Canary.Kind;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** People, words and secrets of one run: made of chance, so that what is found is a leak. */
final class CanaryPeople {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";
  private static final int FIRST_IDEOGRAPH = 0x4E00;
  private static final int IDEOGRAPHS = 0x5000;

  private final RandomGenerator random;
  private final List<Canary> all = new ArrayList<>();

  CanaryPeople(RandomGenerator random) {
    this.random = random;
  }

  /** Someone with a document. */
  record Holder(Canary name, Canary number) {}

  /** Whoever has a resident's card; region 990000 is nobody's. */
  Holder citizen(String who) {
    String body =
        "990000%04d%02d%02d%03d"
            .formatted(
                random.nextInt(1955, 2005),
                random.nextInt(1, 13),
                random.nextInt(1, 29),
                random.nextInt(1000));
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (body.charAt(i) - '0') * WEIGHTS[i];
    }
    return new Holder(
        personal(who + "'s name", ideographs(4)),
        personal(who + "'s number", body + CHECKS.charAt(sum % 11)));
  }

  /** Whoever has a passport. */
  Holder traveller(String who) {
    return new Holder(
        personal(who + "'s name", "Jos\u00e9 " + letters(6) + " " + letters(8)),
        personal(who + "'s number", letters(2) + "%07d".formatted(random.nextInt(10_000_000))));
  }

  /** Eleven digits; platforms write them with the country before. */
  Canary phone(String who) {
    return personal(who + "'s telephone", "1%010d".formatted(random.nextLong(10_000_000_000L)));
  }

  Canary personal(String name, String text) {
    return keep(new Canary(name, Kind.PERSONAL, text));
  }

  Canary comment(String name) {
    return keep(
        new Canary(name, Kind.COMMENT, "\u8fd9\u4e2a " + ideographs(5) + " " + letters(6) + "?"));
  }

  /** One that is made here. */
  Canary secret(String name) {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    return secret(name, HexFormat.of().formatHex(bytes));
  }

  /** One that somebody else made. */
  Canary secret(String name, String text) {
    return keep(new Canary(name, Kind.SECRET, text));
  }

  String letters(int count) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < count; i++) {
      word.append((char) ('A' + random.nextInt(26)));
    }
    return word.toString();
  }

  private String ideographs(int count) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < count; i++) {
      word.append((char) (FIRST_IDEOGRAPH + random.nextInt(IDEOGRAPHS)));
    }
    return word.toString();
  }

  private Canary keep(Canary canary) {
    all.add(canary);
    return canary;
  }

  /** All that were made so far. */
  List<Canary> all() {
    return List.copyOf(all);
  }
}
