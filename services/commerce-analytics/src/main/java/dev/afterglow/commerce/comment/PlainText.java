package dev.afterglow.commerce.comment;

import java.util.Arrays;

/**
 * A comment as phrases are looked for in it. Used again and again by one thread; {@link #set}
 * allocates nothing once the arrays are as long as the longest comment.
 *
 * <p>Letters as {@link Letters} has them; a run of three and more of one letter becomes one, a
 * number becomes {@code #}, "三号" counts as a number, clauses stand between {@code |}, a question
 * mark is {@code |?|}, particles that end a clause are left out, and so are spaces between Latin
 * letters and between single letters that were spaced out.
 */
final class PlainText {
  private static final String NUMERALS = "零一二三四五六七八九十两";
  private static final String PARTICLES = "呀啊哈呗哦噢啦哇诶欸哎嘞哒咧喔嗷亲";
  private static final char NUMBER = '#';

  private final Letters letters;
  private char[] chars = new char[256];
  private int length;
  private int link;
  private int sinceSpace;
  private int run;

  PlainText(Letters letters) {
    this.letters = letters;
  }

  char[] chars() {
    return chars;
  }

  int length() {
    return length;
  }

  /** The first number that stands before 号, 1 to 999; 0 = none. */
  int link() {
    return link;
  }

  /** Takes in a comment. */
  void set(String text) {
    // A letter becomes at most three, and both ends get a boundary.
    if (chars.length < text.length() * 3 + 4) {
      chars = new char[text.length() * 3 + 4];
    }
    length = 0;
    link = 0;
    sinceSpace = 0;
    boundary();
    for (int i = 0; i < text.length(); ) {
      i = take(text, i);
    }
    boundary();
  }

  private int take(String text, int at) {
    char raw = text.charAt(at);
    if (Character.isHighSurrogate(raw) && at + 1 < text.length()) {
      int codePoint = text.codePointAt(at);
      put(Letters.of(codePoint));
      return at + Character.charCount(codePoint);
    }
    char letter = letters.of(raw);
    if (letter >= '0' && letter <= '9') {
      return number(text, at);
    }
    if (NUMERALS.indexOf(letter) > 0 && isBeforeLink(text, at + 1)) {
      name(NUMERALS.indexOf(letter));
      append(NUMBER);
      return at + 1;
    }
    put(letter);
    return at + 1;
  }

  private boolean isBeforeLink(String text, int at) {
    return at < text.length() && letters.of(text.charAt(at)) == '号';
  }

  private int number(String text, int from) {
    int at = from;
    int value = 0;
    for (; at < text.length(); at++) {
      char digit = letters.of(text.charAt(at));
      boolean point = text.charAt(at) == '.' && at > from;
      if (!point && (digit < '0' || digit > '9')) {
        break;
      }
      value = point || value > 9_999 ? 10_000 : value * 10 + digit - '0';
    }
    if (isBeforeLink(text, at)) {
      name(value);
    }
    append(NUMBER);
    return at;
  }

  private void name(int number) {
    if (link == 0 && number >= 1 && number <= 999) {
      link = number;
    }
  }

  private void put(char letter) {
    switch (letter) {
      case Letters.NOTHING -> {}
      case Letters.BOUNDARY -> boundary();
      case Letters.SPACE -> space();
      case '?' -> {
        boundary();
        chars[length++] = '?';
        boundary();
      }
      default -> append(letter);
    }
  }

  private void append(char letter) {
    if (isLatin(letter) && length > 1 && chars[length - 1] == Letters.SPACE) {
      length -= isLatin(chars[length - 2]) ? 1 : 0;
    }
    settleSpace();
    run = chars[length - 1] == letter ? run + 1 : 1;
    if (run == 3) {
      length--;
    }
    if (run < 3) {
      chars[length++] = letter;
      sinceSpace++;
    }
  }

  private static boolean isLatin(char letter) {
    return letter >= 'a' && letter <= 'z';
  }

  private void space() {
    char last = chars[length - 1];
    if (last == Letters.BOUNDARY || last == Letters.SPACE) {
      return;
    }
    if (sinceSpace == 1 && last >= '\u4e00') {
      sinceSpace = 0;
    } else if (isLatin(last)) {
      chars[length++] = Letters.SPACE;
      sinceSpace = 0;
    } else {
      boundary();
    }
  }

  // A space behind Latin letters stays open until it is known what follows.
  private void settleSpace() {
    if (chars[length - 1] == Letters.SPACE) {
      chars[length - 1] = Letters.BOUNDARY;
    }
  }

  private void boundary() {
    sinceSpace = 0;
    if (length > 0) {
      settleSpace();
    }
    while (length > 1 && PARTICLES.indexOf(chars[length - 1]) >= 0) {
      length--;
    }
    if (length == 0 || chars[length - 1] != Letters.BOUNDARY) {
      chars[length++] = Letters.BOUNDARY;
    }
  }

  /** Puts other letters in the place of some, from the left; places are ordered and apart. */
  void replace(int[] from, int[] to, String[] by, int count, char[] scratch) {
    int size = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
      System.arraycopy(chars, at, scratch, size, from[i] - at);
      size += from[i] - at;
      by[i].getChars(0, by[i].length(), scratch, size);
      size += by[i].length();
      at = to[i];
    }
    System.arraycopy(chars, at, scratch, size, length - at);
    size += length - at;
    if (size > chars.length) {
      chars = Arrays.copyOf(chars, size);
    }
    System.arraycopy(scratch, 0, chars, 0, size);
    length = size;
  }
}
