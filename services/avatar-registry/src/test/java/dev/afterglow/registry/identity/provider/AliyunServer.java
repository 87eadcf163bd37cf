package dev.afterglow.registry.identity.provider;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Alibaba Cloud's verification as its document describes it. */
final class AliyunServer extends ProviderServer {
  private final Map<String, String> wanted = new ConcurrentHashMap<>();
  private final Set<String> nonces = new HashSet<>();
  private final Set<String> orders = new HashSet<>();

  @Override
  synchronized String answer(HttpExchange call, byte[] body) {
    checkSignature(call, body);
    Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
    require(form.get("SceneId").equals("7"), "another scene");
    return switch (header(call, "x-acs-action")) {
      case "InitFaceVerify" -> init(form);
      case "DescribeFaceVerify" -> describe(wanted.get(form.get("CertifyId")));
      default -> throw new IllegalStateException("no such action");
    };
  }

  private String init(Map<String, String> form) {
    require(form.get("OuterOrderNo").matches("[0-9A-Za-z]{1,32}"), "a bad order number");
    require(orders.add(form.get("OuterOrderNo")), "an order number came twice");
    require(form.get("ProductCode").equals("ID_PRO"), "another product");
    require(form.get("CertType").equals("IDENTITY_CARD"), "another document");
    require(form.get("CertNo").length() == 18, "no number");
    String word = word(form.get("CertName"));
    switch (word) {
      case "SILENT":
        return "not JSON";
      case "STALLED":
        return STALLED;
      case "TOO_MANY_ATTEMPTS":
        return "{\"Code\":\"418\",\"Message\":\"too many today\"}";
      default:
        String id = "c" + HexFormat.of().toHexDigits(wanted.size());
        wanted.put(id, word);
        return "{\"Code\":\"200\",\"ResultObject\":{\"CertifyId\":\"" + id + "\"}}";
    }
  }

  private static String describe(String word) {
    if (word == null) {
      return "{\"Code\":\"406\",\"Message\":\"no such id\"}";
    }
    String subCode =
        switch (word) {
          case "NAME_DIFFERS" -> "201";
          case "NO_SUCH_IDENTITY" -> "202";
          case "NO_PHOTO" -> "203";
          case "FACE_DIFFERS" -> "204";
          case "LIVENESS_RISK" -> "205";
          case "POLICY" -> "206";
          default -> "";
        };
    return switch (word) {
      case "PASS" -> "{\"Code\":\"200\",\"ResultObject\":{\"Passed\":\"T\",\"SubCode\":\"200\"}}";
      case "OPEN" -> "{\"Code\":\"403\"}";
      case "LOST" -> "{\"Code\":\"500\"}";
      // The call worked, and nothing says that the person passed.
      case "UNSAID" -> "{\"Code\":\"200\",\"ResultObject\":{\"SubCode\":\"200\"}}";
      case "EXPIRED" -> "{\"Code\":\"424\"}";
      default ->
          "{\"Code\":\"200\",\"ResultObject\":{\"Passed\":\"F\",\"SubCode\":\"" + subCode + "\"}}";
    };
  }

  private void checkSignature(HttpExchange call, byte[] body) {
    try {
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
      require(digest.equals(header(call, "x-acs-content-sha256")), "another digest");
      Duration age = Duration.between(Instant.parse(header(call, "x-acs-date")), NOW);
      require(age.abs().compareTo(Duration.ofMinutes(15)) <= 0, "too old");
      require(nonces.add(header(call, "x-acs-signature-nonce")), "a nonce came twice");
      String canonical =
          "POST\n/\n\nhost:"
              + header(call, "Host")
              + "\nx-acs-action:"
              + header(call, "x-acs-action")
              + "\nx-acs-content-sha256:"
              + digest
              + "\nx-acs-date:"
              + header(call, "x-acs-date")
              + "\nx-acs-signature-nonce:"
              + header(call, "x-acs-signature-nonce")
              + "\nx-acs-version:2019-03-07\n\nhost;x-acs-action;x-acs-content-sha256;x-acs-date;"
              + "x-acs-signature-nonce;x-acs-version\n"
              + digest;
      byte[] hashed =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String toSign = "ACS3-HMAC-SHA256\n" + HexFormat.of().formatHex(hashed);
      String signature =
          HexFormat.of().formatHex(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
      require(
          header(call, "Authorization").endsWith(",Signature=" + signature), "a wrong signature");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String field : body.split("&")) {
      int equals = field.indexOf('=');
      form.put(
          field.substring(0, equals),
          URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }
}
