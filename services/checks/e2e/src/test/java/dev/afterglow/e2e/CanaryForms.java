package dev.afterglow.e2e;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The bytes by which a text may stand somewhere. A plain digest is one too: a number of eighteen
 * digits is found again from it by trying.
 */
final class CanaryForms {
  /** Shorter ones are found by chance in a gigabyte. */
  private static final int FEWEST_BYTES = 8;

  private CanaryForms() {}

  /** Each form of a canary by its name; forms that are the same bytes as another are left out. */
  static Map<String, byte[]> of(Canary canary) {
    String text = canary.text();
    Map<String, byte[]> forms = new LinkedHashMap<>();
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    forms.put("plain", plain);
    add(forms, "lower case", text.toLowerCase(Locale.ROOT));
    add(forms, "upper case", text.toUpperCase(Locale.ROOT));
    String url = URLEncoder.encode(text, StandardCharsets.UTF_8);
    add(forms, "form-encoded", url);
    add(forms, "URL-encoded", url.replace("+", "%20"));
    add(forms, "URL-encoded, small", small(url.replace("+", "%20")));
    add(forms, "JSON-escaped", escaped(text, "\\u%04x", false));
    add(forms, "JSON-escaped, capital", escaped(text, "\\u%04X", false));
    add(forms, "JSON-escaped throughout", escaped(text, "\\u%04x", true));
    add(forms, "character references", escaped(text, "&#%d;", false));
    add(forms, "hex", HexFormat.of().formatHex(plain));
    add(forms, "hex, capital", HexFormat.of().withUpperCase().formatHex(plain));
    put(forms, "UTF-16, little end first", text.getBytes(StandardCharsets.UTF_16LE));
    put(forms, "UTF-16, big end first", text.getBytes(StandardCharsets.UTF_16BE));
    add(forms, "encoded twice", new String(plain, StandardCharsets.ISO_8859_1));
    put(forms, "GB 18030", text.getBytes(Charset.forName("GB18030")));
    base64(forms, "base64", Base64.getEncoder(), plain);
    base64(forms, "base64url", Base64.getUrlEncoder(), plain);
    // A secret has too much chance in it to be tried out; its digest tells nothing.
    if (canary.kind() == Canary.Kind.PERSONAL) {
      List.of("MD5", "SHA-1", "SHA-256").forEach(algorithm -> digest(forms, algorithm, plain));
    }
    return forms;
  }

  private static void add(Map<String, byte[]> forms, String name, String text) {
    put(forms, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(Map<String, byte[]> forms, String name, byte[] bytes) {
    if (bytes.length >= FEWEST_BYTES
        && forms.values().stream().noneMatch(known -> MessageDigest.isEqual(known, bytes))) {
      forms.put(name, bytes);
    }
  }

  /** The hexadecimal digits of percent signs alone. */
  private static String small(String url) {
    StringBuilder small = new StringBuilder(url);
    for (int at = small.indexOf("%"); at >= 0; at = small.indexOf("%", at + 1)) {
      small.replace(at, at + 3, small.substring(at, at + 3).toLowerCase(Locale.ROOT));
    }
    return small.toString();
  }

  private static String escaped(String text, String format, boolean throughout) {
    return text.chars()
        .mapToObj(
            it -> it < 0x80 && !throughout ? Character.toString(it) : String.format(format, it))
        .collect(Collectors.joining());
  }

  /** Of each of the three places that a text can have within what is encoded, what is sure. */
  private static void base64(
      Map<String, byte[]> forms, String name, Base64.Encoder encoder, byte[] plain) {
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + plain.length];
      System.arraycopy(plain, 0, shifted, before, plain.length);
      String whole = encoder.withoutPadding().encodeToString(shifted);
      int sure = shifted.length * 8 / 6;
      add(forms, name + " at " + before, whole.substring((before * 8 + 5) / 6, sure));
    }
  }

  private static void digest(Map<String, byte[]> forms, String algorithm, byte[] plain) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(plain);
      put(forms, algorithm, digest);
      add(forms, algorithm + " in hex", HexFormat.of().formatHex(digest));
      add(forms, algorithm + " in base64", Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
