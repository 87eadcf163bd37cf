package dev.afterglow.registry.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Judges id_tokens (OpenID Connect Core 1.0, 3.1.3.7): signed by one of the provider's keys with an
 * algorithm of ours, from its issuer, for us, of this sign-in, issued now and not run out.
 */
final class IdTokens {
  /** Signatures by a private key alone: no {@code none}, and no secret that we hold as well. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  static final int SKEW_S = 60;

  /** A token is redeemed at once: an older one belongs to another time. */
  private static final Duration OLDEST = Duration.ofMinutes(10);

  private final Gateway gateway;

  IdTokens(Gateway gateway) {
    this.gateway = gateway;
  }

  /**
   * The claims of a token; empty where anything about it is not as it has to be.
   *
   * @param keys the provider's keys, as it serves them (JWKS)
   */
  Optional<JWTClaimsSet> read(String token, String keys, String nonce, Instant now) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    try {
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(
              ALGORITHMS, new ImmutableJWKSet<>(JWKSet.parse(keys).toPublicJWKSet())));
      processor.setJWTClaimsSetVerifier(claims(nonce, now));
      JWTClaimsSet claims = processor.process(token, null);
      return fresh(claims, now) && ours(claims) ? Optional.of(claims) : Optional.empty();
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return Optional.empty();
    }
  }

  private DefaultJWTClaimsVerifier<SecurityContext> claims(String nonce, Instant now) {
    JWTClaimsSet exact =
        new JWTClaimsSet.Builder()
            .issuer(gateway.issuer().toString())
            .claim("nonce", nonce)
            .build();
    DefaultJWTClaimsVerifier<SecurityContext> verifier =
        new DefaultJWTClaimsVerifier<>(audience(), exact, Set.of("sub", "iat", "exp"), Set.of()) {
          @Override
          protected Date currentTime() {
            return Date.from(now);
          }
        };
    verifier.setMaxClockSkew(SKEW_S);
    return verifier;
  }

  /**
   * The verifier asks such a set whether it holds null, which an immutable one refuses to answer.
   */
  private Set<String> audience() {
    return new HashSet<>(Set.of(gateway.clientId()));
  }

  private static boolean fresh(JWTClaimsSet claims, Instant now) {
    Instant issued = claims.getIssueTime().toInstant();
    return !issued.isBefore(now.minus(OLDEST)) && !issued.isAfter(now.plusSeconds(SKEW_S));
  }

  /** Where a token is for several, it says to whom it was given. */
  private boolean ours(JWTClaimsSet claims) throws ParseException {
    String party = claims.getStringClaim("azp");
    return party == null
        ? claims.getAudience().size() == 1
        : SignInSecrets.equal(party, gateway.clientId());
  }
}
