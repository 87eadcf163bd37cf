package dev.afterglow.registry.identity.oidc;

import dev.afterglow.registry.identity.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * An OpenID provider, and who we are there.
 *
 * @param issuer what its tokens name as their issuer; its discovery document lies below it
 * @param clientId our name there, which its tokens are for
 * @param clientSecret our secret there
 * @param redirectUri where it sends people back to, as registered there
 * @param scope what is asked for, {@code openid} among it
 * @param nameClaim the claim of the token with the holder's name
 * @param numberClaim the claim of the token with the document's number
 * @param refusals what its errors mean; an error that is not named is POLICY
 * @param openFor how long a person has to sign in
 */
public record Gateway(
    URI issuer,
    String clientId,
    String clientSecret,
    URI redirectUri,
    String scope,
    String nameClaim,
    String numberClaim,
    Map<String, Refusal> refusals,
    Duration openFor) {

  /** Copies. */
  public Gateway {
    refusals = Map.copyOf(refusals);
  }

  /** What an error means. */
  public Refusal refusal(String error) {
    return refusals.getOrDefault(error, Refusal.POLICY);
  }

  @Override
  public String toString() {
    return "Gateway[" + issuer + "]";
  }
}
