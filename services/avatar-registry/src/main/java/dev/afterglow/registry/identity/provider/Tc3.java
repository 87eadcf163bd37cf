package dev.afterglow.registry.identity.provider;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * TC3-HMAC-SHA256, as Tencent Cloud signs calls (its document "Signature v3"), over content type
 * and host.
 *
 * @param secretId the key's id
 * @param secretKey the key
 */
record Tc3(String secretId, String secretKey) {
  static final String CONTENT_TYPE = "application/json; charset=utf-8";
  private static final String ALGORITHM = "TC3-HMAC-SHA256";
  private static final String SIGNED = "content-type;host";

  /** The value of the header {@code Authorization} of a POST to {@code /}. */
  String authorization(String service, String host, Instant time, byte[] body) {
    String headers = "content-type:" + CONTENT_TYPE + "\nhost:" + host + "\n";
    String canonical = String.join("\n", "POST", "/", "", headers, SIGNED, Signing.sha256Hex(body));
    String date = LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    String scope = date + "/" + service + "/tc3_request";
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            Long.toString(time.getEpochSecond()),
            scope,
            Signing.sha256Hex(canonical));
    byte[] key = Signing.hmac(Signing.utf8("TC3" + secretKey), date);
    key = Signing.hmac(Signing.hmac(key, service), "tc3_request");
    return ALGORITHM
        + " Credential="
        + secretId
        + "/"
        + scope
        + ", SignedHeaders="
        + SIGNED
        + ", Signature="
        + Signing.hmacHex(key, toSign);
  }

  @Override
  public String toString() {
    return "Tc3[" + secretId + "]";
  }
}
