package dev.afterglow.platform.auth;

/**
 * Who may call. Sealed, so that the case without a token has to be written down wherever access is
 * decided.
 */
public sealed interface ServiceAccess {

  /** Whether a call with this {@code authorization} header, or none (""), is let in. */
  boolean admits(String authorization);

  /** Only holders of the installation's token. */
  record Guarded(ServiceToken token) implements ServiceAccess {

    private static final String SCHEME = "Bearer ";

    @Override
    public boolean admits(String authorization) {
      return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
          && token.matches(authorization.substring(SCHEME.length()));
    }
  }

  /** Everyone: development and tests on one machine. */
  record Anonymous() implements ServiceAccess {

    @Override
    public boolean admits(String authorization) {
      return true;
    }
  }
}
