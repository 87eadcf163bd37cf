package dev.afterglow.registry.identity.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tencent Cloud FaceID as its document describes it. */
final class TencentServer extends ProviderServer {
  private final Map<String, String> wanted = new ConcurrentHashMap<>();
  private final Map<String, String> rules = new ConcurrentHashMap<>();
  private volatile String lastText = "";

  /** Whether anything is kept of an attempt: always, for it has no call to drop it. */
  boolean keeps(String token) {
    return wanted.containsKey(token);
  }

  /** What was to be read aloud last. */
  String lastText() {
    return lastText;
  }

  @Override
  String answer(HttpExchange call, byte[] body) {
    checkSignature(call, body);
    JsonNode request;
    try {
      request = JsonMapper.builder().build().readTree(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    require(
        Set.of("rule", "presence-rule", "intention-rule").contains(request.path("RuleId").asText()),
        "another rule");
    require(header(call, "X-TC-Version").equals("2018-03-01"), "another version");
    return switch (header(call, "X-TC-Action")) {
      case "DetectAuth" -> auth(request);
      case "GetDetectInfoEnhanced" -> info(request);
      default -> throw new IllegalStateException("no such action");
    };
  }

  private String auth(JsonNode request) {
    require(request.path("IdCard").asText().length() == 18, "no number");
    String word = word(request.path("Name").asText());
    if (word.equals("SILENT")) {
      return "not JSON";
    }
    String token = "b" + HexFormat.of().toHexDigits(wanted.size());
    wanted.put(token, word);
    rules.put(token, request.path("RuleId").asText());
    lastText = request.path("IntentionVerifyText").asText("");
    require(
        lastText.isEmpty() != rules.get(token).equals("intention-rule"),
        "a text without its rule, or the other way round");
    return "{\"Response\":{\"BizToken\":\""
        + token
        + "\",\"Url\":\"https://example.com/"
        + token
        + "\",\"RequestId\":\"r\"}}";
  }

  private String info(JsonNode request) {
    require(request.path("InfoType").asText().equals("1"), "pictures were asked for");
    String word = wanted.get(request.path("BizToken").asText());
    if (word == null) {
      return error("InvalidParameterValue.BizTokenIllegal");
    }
    require(
        request.path("RuleId").asText().equals(rules.get(request.path("BizToken").asText())),
        "asked about under another rule");
    if (word.startsWith("CODE_")) {
      return text(Integer.parseInt(word.substring(5)), 0, 0);
    }
    return switch (word) {
      case "MEANT" -> read(0);
      case "MUMBLED" -> read(2);
      case "PASS" -> text(0, 0, 0);
      case "OPEN" -> text(17, -1, -1);
      case "LOST" -> error("InternalError");
      case "UNSAID" -> "{\"Response\":{\"Text\":{\"ErrCode\":null,\"ErrMsg\":null}}}";
      case "EXPIRED" -> text(15, -1, -1);
      case "TOO_MANY_ATTEMPTS" -> text(16, -1, -1);
      case "LIVENESS_RISK" -> text(1002, -1, -1);
      case "NO_SUCH_IDENTITY" -> text(2005, 0, -1);
      case "NAME_DIFFERS" -> text(2006, 0, -1);
      case "FACE_DIFFERS" -> text(2016, 0, -1);
      case "HALF" -> text(0, 0, 1);
      default -> text(301, -1, -1);
    };
  }

  private static String read(int verdict) {
    String text = text(0, 0, 0);
    return text.substring(0, text.length() - 2)
        + ",\"IntentionVerifyData\":{\"ErrorCode\":"
        + verdict
        + "}}}";
  }

  private static String error(String code) {
    return "{\"Response\":{\"Error\":{\"Code\":\"" + code + "\",\"Message\":\"no\"}}}";
  }

  private static String text(int code, int live, int compared) {
    return "{\"Response\":{\"Text\":{\"ErrCode\":"
        + code
        + ",\"LiveStatus\":"
        + live
        + ",\"Comparestatus\":"
        + compared
        + ",\"Sim\":\"99.1\",\"IdCard\":\"secret\",\"Name\":\"secret\"}}}";
  }

  private void checkSignature(HttpExchange call, byte[] body) {
    try {
      long time = Long.parseLong(header(call, "X-TC-Timestamp"));
      require(Math.abs(time - NOW.getEpochSecond()) <= 300, "AuthFailure.SignatureExpire");
      String canonical =
          "POST\n/\n\ncontent-type:"
              + header(call, "Content-Type")
              + "\nhost:"
              + header(call, "Host")
              + "\n\ncontent-type;host\n"
              + hex(MessageDigest.getInstance("SHA-256").digest(body));
      String scope = NOW.toString().substring(0, 10) + "/faceid/tc3_request";
      String toSign =
          "TC3-HMAC-SHA256\n"
              + time
              + "\n"
              + scope
              + "\n"
              + hex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(canonical.getBytes(StandardCharsets.UTF_8)));
      byte[] key = ("TC3" + SECRET).getBytes(StandardCharsets.UTF_8);
      for (String part : scope.split("/")) {
        key = mac(key, part);
      }
      require(
          header(call, "Authorization")
              .equals(
                  "TC3-HMAC-SHA256 Credential=id/"
                      + scope
                      + ", SignedHeaders=content-type;host, Signature="
                      + hex(mac(key, toSign))),
          "a wrong signature");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
