package dev.afterglow.registry.identity.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.afterglow.registry.call.JsonCall;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an OpenID provider says of itself (OpenID Connect Discovery 1.0). It is asked each time:
 * people verify themselves once a year, and what is not kept cannot be old.
 *
 * @param authorization where people sign in
 * @param token where codes are redeemed
 * @param keys where its keys are
 */
record Endpoints(URI authorization, URI token, URI keys) {
  private static final String DOCUMENT = "/.well-known/openid-configuration";

  /** The endpoints; empty where the provider gives none, or none that can be trusted. */
  static Optional<Endpoints> of(URI issuer, JsonCall calls) {
    String base = issuer.toString().replaceAll("/$", "");
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + DOCUMENT)).GET().build();
    return calls
        .send(request)
        .filter(JsonCall.Answer::worked)
        .map(JsonCall.Answer::body)
        .filter(it -> issuer.toString().equals(it.path("issuer").asText()))
        .flatMap(Endpoints::read);
  }

  private static Optional<Endpoints> read(JsonNode document) {
    try {
      Endpoints endpoints =
          new Endpoints(
              URI.create(document.path("authorization_endpoint").asText()),
              URI.create(document.path("token_endpoint").asText()),
              URI.create(document.path("jwks_uri").asText()));
      boolean safe =
          Stream.of(endpoints.authorization, endpoints.token, endpoints.keys)
              .allMatch(JsonCall::isSafe);
      return safe ? Optional.of(endpoints) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
