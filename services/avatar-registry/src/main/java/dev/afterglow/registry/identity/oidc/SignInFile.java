package dev.afterglow.registry.identity.oidc;

import dev.afterglow.registry.identity.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Where sign-ins are kept, as the adapter sees it. Calls block, and are of the tenant whose call is
 * being answered.
 */
public interface SignInFile {

  /** Nobody answers now; what was asked for may or may not have happened. */
  final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public Unreachable(Throwable cause) {
      super("sign-ins cannot be reached", cause);
    }
  }

  /** Keeps a new one, which waits. */
  void open(SignIn signIn);

  /** The one of a transaction. */
  Optional<SignIn> find(String transaction);

  /** Takes a waiting one that is not over for redeeming; false where it does not wait. */
  boolean claim(String transaction, Instant now);

  /** Lets one that was being redeemed wait again. */
  void release(String transaction);

  /** Decides one that was being redeemed, by Passed or Failed; one that was not stays as it is. */
  void decide(String transaction, Outcome outcome);

  /** Deletes one. */
  void forget(String transaction);
}
