package dev.afterglow.commerce.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Pushes as the platforms sign them, worked out apart from what checks them. */
public final class Pushes {
  private Pushes() {}

  /** Headers of a push that is signed as Standard Webhooks describes; the secret is base64. */
  public static Map<String, String> standardHeaders(String body, String secret, Instant now) {
    String signed = "m1." + now.getEpochSecond() + "." + body;
    return Map.of(
        "webhook-id",
        "m1",
        "webhook-timestamp",
        Long.toString(now.getEpochSecond()),
        "webhook-signature",
        "v1," + hmac(Base64.getDecoder().decode(secret), signed));
  }

  /** Headers of a push of Shopify's. */
  public static Map<String, String> shopifyHeaders(String topic, String body, String secret) {
    return Map.of(
        "x-shopify-topic",
        topic,
        "x-shopify-hmac-sha256",
        hmac(secret.getBytes(StandardCharsets.UTF_8), body));
  }

  /** Headers of a push of Douyin's live rooms. */
  public static Map<String, String> douyinHeaders(
      String kind, String body, String secret, Instant now) {
    String time = Long.toString(now.toEpochMilli());
    String signed =
        "x-msg-type=" + kind + "&x-nonce-str=n&x-roomid=7&x-timestamp=" + time + body + secret;
    return Map.of(
        "x-msg-type",
        kind,
        "x-nonce-str",
        "n",
        "x-roomid",
        "7",
        "x-timestamp",
        time,
        "x-signature",
        md5(signed));
  }

  static Delivery shopify(String topic, String body, String secret) {
    return delivery(shopifyHeaders(topic, body, secret), body);
  }

  static Delivery douyin(String kind, String body, String secret, Instant now) {
    return delivery(douyinHeaders(kind, body, secret, now), body);
  }

  static Delivery standard(String body, String secret, Instant now) {
    return delivery(standardHeaders(body, secret, now), body);
  }

  private static Delivery delivery(Map<String, String> headers, String body) {
    return new Delivery(headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String md5(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
