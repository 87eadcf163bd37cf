package dev.afterglow.registry.identity.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.afterglow.registry.call.JsonCall;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One call to a provider, by POST. */
final class ProviderCall {
  static final JsonMapper JSON = JsonMapper.builder().build();

  /** What is read where no answer came. */
  static final JsonNode NOTHING = JSON.createObjectNode();

  private final JsonCall calls;

  /** Calls that take {@code patience} at most, connecting included. */
  ProviderCall(Duration patience) {
    this.calls = new JsonCall(patience);
  }

  /** The JSON object that comes back, whatever the status; empty where none does. */
  Optional<JsonNode> post(URI address, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    return calls.send(request.build()).map(JsonCall.Answer::body);
  }

  static byte[] json(Map<String, ?> fields) {
    try {
      return JSON.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of words can be written as JSON", e);
    }
  }
}
