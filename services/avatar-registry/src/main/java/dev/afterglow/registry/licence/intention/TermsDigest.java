package dev.afterglow.registry.licence.intention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The digest of a licence's terms, the same however their lists and members are ordered: no order
 * in terms means anything. Whatever terms come to hold is in it, since it is made of all of them.
 */
public final class TermsDigest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TermsDigest() {}

  /**
   * SHA-256 in lower-case hex.
   *
   * @param licensorSubjectId who would grant
   * @param termsJson {@code LicenceTerms} as they are stored
   */
  public static String of(String licensorSubjectId, String termsJson) {
    try {
      String text = licensorSubjectId + "\n" + canonical(JSON.readTree(termsJson));
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("terms are JSON", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String canonical(JsonNode node) {
    if (node.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      node.fieldNames().forEachRemaining(names::add);
      return names.stream()
          .map(name -> TextNode.valueOf(name) + ":" + canonical(node.get(name)))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(TermsDigest::canonical)
          .sorted()
          .collect(Collectors.joining(",", "[", "]"));
    }
    return node.toString();
  }
}
