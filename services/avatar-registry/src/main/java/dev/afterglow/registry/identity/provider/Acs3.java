package dev.afterglow.registry.identity.provider;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * ACS3-HMAC-SHA256, as Alibaba Cloud signs calls (its document "V3 request structure and
 * signature").
 *
 * @param keyId the access key's id
 * @param secret its secret
 */
record Acs3(String keyId, String secret) {
  private static final String ALGORITHM = "ACS3-HMAC-SHA256";

  /**
   * The value of the header {@code Authorization}.
   *
   * @param query the query, its names in order and percent-encoded; empty = none
   * @param headers {@code host} and those whose names begin with {@code x-acs-}, names in lower
   *     case
   * @param bodySha256Hex the body's digest, which is also {@code x-acs-content-sha256}
   */
  String authorization(
      String method, String path, String query, Map<String, String> headers, String bodySha256Hex) {
    SortedMap<String, String> sorted = new TreeMap<>(headers);
    StringBuilder lines = new StringBuilder();
    sorted.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
    String signed = String.join(";", sorted.keySet());
    String canonical =
        String.join("\n", method, path, query, lines.toString(), signed, bodySha256Hex);
    String signature =
        Signing.hmacHex(Signing.utf8(secret), ALGORITHM + "\n" + Signing.sha256Hex(canonical));
    return ALGORITHM
        + " Credential="
        + keyId
        + ",SignedHeaders="
        + signed
        + ",Signature="
        + signature;
  }

  @Override
  public String toString() {
    return "Acs3[" + keyId + "]";
  }
}
