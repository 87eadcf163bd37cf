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
  private static final Map<String, String> PRODUCTS =
      Map.of("7", "ID_PRO", "8", "PV_FV", "9", "MFVC");

  private final Map<String, String> wanted = new ConcurrentHashMap<>();
  private int serial;
  private final Set<String> unknownIdentities = new HashSet<>();
  private final Map<String, String> numbers = new ConcurrentHashMap<>();
  private final Map<String, String> scenes = new ConcurrentHashMap<>();
  private volatile Map<String, String> lastInit = Map.of();
  private volatile String nextPresence = "PASS";
  private final Set<String> nonces = new HashSet<>();
  private final Set<String> orders = new HashSet<>();

  @Override
  synchronized String answer(HttpExchange call, byte[] body) {
    checkSignature(call, body);
    Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
    if (header(call, "x-acs-action").equals("DeleteFaceVerifyResult")) {
      return delete(form);
    }
    require(PRODUCTS.containsKey(form.get("SceneId")), "another scene");
    return switch (header(call, "x-acs-action")) {
      case "InitFaceVerify" -> init(form);
      case "DescribeFaceVerify" -> describe(form);
      default -> throw new IllegalStateException("no such action");
    };
  }

  /** What the next presence comes to: nothing in its request tells. */
  void nextPresence(String word) {
    nextPresence = word;
  }

  /** The last request of a beginning. */
  Map<String, String> lastInit() {
    return lastInit;
  }

  /** Whether anything is kept of an attempt. */
  boolean keeps(String certifyId) {
    return wanted.containsKey(certifyId);
  }

  private String delete(Map<String, String> form) {
    String id = form.get("CertifyId");
    if ("UNDELETABLE".equals(wanted.get(id))) {
      return "{\"Code\":\"500\"}";
    }
    require(form.get("DeleteAfterQuery").equals("N"), "a result would have to be read first");
    return wanted.remove(id) != null
        ? "{\"Code\":\"200\",\"ResultObject\":{\"DeleteResult\":\"Y\"}}"
        : "{\"Code\":\"200\",\"ResultObject\":{\"DeleteResult\":\"N\","
            + "\"FailReason\":\"NOT_DELETE_REPEATEDLY\"}}";
  }

  private String init(Map<String, String> form) {
    lastInit = Map.copyOf(form);
    require(form.get("OuterOrderNo").matches("[0-9A-Za-z]{1,32}"), "a bad order number");
    require(orders.add(form.get("OuterOrderNo")), "an order number came twice");
    String product = form.get("ProductCode");
    require(product.equals(PRODUCTS.get(form.get("SceneId"))), "another product");
    if (product.equals("PV_FV")) {
      require(wanted.containsKey(form.get("CertifyId")), "no face was kept of that");
      require(!form.containsKey("CertNo"), "a number where none is asked for");
      return begun(nextPresence, form);
    }
    if (product.equals("MFVC")) {
      require(!form.get("VoluntaryCustomizedContent").isBlank(), "nothing to read aloud");
    }
    require(form.get("CertType").equals("IDENTITY_CARD"), "another document");
    require(form.get("CertNo").length() == 18, "no number");
    return begun(word(form.get("CertName")), form);
  }

  private String begun(String word, Map<String, String> form) {
    if (word.startsWith("INIT_")) {
      return "{\"Code\":\"" + word.substring(5) + "\"}";
    }
    switch (word) {
      case "SILENT":
        return "not JSON";
      case "STALLED":
        return STALLED;
      case "TOO_MANY_ATTEMPTS":
        return "{\"Code\":\"418\",\"Message\":\"too many today\"}";
      default:
        if (unknownIdentities.contains(form.getOrDefault("CertNo", ""))) {
          return "{\"Code\":\"417\"}";
        }
        String id = "c" + HexFormat.of().toHexDigits(serial++);
        wanted.put(id, word);
        numbers.put(id, form.getOrDefault("CertNo", ""));
        scenes.put(id, form.get("SceneId"));
        return "{\"Code\":\"200\",\"ResultObject\":{\"CertifyId\":\"" + id + "\"}}";
    }
  }

  private String describe(Map<String, String> form) {
    String id = form.get("CertifyId");
    require(
        form.get("SceneId").equals(scenes.getOrDefault(id, form.get("SceneId"))),
        "asked about in another scene");
    String word = wanted.get(id);
    if (Set.of("SUB_201", "SUB_202", "SUB_203").contains(String.valueOf(word))) {
      unknownIdentities.add(numbers.get(id));
    }
    return describe(word);
  }

  private static String describe(String word) {
    if (word == null) {
      return "{\"Code\":\"406\",\"Message\":\"no such id\"}";
    }
    if (word.startsWith("CODE_")) {
      return "{\"Code\":\"" + word.substring(5) + "\"}";
    }
    if (word.startsWith("SUB_")) {
      return "{\"Code\":\"200\",\"ResultObject\":{\"Passed\":\"F\",\"SubCode\":\""
          + word.substring(4)
          + "\"}}";
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
      case "SLOW" -> slowly(passed());
      case "NEVER" -> NEVER;
      case "PASS", "UNDELETABLE" -> passed();
      case "OPEN" -> "{\"Code\":\"403\"}";
      case "LOST" -> "{\"Code\":\"500\"}";
      // The call worked, and nothing says that the person passed.
      case "UNSAID" -> "{\"Code\":\"200\",\"ResultObject\":{\"SubCode\":\"200\"}}";
      case "EXPIRED" -> "{\"Code\":\"424\"}";
      default ->
          "{\"Code\":\"200\",\"ResultObject\":{\"Passed\":\"F\",\"SubCode\":\"" + subCode + "\"}}";
    };
  }

  private static String passed() {
    return "{\"Code\":\"200\",\"ResultObject\":{\"Passed\":\"T\",\"SubCode\":\"200\"}}";
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
