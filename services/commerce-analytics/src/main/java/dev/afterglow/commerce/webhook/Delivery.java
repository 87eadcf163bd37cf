package dev.afterglow.commerce.webhook;

import java.util.Map;

/**
 * A push as it came.
 *
 * @param headers by their names in lower case
 * @param body the very bytes that were signed
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record Delivery(Map<String, String> headers, byte[] body) {
  Delivery {
    headers = Map.copyOf(headers);
  }

  /** A header, or empty. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
